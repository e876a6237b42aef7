// Looks how far a paper is and shows it in place; the link "Look again" does the same without this.
const EVERY = 2_000;
const LONGEST = 10 * 60_000;

const began = Date.now();

async function look() {
  const shown = document.querySelector("[data-paper-order]");
  try {
    const answer = await fetch(location.href, { cache: "no-store", redirect: "manual" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("[data-paper-order]");
    if (found && found.innerHTML !== shown.innerHTML) shown.replaceWith(found);
    if (!found || !("goingOn" in found.dataset) || Date.now() - began > LONGEST) clearInterval(timer);
  } catch {
    // Without a connection nothing is known; the next look may tell.
  }
}

const timer = setInterval(look, EVERY);
