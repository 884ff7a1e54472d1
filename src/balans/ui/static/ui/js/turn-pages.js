// Turns pages with the arrow keys. Page up and page down keep scrolling.
const KEYS = { ArrowRight: "next", ArrowLeft: "prev" };

customElements.define("turn-pages", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("keydown", this);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
  }

  handleEvent(event) {
    const way = KEYS[event.key];
    const busy = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!way || busy || event.target.closest("input, textarea, select, summary")) return;
    const link = this.querySelector(`a[rel=${way}]`);
    if (!link) return;
    event.preventDefault();
    location.href = link.href;
  }
});
