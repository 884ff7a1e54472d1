// An answer given without a connection waits in this tab, and goes when the connection is back.
const WAITING = "balans-wacht";

const remember = (form, submitter) => {
  const entries = [...new FormData(form, submitter)].filter(([, value]) => typeof value === "string");
  sessionStorage.setItem(WAITING, JSON.stringify({ url: form.action, entries }));
};

const send = () => {
  const waiting = JSON.parse(sessionStorage.getItem(WAITING) || "null");
  if (!waiting || new URL(waiting.url).origin !== location.origin) return;
  const form = document.createElement("form");
  form.method = "post";
  form.action = waiting.url;
  for (const [name, value] of waiting.entries) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    form.append(field);
  }
  form.hidden = true;
  document.body.append(form);
  form.submit();
};

// A browser may say too early that it is online: ask the server itself, every few seconds.
const sendWhenReached = () => setTimeout(() => fetch("/gezond/", { cache: "no-store" }).then(send, sendWhenReached), 2000);

class WaitingAnswer extends HTMLElement {
  connectedCallback() {
    if (!sessionStorage.getItem(WAITING)) return;
    this.hidden = false;
    this.querySelector("button").addEventListener("click", send);
    sendWhenReached();
  }
}
customElements.define("waiting-answer", WaitingAnswer);

// A page that came over the line means that what waited has arrived.
if (!document.querySelector("waiting-answer")) sessionStorage.removeItem(WAITING);

for (const form of document.querySelectorAll("form[data-offline]")) {
  form.addEventListener("submit", (event) => {
    remember(form, event.submitter);
    if (navigator.onLine) return;
    event.preventDefault();
    const note = document.getElementById("zonder-verbinding");
    if (note) note.hidden = false;
    note?.focus();
    // Chosen files cannot wait elsewhere: then this page itself goes, once there is a connection.
    const chosen = [...form.querySelectorAll("[type=file]")].some((field) => field.files.length);
    addEventListener("online", chosen ? () => form.requestSubmit(event.submitter) : send, { once: true });
  });
}

document.querySelector(".errors")?.focus();
// Browsers that know trusted types take the address of a script from this one policy alone.
const WORKER = "/service-worker.js";
const trusted = window.trustedTypes?.createPolicy("balans", { createScriptURL: () => WORKER });
navigator.serviceWorker?.register(trusted?.createScriptURL(WORKER) ?? WORKER).catch(() => {});
