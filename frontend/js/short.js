// Sugar only: every page works without this file. It shortens the way out and copies the access code.
const RAPID = 5000;

function leave(address) {
  // Blank at once: what was on the screen is gone before the next page has arrived.
  document.documentElement.hidden = true;
  document.title = "Weer";
  window.location.replace(address);
}

const exit = document.querySelector("a[data-exit]");
if (exit) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-exit]");
    if (!link) return;
    event.preventDefault();
    leave(link.href);
  });
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    if (event.repeat) return;
    presses = [...presses.filter((moment) => event.timeStamp - moment < RAPID), event.timeStamp];
    if (presses.length === 3) leave(exit.href);
  });
  // A page kept in the browser's memory may not come back after leaving.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
}

// The acute cards open without a connection too. The worker sees nothing but the pages of the cards.
const cards = document.querySelector("[data-worker]");
if (cards && navigator.serviceWorker) navigator.serviceWorker.register(cards.dataset.worker).catch(() => {});

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    const said = button.parentElement.querySelector("[role=status]");
    navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent).then(
      () => (said.textContent = button.dataset.copied),
      () => (said.textContent = button.dataset.notCopied),
    );
  });
}
