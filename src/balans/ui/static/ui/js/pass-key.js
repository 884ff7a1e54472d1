// <pass-key>: a form that a passkey fills in. Hidden where the browser has none.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const read = (options) => ({
  ...options,
  challenge: bytes(options.challenge),
  ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
  ...Object.fromEntries(["allowCredentials", "excludeCredentials"].filter((name) => options[name]).map((name) => [name, options[name].map((each) => ({ ...each, id: bytes(each.id) }))])),
});

const write = ({ rawId, type, response }) => {
  const fields = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].filter((name) => response[name]);
  return JSON.stringify({ id: text(rawId), rawId: text(rawId), type, clientExtensionResults: {}, response: Object.fromEntries(fields.map((name) => [name, text(response[name])])) });
};

class PassKey extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return;
    this.hidden = false;
    const form = this.querySelector("form");
    form.addEventListener("submit", async (event) => {
      if (form.antwoord.value) return;
      event.preventDefault();
      try {
        const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
        const publicKey = read(await answer.json());
        form.antwoord.value = write(await navigator.credentials[form.dataset.do]({ publicKey }));
      } catch {
        form.antwoord.value = "-";
      }
      form.submit();
    });
  }
}
customElements.define("pass-key", PassKey);
