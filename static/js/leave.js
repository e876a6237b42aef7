// Escape leads away from a public page, and the page is not in the way back. Without this module the link does its part.
const link = document.querySelector("[data-leave]");
const how = document.querySelector("[data-leave-how]");

function leave(event) {
  event.preventDefault();
  document.body.hidden = true;
  window.location.replace(link.href);
}

if (link && how) {
  how.hidden = false;
  link.addEventListener("click", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) leave(event);
  });
}
