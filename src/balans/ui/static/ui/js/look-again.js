// <look-again>: while it says that it is busy, fetches the page anew and takes over its own part.
const pageAt = (path) => new Promise((done, failed) => {
  const asked = new XMLHttpRequest();
  asked.responseType = "document";
  asked.addEventListener("load", () => (asked.response ? done(asked.response) : failed()));
  asked.addEventListener("error", failed);
  asked.open("GET", path);
  asked.send();
});

class LookAgain extends HTMLElement {
  connectedCallback() { if (this.dataset.busy) this.timer = setTimeout(() => this.look(), 2000); }
  disconnectedCallback() { clearTimeout(this.timer); }
  async look() {
    try {
      const fresh = (await pageAt(location.pathname)).querySelector("look-again");
      if (fresh && !fresh.dataset.busy) return location.reload();
      const [old, now] = [this.querySelector("[role=status]"), fresh?.querySelector("[role=status]")];
      if (old && now) old.replaceChildren(...now.childNodes);
    } catch { /* Away for a moment: looked at again below. */ }
    this.timer = setTimeout(() => this.look(), 2000);
  }
}
customElements.define("look-again", LookAgain);
