// Names for the boxes that the desk's choosing widget (select2) draws in place of a <select>.

function nameOf(select) {
  const label = select.getAttribute("aria-label") ?? select.labels?.[0]?.textContent ?? "";
  return label.trim().replace(/:$/, "");
}

function nameChoice(container) {
  const select = container.previousElementSibling;
  const box = container.querySelector(".select2-selection");
  if (!box || !(select instanceof HTMLSelectElement)) return;
  const chosen = box.querySelector(".select2-selection__rendered");
  box.id ||= `${select.id}-choice`;
  chosen.id ||= `${select.id}-chosen`;
  // A textbox inside a combobox would need a name too, and it takes no text.
  chosen.removeAttribute("role");
  chosen.removeAttribute("aria-readonly");
  box.setAttribute("aria-label", nameOf(select));
  box.setAttribute("aria-labelledby", `${box.id} ${chosen.id}`);
}

function nameSearch(container) {
  for (const field of container.querySelectorAll(".select2-search__field:not([aria-label])")) {
    const select = container.previousElementSibling;
    const isBox = select instanceof HTMLSelectElement;
    field.setAttribute("aria-label", isBox ? nameOf(select) : "Type to find a row");
  }
}

function nameAll() {
  for (const container of document.querySelectorAll(".select2-container")) {
    nameChoice(container);
    nameSearch(container);
  }
}

nameAll();
new MutationObserver((changes) => {
  if (changes.some(({ addedNodes }) => addedNodes.length)) nameAll();
}).observe(document.body, { childList: true, subtree: true });
