// <meeting-run>: goes through a meeting, also without a connection. What is touched waits on this device
// and is sent when it can be. The rules are those of groups/running/run.py and timing.py.
const MINUTE = 60000;
const EASY_MINUTES = 3;
const NEAR = 120 * MINUTE;
const MOST_LONGER = 120;
const LOOK_AGAIN = 5000;
const PATIENCE = 8000;
const KEPT = "balans-bijeenkomst";
const fill = (text, words) => text.replace(/\{(\w)\}/g, (_, name) => words[name]);

class MeetingRun extends HTMLElement {
  connectedCallback() {
    this.key = `balans-nu-${this.dataset.id}`;
    this.steps = [...this.querySelectorAll("[data-step]")].map((at) => ({ at, id: at.dataset.step, minutes: +at.dataset.minutes, title: at.dataset.title, skip: "maySkip" in at.dataset, half: +(at.dataset.half ?? 0) }));
    this.ids = this.steps.map((step) => step.id);
    const wall = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Amsterdam", hour: "numeric", minute: "2-digit", hourCycle: "h23" });
    this.clock = (time) => wall.format(time).replace(/^0(?=\d)/, "").replace(":", document.documentElement.lang === "nl" ? "." : ":");
    this.begin();
    this.addEventListener("submit", (event) => {
      if (!event.submitter?.value) return;
      event.preventDefault();
      this.act(event.submitter.value);
    });
    addEventListener("keydown", (event) => this.pressed(event));
    addEventListener("online", () => this.sync());
    document.addEventListener("visibilitychange", () => this.stayAwake());
    setInterval(() => this.show(), 10000);
    this.show();
    this.stayAwake();
    this.sync().then(() => this.keep());
  }
  begin() {
    const page = JSON.parse(this.dataset.state);
    const mine = { waiting: [], drift: 0, ...JSON.parse(localStorage.getItem(this.key) ?? "{}") };
    const old = "kept" in this.dataset;
    this.drift = old ? mine.drift : page.now - Date.now();
    this.waiting = mine.waiting;
    this.run = mine.run && (old || mine.waiting.length) ? mine.run : page.run;
  }
  now() { return Date.now() + this.drift; }
  part(name) { return this.querySelector(`[data-part=${name}]`); }
  place() {
    const place = this.ids.indexOf(this.run.step);
    if (place >= 0) return place;
    const open = this.ids.findIndex((id) => !this.run.begun[id]);
    return open < 0 ? this.ids.length - 1 : open;
  }

  // What a touch changes
  act(value) {
    const [kind, step, minutes] = value.split(" ");
    const at = Math.round(Math.max(this.now(), this.run?.changed ?? 0));
    const before = this.run?.step;
    this.change(kind, step, +(minutes ?? 0), at);
    this.waiting.push(`${value} @${at}`);
    this.save();
    this.show();
    if (before !== this.run?.step || this.run?.ended) {
      this.querySelector("h1:not([hidden] *)")?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    this.stayAwake();
    this.sync();
  }
  change(kind, step, minutes, at) {
    const { ids } = this;
    if (kind === "begin") this.run ??= { started: at, changed: at, step: ids[0], begun: { [ids[0]]: at }, longer: {}, skipped: [], ended: null };
    const { run } = this;
    if (!run || kind === "begin") return;
    const [place, target] = [this.place(), ids.indexOf(step)];
    const without = (id) => run.skipped.filter((each) => each !== id);
    if (["minuten", "weg", "toch"].includes(kind)) {
      if (target < place || (target === place && (run.ended || kind !== "minuten"))) return;
      if (kind === "minuten") run.longer[step] = Math.max(-Math.floor(this.steps[target].minutes / 2), Math.min(minutes, MOST_LONGER));
      else run.skipped = [...without(step), ...(kind === "weg" ? [step] : [])];
    } else if (step !== run.step || (run.ended && kind !== "terug")) return;
    else if (kind === "terug") {
      const before = run.ended ? step : ids.slice(0, place).filter((id) => run.begun[id]).pop();
      if (!before) return;
      if (!run.ended) delete run.begun[step];
      Object.assign(run, { step: before, ended: null, skipped: without(before) });
    } else {
      if (kind === "over") run.skipped.push(step);
      const coming = kind === "klaar" ? null : ids.slice(place + 1).find((id) => !run.skipped.includes(id));
      if (coming) Object.assign(run, { step: coming, begun: { ...run.begun, [coming]: at } });
      else run.ended = at;
    }
    run.changed = at;
  }

  // What the clock says
  minutes(step) { return step.minutes + (this.run.longer[step.id] ?? 0); }
  times(now) {
    const place = this.place();
    let moment = Math.max((this.run.begun[this.ids[place]] ?? this.run.changed) + this.minutes(this.steps[place]) * MINUTE, now);
    const begins = this.steps.map((step, number) => {
      if (this.run.skipped.includes(step.id)) return 0;
      if (number <= place) return this.run.begun[step.id] ?? 0;
      const start = moment;
      moment += this.minutes(step) * MINUTE;
      return start;
    });
    return { place, begins, ends: moment };
  }
  due() {
    const [start, end] = this.dataset.agreed.split(" ").map(Number);
    const { started } = this.run;
    return start - NEAR <= started && started < end ? end : started + this.steps.reduce((sum, step) => sum + step.minutes, 0) * MINUTE;
  }
  fitting(place, late) {
    let open = this.steps.slice(place + 1).filter((step) => !this.run.skipped.includes(step.id)).flatMap((step) => [
      ...(step.skip ? [{ step, kind: "weg", saves: this.minutes(step) }] : []),
      ...(step.half && (this.run.longer[step.id] ?? 0) >= 0 ? [{ step, kind: "minuten", saves: step.half + (this.run.longer[step.id] ?? 0) }] : []),
    ]);
    const chosen = [];
    while (late > 0 && open.length) {
      const enough = open.filter((way) => way.saves >= late);
      const best = enough.length ? enough.reduce((a, b) => (b.saves < a.saves ? b : a)) : open.reduce((a, b) => (b.saves > a.saves ? b : a));
      chosen.push(best);
      late -= best.saves;
      open = open.filter((way) => way.step !== best.step);
    }
    return chosen;
  }

  // What the page shows
  show() {
    const { run } = this;
    this.part("begin").hidden = !!run;
    this.part("done").hidden = !run?.ended;
    this.part("stage").hidden = !run || !!run.ended;
    this.part("away").hidden = !this.away;
    if (!run) return;
    const now = this.now();
    const { place, begins, ends } = this.times(now);
    const step = this.steps[place];
    for (const each of this.steps) each.at.hidden = each !== step;
    this.say(this.part("ends"), this.clock(run.ended ?? ends));
    const left = Math.max(0, Math.min(this.minutes(step), Math.ceil(((run.begun[step.id] ?? run.changed) + this.minutes(step) * MINUTE - now) / MINUTE)));
    this.say(step.at.querySelector("[data-part=left]"), left === 0 ? this.dataset.none : left === 1 ? this.dataset.one : fill(this.dataset.left, { n: left }));
    const coming = this.steps.slice(place + 1).find((each) => !run.skipped.includes(each.id));
    this.say(step.at.querySelector("[data-part=next]"), coming ? fill(this.dataset.next, { t: coming.title }) : this.dataset.last);
    const longer = this.minutes(step) - step.minutes + 5;
    for (const button of this.querySelectorAll("[data-part=bar] [data-act], [data-act=klaar], [data-part=done] [data-act]")) button.value = `${button.dataset.act} ${step.id}${button.dataset.act === "minuten" ? ` ${longer}` : ""}`;
    this.showPlan(place, begins);
    this.showLate(place, Math.round((ends - this.due()) / MINUTE));
  }
  say(at, text) { if (at.textContent !== text) at.textContent = text; }
  showPlan(place, begins) {
    this.steps.forEach((step, number) => {
      const row = this.querySelector(`[data-row="${step.id}"]`);
      row.toggleAttribute("aria-current", false);
      if (number === place) row.setAttribute("aria-current", "step");
      this.say(row.querySelector("[data-part=time]"), begins[number] ? this.clock(begins[number]) : "");
      const out = this.run.skipped.includes(step.id);
      row.querySelector("[data-act=weg]").hidden = number <= place || out;
      row.querySelector("[data-act=toch]").hidden = number <= place || !out;
    });
  }
  showLate(place, late) {
    const box = this.part("late");
    box.hidden = late < EASY_MINUTES;
    if (box.hidden) return;
    this.say(this.part("late-text"), fill(this.dataset.late, { n: late }));
    const ways = this.fitting(place, late);
    const said = ways.map(({ kind, step, saves }) => fill(kind === "weg" ? this.dataset.skip : this.dataset.short, { t: step.title, n: saves }));
    if (said.join() === this.said) return;
    this.said = said.join();
    this.part("ways").replaceChildren(...ways.map(({ kind, step }, number) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "submit", className: "btn quiet", name: "daden", value: kind === "weg" ? `weg ${step.id}` : `minuten ${step.id} ${-step.half}`, textContent: said[number] });
      return button;
    }));
  }
  pressed(event) {
    const kind = { ArrowRight: "verder", ArrowLeft: "terug" }[event.key];
    if (!kind || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest?.("input, textarea, [popover]")) return;
    if (!this.run || this.run.ended || this.querySelector("[popover]:popover-open")) return;
    event.preventDefault();
    this.act(`${kind} ${this.run.step}`);
  }

  // What is kept and sent
  save() { localStorage.setItem(this.key, JSON.stringify({ run: this.run, waiting: this.waiting, drift: this.drift })); }
  async sync() {
    if (this.busy) return;
    clearTimeout(this.timer);
    this.busy = true;
    const sent = this.waiting.length;
    const stop = new AbortController();
    const patience = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const ask = { headers: { Accept: "application/json" }, cache: "no-store", signal: stop.signal };
      if (sent) {
        const body = new FormData(this.querySelector("form"));
        body.set("daden", this.waiting.join("\n"));
        Object.assign(ask, { method: "POST", body });
      }
      const answer = await fetch(location.pathname, ask);
      if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error();
      const { now, run } = await answer.json();
      this.drift = now - Date.now();
      this.waiting.splice(0, sent);
      if (!this.waiting.length) this.run = run;
      this.away = false;
    } catch {
      this.away = true;
    }
    clearTimeout(patience);
    this.busy = false;
    this.save();
    this.show();
    if (this.run?.ended) await this.drop();
    this.timer = setTimeout(() => this.sync(), this.waiting.length && !this.away ? 0 : LOOK_AGAIN);
  }
  async keep() {
    if (this.away || this.run?.ended || !window.caches) return;
    try {
      const files = this.dataset.files.split(" ");
      const [page, ...got] = await Promise.all([fetch(`${location.pathname}?bewaar`, { cache: "no-store" }), ...files.map((file) => fetch(file))]);
      if (!page.ok || page.redirected || got.some((file) => !file.ok)) return;
      const headers = new Headers(page.headers);
      headers.delete("Content-Encoding");
      headers.set("X-Balans-Kept", Date.now());
      const cache = await caches.open(KEPT);
      await cache.put(location.pathname, new Response(await page.text(), { headers }));
      await Promise.all(files.map((file, number) => cache.put(file, got[number])));
      // It may have ended while this was on its way.
      if (this.run?.ended) await this.drop();
    } catch { /* Kept at the next visit. */ }
  }
  async drop() {
    if (this.waiting.length) return;
    localStorage.removeItem(this.key);
    await window.caches?.delete(KEPT);
  }
  async stayAwake() {
    try {
      if (document.visibilityState === "visible" && this.run && !this.run.ended) this.lock = await navigator.wakeLock?.request("screen");
      else await this.lock?.release();
    } catch { /* The browser decides, as with an empty battery. */ }
  }
}
customElements.define("meeting-run", MeetingRun);
