// <share-text for="id">: hands the text to the browser's own share sheet.
class ShareText extends HTMLElement {
  connectedCallback() {
    if (!navigator.share) return;
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => {
      const source = document.getElementById(this.getAttribute("for"));
      navigator.share({ title: this.dataset.title, text: source.value }).catch(() => {});
    });
  }
}
customElements.define("share-text", ShareText);
