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

document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll(".menu[open]")) menu.open = menu.contains(target);
});
document.addEventListener("keydown", ({ key }) => {
  const menu = key === "Escape" && document.querySelector(".menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

function offerShortcutSwitch(section) {
  const tick = section.querySelector("[data-keys]");
  tick.checked = areKeysOn();
  tick.addEventListener("change", () => {
    localStorage.setItem(KEYS, tick.checked ? "on" : "off");
  });
  section.hidden = false;
}

function light(number, isLit) {
  for (const words of document.querySelectorAll(`[data-evidence~="${Number(number)}"]`)) {
    words.classList.toggle("is-lit", isLit);
  }
}

// From underlined words to why they are: the quote takes the focus, which lights its words.
document.querySelector("#text")?.addEventListener("click", ({ target }) => {
  const number = target.closest("[data-evidence]")?.dataset.evidence;
  const quote = number && document.querySelector(`[data-lights="${Number(number)}"]`);
  if (!quote || !getSelection().isCollapsed) return;
  const folded = quote.closest("details");
  if (folded) folded.open = true;
  quote.focus();
});

for (const quote of document.querySelectorAll("[data-lights]")) {
  for (const [name, isLit] of [["pointerenter", true], ["focus", true], ["pointerleave", false], ["blur", false]]) {
    quote.addEventListener(name, () => light(quote.dataset.lights, isLit));
  }
}

for (const section of document.querySelectorAll("[data-shortcuts]")) {
  offerShortcutSwitch(section);
}
