// What scripts add to pages that work without them: a key for the search box, lit evidence.

const SLASH_KEY = "lode-slash-key";
const isSlashKeyOn = () => localStorage.getItem(SLASH_KEY) !== "off";

function isTyping(target) {
  return target.isContentEditable || target.matches("input, textarea, select");
}

// WCAG 2.1.4: a shortcut of one character can be switched off (on the help page).
document.addEventListener("keydown", (event) => {
  const box = document.querySelector("[data-search-box]");
  const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);
  if (event.key === "/" && isPlain && box && isSlashKeyOn() && !isTyping(event.target)) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

function offerShortcutSwitch(section) {
  const tick = section.querySelector("[data-slash-key]");
  tick.checked = isSlashKeyOn();
  tick.addEventListener("change", () => {
    localStorage.setItem(SLASH_KEY, tick.checked ? "on" : "off");
  });
  section.hidden = false;
}

function light(number, isLit) {
  for (const words of document.querySelectorAll(`[data-evidence="${Number(number)}"]`)) {
    words.classList.toggle("is-lit", isLit);
  }
}

for (const quote of document.querySelectorAll("[data-lights]")) {
  for (const [name, isLit] of [["pointerenter", true], ["focus", true], ["pointerleave", false], ["blur", false]]) {
    quote.addEventListener(name, () => light(quote.dataset.lights, isLit));
  }
}

for (const section of document.querySelectorAll("[data-shortcuts]")) {
  offerShortcutSwitch(section);
}
