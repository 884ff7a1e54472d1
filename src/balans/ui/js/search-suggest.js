// <search-suggest data-src>: suggests pages while one types; a combobox as the ARIA practices have it.
class SearchSuggest extends HTMLElement {
  connectedCallback() {
    const field = (this.field = this.querySelector("input"));
    this.list = this.add("ul", { className: "options", id: `${field.id}-opties`, role: "listbox", hidden: true, ariaLabel: this.dataset.label });
    this.told = this.add("span", { className: "visually-hidden", role: "status" });
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) field.setAttribute(name, value);
    field.addEventListener("input", () => { clearTimeout(this.wait); this.wait = setTimeout(() => this.ask(), 180); });
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("li")));
  }
  add(tag, { role, ariaLabel, ...rest }) {
    const made = Object.assign(document.createElement(tag), rest);
    if (role) made.setAttribute("role", role);
    if (ariaLabel) made.setAttribute("aria-label", ariaLabel);
    return this.appendChild(made);
  }
  async ask() {
    const typed = this.field.value.trim();
    this.asked?.abort();
    if (typed.length < 2) return this.close();
    this.asked = new AbortController();
    try {
      const answer = await fetch(`${this.dataset.src}?q=${encodeURIComponent(typed.slice(0, 200))}`, { signal: this.asked.signal, cache: "no-store", referrerPolicy: "no-referrer" });
      if (answer.ok) this.show((await answer.json()).options);
    } catch { /* Typing goes on; the page itself searches. */ }
  }
  show(options) {
    if (document.activeElement !== this.field) return;
    this.list.replaceChildren(...options.map(({ title, kind, href }, at) => {
      const item = Object.assign(document.createElement("li"), { id: `${this.list.id}-${at}` });
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.href = href;
      item.append(title, " ", Object.assign(document.createElement("span"), { className: "kind", textContent: kind }));
      return item;
    }));
    this.mark(-1);
    this.open(options.length > 0);
    this.told.textContent = options.length === 1 ? this.dataset.one : options.length ? `${options.length} ${this.dataset.many}` : "";
  }
  open(is) {
    this.list.hidden = !is;
    this.field.setAttribute("aria-expanded", String(is));
  }
  close() {
    clearTimeout(this.wait);
    this.asked?.abort();
    this.mark(-1);
    this.open(false);
  }
  mark(at) {
    this.at = at;
    [...this.list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    const item = this.list.children[at];
    if (item) { this.field.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); } else this.field.removeAttribute("aria-activedescendant");
  }
  key(event) {
    const many = this.list.children.length;
    if (event.key === "Escape" && !this.list.hidden) { event.preventDefault(); this.close(); }
    else if (event.key === "Enter" && this.at >= 0 && !this.list.hidden) { event.preventDefault(); this.go(this.list.children[this.at]); }
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && many) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.open(true);
      this.mark(this.at < 0 && step < 0 ? many - 1 : (this.at + step + many) % many);
    }
  }
  go(item) { if (item) location.assign(item.dataset.href); }
}
customElements.define("search-suggest", SearchSuggest);
