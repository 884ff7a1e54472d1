// <leave-page>: blanks the page and leaves at once, by its link or three times Esc. Back leaves again.
const LEFT = "balans-weg";
const TIMES = 3;
const WITHIN = 5000;
const SAVING = 1000;

// A browser that keeps nothing still leaves.
const note = (value) => { try { sessionStorage.setItem(LEFT, value); } catch { /* Nothing is kept. */ } };
const hasLeft = () => { try { return sessionStorage.getItem(LEFT) === "1"; } catch { return false; } };

class LeavePage extends HTMLElement {
  connectedCallback() {
    this.link = this.querySelector("a");
    this.line = this.querySelector("[role=status]");
    this.pressed = 0;
    this.link.addEventListener("click", (event) => { event.preventDefault(); this.leave(); });
    document.addEventListener("keydown", (event) => this.press(event));
    addEventListener("pageshow", (event) => event.persisted && hasLeft() && this.leave());
    const [how] = performance.getEntriesByType("navigation");
    if (hasLeft() && how?.type === "back_forward") this.leave();
    else note("");
  }
  press(event) {
    if (event.repeat) return;
    clearTimeout(this.waiting);
    this.pressed = event.key === "Escape" ? this.pressed + 1 : 0;
    if (this.pressed === TIMES) return this.leave();
    this.line.textContent = ["", this.dataset.two, this.dataset.one][this.pressed];
    if (this.pressed) this.waiting = setTimeout(() => this.press({ key: "" }), WITHIN);
  }
  leave() {
    const saving = [];
    document.dispatchEvent(new CustomEvent("leaving", { detail: saving }));
    const form = this.querySelector("form");
    const out = form && new FormData(form);
    note("1");
    document.title = "\u2026";
    document.body.replaceChildren();
    const go = () => {
      if (out) navigator.sendBeacon(form.action, out);
      location.replace(this.link.href);
    };
    // Nothing is to be seen any more. What was typed goes before the place is closed behind it.
    if (!out || !saving.length) return go();
    Promise.race([Promise.allSettled(saving), new Promise((done) => setTimeout(done, SAVING))]).then(go);
  }
}
customElements.define("leave-page", LeavePage);
