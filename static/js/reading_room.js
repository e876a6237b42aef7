// Closes a page of the reading room once the way in has ended, or nobody has touched it for a while.
const EVERY = 20_000;
const UNTOUCHED = 15 * 60_000;

const page = document.querySelector("[data-reading-room]");
const closed = document.querySelector(".reading-room__closed");
let touched = Date.now();

function close() {
  const words = [...document.querySelectorAll("textarea")].map((box) => box.value).filter(Boolean);
  if (typing()) keep(words);
  page.remove();
  document.querySelector(".page-heading")?.remove();
  closed.hidden = false;
  clearInterval(timer);
}

async function look() {
  if (Date.now() - touched > UNTOUCHED && !typing()) {
    close();
    return;
  }
  try {
    const answer = await fetch(page.dataset.stillOpenUrl, { cache: "no-store", redirect: "manual" });
    if (answer.status === 404) close();
  } catch {
    // Without a connection nothing is known; the next look may tell.
  }
}

// What the reader typed is theirs: it stays on the screen, so that it can be copied.
function keep(words) {
  const kept = document.createElement("p");
  kept.className = "govuk-body";
  kept.textContent = `What you had typed and not saved: ${words.join(" ")}`;
  closed.after(kept);
}

function typing() {
  return [...document.querySelectorAll("textarea")].some((box) => box.value !== box.defaultValue);
}

for (const kind of ["keydown", "pointerdown", "scroll", "input"]) {
  addEventListener(kind, () => (touched = Date.now()), { passive: true });
}
const timer = setInterval(look, EVERY);
