// Single keys for reviewing; one value at a time is the current one, its words lit in the text.

const form = document.querySelector("[data-review]");
const rows = [...form.querySelectorAll("[data-row]")];
const areKeysOn = localStorage.getItem("lode-keys") !== "off";
let current = 0;

function marks(row) {
  const numbers = [...row.querySelectorAll("[data-lights]")].map((link) => link.dataset.lights);
  return numbers.flatMap((number) => [
    ...document.querySelectorAll(`[data-evidence~="${Number(number)}"]`),
  ]);
}

// The text scrolls in its own box: the page stays where the reader is.
function show(mark) {
  const box = mark.closest(".clipping-text");
  const [inner, outer] = [mark.getBoundingClientRect(), box.getBoundingClientRect()];
  const isSeen = inner.top >= outer.top && inner.bottom <= outer.bottom;
  if (!isSeen) box.scrollTop += inner.top - outer.top - outer.height / 3;
}

function choose(place) {
  if (!rows[place]) return;
  for (const mark of marks(rows[current])) mark.classList.remove("is-lit");
  rows[current].classList.remove("is-current");
  current = place;
  rows[current].classList.add("is-current");
  const lit = marks(rows[current]);
  for (const mark of lit) mark.classList.add("is-lit");
  if (lit.length) show(lit[0]);
}

function step(distance) {
  choose(current + distance);
  rows[current]?.scrollIntoView({ block: "nearest" });
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  a: () => rows[current]?.querySelector("[name=_confirm]").click(),
  r: () => rows[current]?.querySelector("[name=_reject]").click(),
  d: () => form.querySelector("[data-key=d]").click(),
  n: () => form.querySelector("[data-key=n]")?.click(),
};

document.addEventListener("keydown", (event) => {
  const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.repeat);
  if (!areKeysOn || !isPlain || event.target.matches("input, textarea, select")) return;
  keys[event.key]?.();
});

if (areKeysOn) {
  form.querySelector("[data-shortcut-hint]").hidden = false;
  choose(0);
}
