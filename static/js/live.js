// Search as you type: the form's own address is fetched and its results are put in place.

const PAUSE = 250; // ms without a key
const DOUBT = 700; // ms more before "nothing": half a word seldom finds anything
const REGIONS = ["skip-links", "results", "filters"];

const form = document.querySelector("#search");
const status = document.querySelector("[data-announcer]");
let pending = new AbortController();

function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, ms);
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

function address() {
  const url = new URL(form.action);
  url.search = new URLSearchParams(new FormData(form));
  return url;
}

// A tick is found again by its value: its place in the list may have changed.
function focusAgain({ id, name, type, value }) {
  const again = type === "checkbox" ? `[name="${name}"][value="${CSS.escape(value)}"]` : `[id="${id}"]`;
  document.querySelector(again)?.focus({ preventScroll: true });
}

function show(fresh, url) {
  const focused = document.activeElement;
  for (const id of REGIONS) {
    document.getElementById(id).replaceChildren(...fresh.getElementById(id).childNodes);
  }
  if (!focused.isConnected) focusAgain(focused);
  document.title = fresh.title;
  status.textContent = document.querySelector("#results-heading").textContent;
  history.replaceState(history.state, "", url);
}

// The results stay, with a notice above them, and follow once the server answers again.
function later(notice, seconds, signal) {
  status.textContent = notice.textContent;
  document.getElementById("results").prepend(notice);
  pause(seconds * 1000, signal).then(() => update(0), () => {});
}

async function update(wait) {
  pending.abort();
  const { signal } = (pending = new AbortController());
  const results = document.getElementById("results");
  try {
    await pause(wait, signal);
    const url = address();
    const unfinished = new URL(url);
    unfinished.searchParams.set("unfinished", "1");
    results.setAttribute("aria-busy", "true");
    const answer = await fetch(unfinished, { signal });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("[data-too-many]")?.remove();
    const notice = fresh.querySelector("[data-too-many]");
    if (notice) return later(notice, answer.headers.get("Retry-After"), signal);
    if (!REGIONS.every((id) => fresh.getElementById(id))) return;
    if (wait && !fresh.querySelector("#hits")) await pause(DOUBT, signal);
    show(fresh, fresh.querySelector("[data-unfinished]") ? unfinished : url);
  } catch (error) {
    // Typing on aborts; without a connection, the form's own button says what is wrong.
    if (error.name !== "AbortError" && !(error instanceof TypeError)) throw error;
  } finally {
    if (pending.signal === signal) results.removeAttribute("aria-busy");
  }
}

document.addEventListener("input", ({ target }) => {
  if (target.form !== form) return;
  if (target.type === "search") update(PAUSE);
  // An answer on its way would take away what is being typed; leaving the box asks again.
  else if (target.type === "text") pending.abort();
});
document.addEventListener("change", ({ target }) => {
  if (target.form === form && target.type !== "search") update(0);
});
// A button replaced under the finger would lose its press; it asks for the same answer itself.
document.addEventListener("pointerdown", ({ target }) => {
  if (target.closest("button")?.form === form) pending.abort();
});
form.addEventListener("submit", () => pending.abort());
form.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});
