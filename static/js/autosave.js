// Keeps what is typed in a section while it is typed. The Save button works without this.
// Nothing typed is stored in the browser: what could not be sent stays on the page, and the page says so.

const PAUSE = 3000; // milliseconds from a change until it is sent
const AGAIN = 5000; // until a failed sending is tried anew
const PATIENCE = 10000; // until a sending counts as failed
const SMALL = 60000; // characters a page that is being left may still send

const form = document.querySelector("form[data-autosave]");
const box = form.elements.text;
const state = document.getElementById("autosave-state");

let kept = box.value;
let timer = 0;
let sending = false;
let told = "";

function tell(sentence, waiting = false) {
  state.classList.toggle("section-form__state--waiting", waiting);
  if (sentence !== told) {
    told = sentence;
    state.textContent = sentence;
  }
}

function plan(pause) {
  if (!timer) {
    timer = setTimeout(send, pause);
  }
}

async function send() {
  clearTimeout(timer);
  timer = 0;
  if (sending || box.value === kept) {
    return;
  }
  sending = true;
  const text = box.value;
  try {
    await answer(await post(text), text);
  } catch {
    tell("Not saved: no connection. Your words are on this page; they are sent again by themselves.", true);
    plan(AGAIN);
  } finally {
    sending = false;
  }
  if (box.value !== kept) {
    plan(PAUSE);
  }
}

function post(text) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("text", text);
  body.set("based_on", form.elements.based_on.value);
  const leaving = document.visibilityState === "hidden" && text.length < SMALL;
  return fetch(form.dataset.autosave, {
    method: "POST",
    body,
    redirect: "manual",
    keepalive: leaving,
    signal: AbortSignal.timeout(PATIENCE),
  });
}

async function answer(response, text) {
  if (response.ok) {
    kept = text;
    const found = await response.json();
    const changed = found.newest !== Number(form.elements.based_on.value);
    const others = changed ? " Somebody else has saved this section since; both texts will be kept." : "";
    tell(`Saved at ${found.at} for you alone, until you save the section.${others}`);
  } else if (response.type === "opaqueredirect" || response.status === 403) {
    await signedOut(response);
  } else if (response.headers.get("Content-Type") === "application/json") {
    tell(`Not saved: ${(await response.json()).sentence}`, true);
    plan(AGAIN * 6);
  } else {
    throw new Error(String(response.status));
  }
}

// A person who has signed in again in another window has a new form mark: it is fetched, and the words go on.
async function signedOut(response) {
  if (response.headers.get("Content-Type") === "application/json") {
    tell(`Not saved: ${(await response.json()).sentence}`, true);
    return;
  }
  const page = await fetch(form.action, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  if (page.ok) {
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
    const mark = fresh.querySelector("input[name=csrfmiddlewaretoken]");
    for (const field of mark ? document.querySelectorAll("input[name=csrfmiddlewaretoken]") : []) {
      field.value = mark.value;
    }
    plan(1000);
    return;
  }
  tell("Not saved: you are signed out. Sign in again in another window; your words stay on this page.", true);
  plan(AGAIN);
}

box.addEventListener("input", () => plan(PAUSE));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    send();
  }
});
addEventListener("online", send);
addEventListener("beforeunload", (leaving) => {
  if (box.value !== kept) {
    leaving.preventDefault();
  }
});
form.addEventListener("submit", () => {
  kept = box.value;
  clearTimeout(timer);
});
