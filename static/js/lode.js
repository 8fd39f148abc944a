// What scripts add to pages that work without them: single keys, lit evidence.

const KEYS = "lode-keys";
const areKeysOn = () => localStorage.getItem(KEYS) !== "off";

function isTyping(target) {
  return target.isContentEditable || target.matches("input, textarea, select");
}

const steps = document.querySelector("[data-matches]");

function goToMatch(step) {
  const total = Number(steps.dataset.matches);
  const here = Number(/^#term-(\d+)$/.exec(location.hash)?.[1] ?? (step > 0 ? 0 : 1));
  const place = ((here - 1 + step + total) % total) + 1;
  location.replace(`#term-${place}`);
  steps.querySelector("[data-match]").textContent = `${place} of ${total}`;
}

for (const link of document.querySelectorAll("[data-step]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    goToMatch(Number(link.dataset.step));
    link.focus({ preventScroll: true });
  });
}

// WCAG 2.1.4: shortcuts of one character can be switched off (on the help page).
document.addEventListener("keydown", (event) => {
  const box = document.querySelector("[data-search-box]");
  const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);
  if (!isPlain || !areKeysOn() || isTyping(event.target)) return;
  if (event.key === "/" && box) {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (steps && event.key.toLowerCase() === "n") {
    event.preventDefault();
    goToMatch(event.shiftKey ? -1 : 1);
  }
});

for (const event of ["click", "keydown"]) {
  document.addEventListener(event, ({ key, target }) => {
    const menu = document.querySelector(".menu[open]");
    if (!menu || (key ? key !== "Escape" : menu.contains(target))) return;
    menu.open = false;
    if (key) menu.firstElementChild.focus();
  });
}

function light(number, isLit) {
  for (const words of document.querySelectorAll(`[data-evidence~="${number}"]`)) {
    words.classList.toggle("is-lit", isLit);
  }
}

// The quote's focus lights its words.
document.querySelector("#text")?.addEventListener("click", ({ target }) => {
  const { evidence } = target.closest("[data-evidence]")?.dataset ?? {};
  const quote = document.querySelector(`[data-lights="${parseInt(evidence)}"]`);
  if (!quote || !getSelection().isCollapsed) return;
  quote.closest("details")?.setAttribute("open", "");
  quote.focus();
});

for (const [event, isLit] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
  document.addEventListener(event, ({ target: { dataset } }) => {
    if (dataset?.lights) light(dataset.lights, isLit);
  });
}

for (const section of document.querySelectorAll("[data-shortcuts]")) {
  const tick = section.querySelector("[data-keys]");
  tick.checked = areKeysOn();
  tick.addEventListener("change", () => localStorage.setItem(KEYS, tick.checked ? "on" : "off"));
  section.hidden = false;
}
