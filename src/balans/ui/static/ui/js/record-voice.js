// <record-voice for="id">: records a voice and hands it to a file input, as if it had been chosen.
const MOST_SECONDS = 600;
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

class RecordVoice extends HTMLElement {
  connectedCallback() {
    this.input = document.getElementById(this.getAttribute("for"));
    if (!this.input || !navigator.mediaDevices?.getUserMedia || !("MediaRecorder" in window)) return;
    this.hidden = false;
    this.clock = this.querySelector("[data-part=clock]");
    this.says = this.querySelector("[data-part=says]");
    this.player = this.querySelector("audio");
    for (const button of this.querySelectorAll("button")) button.addEventListener("click", () => this[button.dataset.act]());
    this.input.addEventListener("change", () => this.forget());
    this.input.form.addEventListener("submit", (event) => this.finishFirst(event));
    addEventListener("pagehide", () => this.release());
    this.show("start");
  }
  show(...acts) {
    const focused = this.contains(document.activeElement);
    for (const button of this.querySelectorAll("button")) button.hidden = !acts.includes(button.dataset.act);
    if (focused) this.querySelector("button:not([hidden])").focus();
  }
  async start() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (refusal) {
      this.says.textContent = refusal.name === "NotAllowedError" ? this.dataset.refused : this.dataset.nothing;
      return;
    }
    this.discard();
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    this.recorder = new MediaRecorder(this.stream, { mimeType: type, audioBitsPerSecond: 64000 });
    this.pieces = [];
    this.seconds = 0;
    this.recorder.ondataavailable = ({ data }) => this.pieces.push(data);
    this.recorder.onstop = () => this.hand();
    this.recorder.start(1000);
    this.ticking = setInterval(() => this.tick(), 1000);
    this.say(this.dataset.running);
    this.show("pause", "stop");
    this.tick(0);
  }
  tick(more = 1) {
    if (this.recorder.state !== "recording") return;
    this.seconds += more;
    this.clock.textContent = `${Math.floor(this.seconds / 60)}:${String(this.seconds % 60).padStart(2, "0")}`;
    if (this.seconds && this.seconds % 30 === 0) this.say(this.spoken());
    if (this.seconds >= MOST_SECONDS) this.stop();
  }
  say(text) { this.says.textContent = text; }
  spoken() {
    const parts = [[Math.floor(this.seconds / 60), "minute"], [this.seconds % 60, "second"]].filter(([count]) => count);
    const write = ([count, unit]) => new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" }).format(count);
    return parts.map(write).join(" ");
  }
  pause() {
    this.recorder.pause();
    this.say(`${this.dataset.paused} ${this.spoken()}`);
    this.show("resume", "stop");
  }
  resume() {
    this.recorder.resume();
    this.say(this.dataset.running);
    this.show("pause", "stop");
  }
  stop() {
    clearInterval(this.ticking);
    if (this.recorder.state !== "inactive") this.recorder.stop();
    this.release();
  }
  release() { this.stream?.getTracks().forEach((track) => track.stop()); }
  hand() {
    const type = this.recorder.mimeType.split(";")[0];
    const sound = new File(this.pieces, `opname.${type.split("/")[1]}`, { type });
    const transfer = new DataTransfer();
    transfer.items.add(sound);
    this.input.files = transfer.files;
    this.player.src = URL.createObjectURL(sound);
    this.player.hidden = false;
    this.say(`${this.dataset.done} ${this.spoken()}`);
    this.show("discard", "start");
    this.then?.();
  }
  discard() {
    if (this.player.src) this.input.value = "";
    this.forget();
  }
  forget() {
    if (this.player.src) URL.revokeObjectURL(this.player.src);
    this.player.removeAttribute("src");
    this.player.hidden = true;
    this.clock.textContent = "";
    this.say("");
    this.show("start");
  }
  finishFirst(event) {
    if (!this.recorder || this.recorder.state === "inactive") return;
    event.preventDefault();
    this.then = () => event.target.requestSubmit(event.submitter);
    this.stop();
  }
}
customElements.define("record-voice", RecordVoice);
