// For editors: decisions without leaving the place, evidence from words selected in the text.

const SWAPPED = ["text", "evidence"];
const bar = document.querySelector("[data-selection-bar]");
let selected = null;

function show(fresh) {
  for (const id of SWAPPED) {
    document.getElementById(id).replaceChildren(...fresh.getElementById(id).childNodes);
  }
  document.querySelector("#evidence :is([autofocus], [data-problem], #note)")?.focus();
}

async function send(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  const answer = await fetch(form.action, { method: "POST", body });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (SWAPPED.every((id) => fresh.getElementById(id))) show(fresh);
  else location.assign(answer.url); // signed out meanwhile, or the article is gone
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-in-place]")) return;
  event.preventDefault();
  // Without an answer nobody knows what was done: the page itself tells.
  send(event.target, event.submitter).catch(() => location.reload());
});

// Places are counted in characters, as the server does, not in UTF-16 units.
function placeOf(range) {
  const block = range.startContainer.parentElement.closest("[data-start]");
  if (!block) return "";
  const before = range.cloneRange();
  before.collapse(true);
  before.setStart(block, 0);
  return Number(block.dataset.start) + [...before.toString()].length;
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const quote = selection.toString().trim();
  const range = quote && selection.getRangeAt(0);
  bar.hidden = !range || !document.getElementById("text").contains(range.commonAncestorContainer);
  if (!bar.hidden) selected = { quote, start: placeOf(range) };
});

bar.querySelector("button").addEventListener("click", () => {
  const details = document.getElementById("add-value");
  const { elements } = details.querySelector("form");
  for (const [name, value] of Object.entries(selected)) elements[name].value = value;
  details.open = true;
  elements.field.focus();
});
