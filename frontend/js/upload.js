// Sends files in pieces, so that a dropped connection costs one piece. Without this file a form sends its files whole.
const WAITS = [2, 4, 8, 15, 15, 30, 30, 60];
const PATIENCE = 180000;

const place = document.querySelector("[data-pieces]");
const form = place && place.closest("form");
const input = form && form.querySelector("input[type=file]");
let busy = false;

class Refused extends Error {}
class Dropped extends Error {}
class Lost extends Error {}

function tell(text) {
  place.querySelector("[role=status]").textContent = text;
}

function complain(sentences) {
  const parts = sentences.map((sentence) => {
    const part = document.createElement("p");
    part.className = "nl-paragraph utrecht-form-field-error-message";
    part.textContent = sentence;
    return part;
  });
  place.querySelector("[role=alert]").replaceChildren(...parts);
}

function show(done) {
  const bar = place.querySelector("progress");
  bar.hidden = done === null;
  bar.value = done || 0;
}

// Anything but an answer for this script means that the page has to be looked at again: a locked screen, say.
function answered(request) {
  if (request.status === 0 || request.status === 400 || request.status >= 502) throw new Dropped();
  if (!(request.getResponseHeader("Content-Type") || "").startsWith("application/json")) {
    window.location.reload();
    return new Promise(() => {});
  }
  const answer = JSON.parse(request.responseText);
  if (request.status === 503) throw Object.assign(new Dropped(), { reason: answer.reason });
  if (request.status === 409) throw new Lost();
  if (request.status !== 200) throw new Refused(answer.reason);
  return answer;
}

function post(address, body, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.timeout = PATIENCE;
    request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
    if (body instanceof Blob) request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => progress && progress(event.loaded);
    request.onload = () => resolve(request);
    request.onerror = request.ontimeout = () => reject(new Dropped());
    request.send(body);
  }).then(answered);
}

// Until the line is back, or as long as told.
function pause(seconds) {
  return new Promise((resolve) => {
    const go = () => {
      window.removeEventListener("online", go);
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(go, seconds * 1000);
    window.addEventListener("online", go);
  });
}

function announce(file) {
  const about = new URLSearchParams({ name: file.name, size: file.size, changed: file.lastModified });
  return post(place.dataset.pieces, about);
}

// The next piece; or the last one once more, when all are there and nobody told us that the file is.
function next(file, state, progress) {
  const number = Math.min(state.there, Math.ceil(file.size / state.piece) - 1);
  const start = number * state.piece;
  const part = file.slice(start, start + state.piece, "");
  return post(`${place.dataset.pieces}${state.file}/${number}/`, part, (loaded) => progress(start + loaded));
}

async function send(file, progress) {
  let state = null;
  let failed = 0;
  while (!(state && state.done)) {
    try {
      const then = state ? await next(file, state, progress) : await announce(file);
      if (state && then.there > state.there) failed = 0;
      state = then;
    } catch (error) {
      if (error instanceof Refused || failed === WAITS.length) throw error;
      if (error instanceof Lost) state = null;
      tell("De verbinding hapert. Wij gaan vanzelf verder. Laat deze pagina open.");
      await pause(WAITS[failed]);
      failed += 1;
    }
  }
}

async function sendAll(files) {
  const wrong = [];
  for (const [index, file] of files.entries()) {
    let told = -1;
    const progress = (done) => {
      const percent = file.size ? Math.min(100, Math.floor((100 * done) / file.size)) : 0;
      show(percent);
      if (Math.floor(percent / 10) === told) return;
      told = Math.floor(percent / 10);
      tell(`Bestand ${index + 1} van ${files.length}, ${percent}%`);
    };
    try {
      await send(file, progress);
    } catch (error) {
      if (error instanceof Refused) wrong.push(error.message);
      else if (error instanceof Dropped || error instanceof Lost) {
        wrong.push(error.reason || "De verbinding is weg. Wat al is aangekomen, bewaren wij. Druk straks nog een keer: dan gaat het verder waar het stopte.");
        return { wrong, left: true };
      } else throw error;
    }
  }
  return { wrong, left: false };
}

// The list of what is there, as the page of this moment has it.
async function refresh() {
  const page = await fetch(window.location.href).then((answer) => answer.text(), () => "");
  const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[data-arrived]");
  if (fresh) document.querySelector("[data-arrived]").replaceChildren(...fresh.childNodes);
}

if (form && window.XMLHttpRequest && form.requestSubmit) {
  form.addEventListener("submit", async (event) => {
    const files = [...input.files];
    if (!files.length && !busy) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    complain([]);
    const { wrong, left } = await sendAll(files);
    busy = false;
    show(null);
    if (!left) input.value = "";
    if (!wrong.length && place.dataset.then === "send") {
      form.requestSubmit(event.submitter);
      return;
    }
    await refresh();
    tell(wrong.length ? "" : "Toegevoegd.");
    complain(wrong);
  });
}
