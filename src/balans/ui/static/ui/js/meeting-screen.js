// <meeting-screen>: the question to the group. Follows the tablet in this browser at once, and another one by asking.
const LOOK_AGAIN = 5000;

class MeetingScreen extends HTMLElement {
  connectedCallback() {
    this.steps = [...this.querySelectorAll("[data-step]")];
    const link = this.querySelector(".beamer-next");
    if (link) link.hidden = true;
    addEventListener("storage", ({ key, newValue }) => {
      if (key !== `balans-nu-${this.dataset.id}` || !newValue) return;
      const { run } = JSON.parse(newValue);
      this.show((step) => step.dataset.step === run?.step);
    });
    document.addEventListener("visibilitychange", () => this.stayAwake());
    this.stayAwake();
    this.look();
  }
  show(is) {
    const now = this.steps.find(is);
    if (now) for (const step of this.steps) step.hidden = step !== now;
  }
  async look() {
    try {
      const answer = await fetch(this.dataset.url, { cache: "no-store" });
      const number = answer.ok && /^\d{1,3}$/.exec(await answer.text())?.[0];
      this.show((step) => step.dataset.number === number);
    } catch { /* Away for a moment: the tablet in this browser is still followed. */ }
    setTimeout(() => this.look(), LOOK_AGAIN);
  }
  async stayAwake() {
    try {
      if (document.visibilityState === "visible") await navigator.wakeLock?.request("screen");
    } catch { /* The browser decides. */ }
  }
}
customElements.define("meeting-screen", MeetingScreen);
