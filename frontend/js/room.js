// Sugar only: every page of a room works without this file, by its own link or button. It looks every few seconds
// whether something changed, and counts down the time of a step.
const PAUSE = 4000;

function live() {
  return document.querySelector("[data-live]");
}

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (answer.status === 404) return location.reload();
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = live();
    const next = page.querySelector("[data-live]");
    // Who is choosing is not disturbed: only another question, another stage or another number is shown.
    if (next && now.dataset.live !== next.dataset.live) now.replaceWith(next);
  } catch {
    // Without a connection the page stays as it is; the next look may succeed.
  }
}

function countDown(line) {
  const end = performance.now() + Number(line.dataset.left) * 1000;
  const clock = document.createElement("strong");
  clock.className = "rd-timer__clock";
  clock.setAttribute("role", "timer");
  line.before(clock);
  const tick = () => {
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    const seconds = String(left % 60).padStart(2, "0");
    clock.textContent = left ? `Nog ${Math.floor(left / 60)}:${seconds}` : "De tijd is om";
    if (left) setTimeout(tick, 1000);
  };
  tick();
}

if (live()) {
  setInterval(look, PAUSE + Math.random() * 500);
  // A phone that was put away is up to date the moment somebody looks at it again.
  document.addEventListener("visibilitychange", look);
}
for (const line of document.querySelectorAll("[data-left]")) countDown(line);
