// A search box that suggests, as a combobox of the ARIA practices; a plain box without this.

const PAUSE = 120; // ms without a key

class LodeSuggest extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.list = this.querySelector("[role=listbox]");
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(roles)) this.input.setAttribute(name, value);
    this.show([]);
    this.input.addEventListener("input", () => this.wait());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.show([]));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
  }

  wait() {
    clearTimeout(this.timer);
    this.pending?.abort();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const { signal } = (this.pending = new AbortController());
    const sent = this.dataset.sends?.split(" ");
    const fields = [...new FormData(this.input.form)].filter(([name]) => !sent || sent.includes(name));
    const parameters = new URLSearchParams(fields);
    const answer = await fetch(`${this.dataset.src}?${parameters}`, { signal }).catch(() => null);
    const { suggestions = [] } = (answer?.ok && (await answer.json().catch(() => null))) || {};
    if (!signal.aborted && document.activeElement === this.input) this.show(suggestions);
  }

  show(suggestions) {
    this.list.replaceChildren(...suggestions.map(option));
    this.list.hidden = !suggestions.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.choose(-1);
  }

  choose(index) {
    this.index = index;
    const options = [...this.list.children];
    options.forEach((each, place) => each.setAttribute("aria-selected", String(place === index)));
    this.input.setAttribute("aria-activedescendant", options[index]?.id ?? "");
  }

  press(event) {
    const places = this.list.children.length + 1; // the box itself is one of them
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || this.list.hidden) return;
    if (step) this.choose(((this.index + 1 + step + places) % places) - 1);
    else if (event.key === "Escape") this.show([]);
    else if (event.key === "Enter" && this.index >= 0) this.go(this.list.children[this.index]);
    else return;
    event.preventDefault();
  }

  go(chosen) {
    this.show([]);
    if (chosen?.dataset.href) location.assign(chosen.dataset.href);
    else if (chosen) this.input.value = chosen.firstChild.textContent;
  }
}

function option({ kind, label, href }, place) {
  const row = Object.assign(document.createElement("li"), { id: `suggestion-${place + 1}` });
  const name = Object.assign(document.createElement("span"), { dir: "auto", textContent: label });
  const what = Object.assign(document.createElement("span"), { className: "quiet", textContent: kind });
  row.setAttribute("role", "option");
  if (href) row.dataset.href = href;
  row.append(name, " ", what);
  return row;
}

customElements.define("lode-suggest", LodeSuggest);
