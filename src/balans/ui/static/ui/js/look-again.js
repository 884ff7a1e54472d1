// <look-again>: while it says that it is busy, fetches the page anew and takes over its own part.
class LookAgain extends HTMLElement {
  connectedCallback() { if (this.dataset.busy) this.timer = setTimeout(() => this.look(), 2000); }
  disconnectedCallback() { clearTimeout(this.timer); }
  async look() {
    try {
      const page = await (await fetch(location.pathname)).text();
      const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("look-again");
      if (fresh && !fresh.dataset.busy) return location.reload();
      const [old, now] = [this.querySelector("[role=status]"), fresh?.querySelector("[role=status]")];
      if (old && now) old.innerHTML = now.innerHTML;
    } catch { /* Away for a moment: looked at again below. */ }
    this.timer = setTimeout(() => this.look(), 2000);
  }
}
customElements.define("look-again", LookAgain);
