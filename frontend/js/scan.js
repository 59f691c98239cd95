// Scores a scan on the device: nothing that somebody answers is sent. Without this file the server does the same sum,
// and keeps nothing either. `weigh` says in this language what `scans/weighing.py` says in Python.

const chose = (one, answers) => Object.prototype.hasOwnProperty.call(one.choices, answers[one.code]);

function part(data, code, questions, answers) {
  const given = questions.filter((one) => chose(one, answers));
  const times = (points) => given.reduce((sum, one) => sum + one.weight * points(one), 0);
  const most = times((one) => Math.max(...Object.values(one.choices)));
  if (!data.bands.length || !most) return { code, answered: given.length, share: null, band: null };
  const points = times((one) => one.choices[answers[one.code]]);
  const share = Math.floor((200 * points + most) / (2 * most));
  const band = data.bands.filter(([minimum]) => minimum <= share).pop()[1];
  return { code, answered: given.length, share, band };
}

export function weigh(data, answers) {
  const all = data.themes.flatMap((theme) => theme.questions);
  const given = all.filter((one) => chose(one, answers));
  const urgency = (one) => one.weight * one.choices[answers[one.code]];
  const named = (one) => [one.code, answers[one.code]];
  const urgent = given.filter(urgency).sort((one, other) => urgency(other) - urgency(one));
  return {
    parts: data.themes.map((theme) => part(data, theme.code, theme.questions, answers)),
    whole: part(data, "whole", all, answers),
    first: urgent.filter((one) => urgency(one) >= data.first).map(named),
    later: urgent.filter((one) => urgency(one) < data.first).map(named),
    thoughts: data.bands.length ? [] : given.map(named),
    skipped: all.filter((one) => !chose(one, answers)).map((one) => one.code),
  };
}

const PLAN = "#plan";
const words = (element) => element.textContent.replace(/\s+/g, " ").trim();

class Page {
  constructor(questions, outcome) {
    this.questions = questions;
    this.outcome = outcome;
    this.form = questions.querySelector("form");
    this.data = JSON.parse(document.getElementById("scan").textContent);
    this.items = new Map();
    for (const item of outcome.querySelectorAll("[data-answer]")) this.items.set(item.dataset.answer, item);
    this.pool = outcome.querySelector("[data-pool]");
    this.titles = { false: document.title, true: outcome.dataset.title };
    this.weighed = null;
  }

  watch() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.weighed = weigh(this.data, Object.fromEntries(new FormData(this.form)));
      this.fill();
      window.location.hash = PLAN;
    });
    window.addEventListener("hashchange", () => this.turn());
    const acts = { print: () => window.print(), save: () => this.save(), again: () => window.history.back() };
    for (const [name, act] of Object.entries(acts)) {
      this.outcome.querySelector(`[data-act=${name}]`).addEventListener("click", act);
    }
    if (window.location.hash === PLAN) window.history.replaceState(null, "", window.location.pathname);
  }

  turn() {
    const shown = window.location.hash === PLAN && this.weighed !== null;
    this.questions.hidden = shown;
    this.outcome.hidden = !shown;
    document.title = this.titles[shown];
    const heading = (shown ? this.outcome : this.questions).querySelector("h1");
    heading.tabIndex = -1;
    heading.focus();
    window.scrollTo(0, 0);
  }

  fill() {
    const { parts, first, later, thoughts, skipped, whole } = this.weighed;
    this.pool.append(...this.items.values());
    const bands = Object.fromEntries(parts.map((one) => [one.code, one.band]));
    for (const level of this.outcome.querySelectorAll("[data-theme]")) {
      level.hidden = bands[level.dataset.theme] !== level.dataset.band;
    }
    for (const list of this.outcome.querySelectorAll("[data-list]")) {
      const within = new Set((list.dataset.questions || "").split(" "));
      const named = { first, later }[list.dataset.list] || thoughts.filter(([question]) => within.has(question));
      list.querySelector("ol, ul").append(...named.map((name) => this.items.get(name.join(" "))));
      list.hidden = named.length === 0;
    }
    this.tell("levels", whole.band !== null);
    this.tell("nothing", !whole.answered);
    this.tell("fine", whole.band !== null && !first.length && !later.length);
    this.tell("skipped", skipped.length > 0 && whole.answered > 0, skipped.length);
    const today = new Intl.DateTimeFormat("nl-NL", { dateStyle: "long" }).format(new Date());
    for (const place of this.outcome.querySelectorAll("[data-today]")) place.textContent = today;
  }

  tell(name, shown, number) {
    const place = this.outcome.querySelector(`[data-tell=${name}]`);
    if (!place) return;
    place.hidden = !shown;
    if (number !== undefined) place.querySelector("span").textContent = number;
  }

  // The same text as `scans/plan.py` makes.
  text() {
    const lines = [...this.outcome.querySelectorAll("[data-first-line]")].map(words);
    const levels = [...this.outcome.querySelectorAll("[data-theme]:not([hidden]) [data-level]")].map(words);
    if (levels.length) lines.push("", ...levels.map((one) => one.replace(/\.$/, "")));
    for (const list of this.outcome.querySelectorAll("[data-list]:not([hidden])")) {
      lines.push("", words(list.querySelector("h2")));
      for (const item of list.querySelectorAll("li")) {
        const [mark, indent] = this.data.bands.length ? ["[ ] ", "    "] : ["- ", "  "];
        lines.push(...[...item.querySelectorAll("[data-line]")].map((one, nth) => (nth ? indent : mark) + words(one)));
      }
    }
    return [...lines, ""].join("\n");
  }

  save() {
    const address = URL.createObjectURL(new Blob([this.text()], { type: "text/plain;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = "mijn-plan.txt";
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }
}

const questions = document.querySelector("[data-questions]");
const outcome = document.querySelector("[data-outcome]");
if (questions && outcome) new Page(questions, outcome).watch();
