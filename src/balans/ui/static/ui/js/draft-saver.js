// <draft-saver data-url>: keeps what is typed in its form as a draft, a few seconds after typing stops.
const WAIT = 3000;
const AGAIN = 15000;

class DraftSaver extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.line = this.querySelector("[role=status]");
    this.form.addEventListener("input", () => this.later(WAIT));
    this.form.addEventListener("submit", () => this.stop());
    document.addEventListener("visibilitychange", () => document.hidden && this.waiting && this.save());
    document.addEventListener("leaving", (event) => this.waiting && event.detail.push(this.save()));
  }
  later(time) {
    clearTimeout(this.waiting);
    if (!this.stopped) this.waiting = setTimeout(() => this.save(), time);
  }
  stop() {
    this.stopped = true;
    clearTimeout(this.waiting);
    this.flight?.abort();
    // Sending may fail without leaving the page: then go on keeping drafts.
    setTimeout(() => { this.stopped = false; }, AGAIN);
  }
  async save() {
    clearTimeout(this.waiting);
    this.waiting = 0;
    if (this.flight) return this.later(WAIT);
    this.flight = new AbortController();
    try {
      const body = new FormData(this.form);
      // Photos and recordings go with the form itself, once.
      for (const field of this.form.querySelectorAll("[type=file]")) body.delete(field.name);
      const answer = await fetch(this.dataset.url, { method: "POST", body, keepalive: body.get("tekst").length < 9000, headers: { Accept: "application/json" }, signal: this.flight.signal });
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error();
      const kept = await answer.json();
      if (kept.id) this.form.elements._nummer.value = kept.id;
      if (answer.ok) this.form.elements._versie.value = kept.revision;
      this.say(kept.text);
    } catch {
      if (!this.stopped) {
        this.say(this.dataset.failed);
        this.later(AGAIN);
      }
    } finally {
      this.flight = null;
    }
  }
  say(text) {
    if (this.line.textContent !== text) this.line.textContent = text;
  }
}
customElements.define("draft-saver", DraftSaver);
