// <read-aloud>: reads the page sentence by sentence with the browser's own voice.
const SPOKEN = "h1, h2, h3, p, li, dt, dd, legend, label, summary, td, th, blockquote";

class ReadAloud extends HTMLElement {
  connectedCallback() {
    if (!("speechSynthesis" in window)) return;
    this.hidden = false;
    this.play = this.button(this.dataset.play, () => this.toggle());
    this.halt = this.button(this.dataset.stop, () => this.end());
    this.halt.hidden = true;
    addEventListener("pagehide", () => this.end());
  }
  button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn text";
    made.textContent = text;
    made.addEventListener("click", act);
    this.append(made);
    return made;
  }
  toggle() {
    if (!this.queue) {
      this.queue = this.sentences();
      this.halt.hidden = false;
      this.next();
    } else if (speechSynthesis.paused) {
      speechSynthesis.resume();
      this.play.textContent = this.dataset.pause;
    } else {
      speechSynthesis.pause();
      this.play.textContent = this.dataset.resume;
    }
  }
  sentences() {
    const found = [];
    for (const part of document.querySelectorAll(`main :is(${SPOKEN})`)) {
      if (part.querySelector(SPOKEN) || part.closest("[hidden], details:not([open]) > :not(summary)") || !part.checkVisibility()) continue;
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        for (const match of node.data.matchAll(/[^.!?]+[.!?]*/g)) {
          if (match[0].trim()) found.push({ node, from: match.index, to: match.index + match[0].length, text: match[0].trim() });
        }
      }
    }
    return found;
  }
  next() {
    const sentence = this.queue?.shift();
    if (!sentence) return this.end();
    this.play.textContent = this.dataset.pause;
    this.mark(sentence);
    const spoken = new SpeechSynthesisUtterance(sentence.text);
    spoken.lang = document.documentElement.lang;
    spoken.rate = 0.95;
    spoken.onend = () => this.queue && this.next();
    spoken.onerror = () => this.end();
    speechSynthesis.speak(spoken);
  }
  mark({ node, from, to }) {
    node.parentElement.scrollIntoView({ block: "nearest" });
    if (!("highlights" in CSS)) return;
    const range = new Range();
    range.setStart(node, from);
    range.setEnd(node, to);
    CSS.highlights.set("voorlezen", new Highlight(range));
  }
  end() {
    this.queue = null;
    speechSynthesis.cancel();
    if ("highlights" in CSS) CSS.highlights.delete("voorlezen");
    this.play.textContent = this.dataset.play;
    this.halt.hidden = true;
  }
}
customElements.define("read-aloud", ReadAloud);
