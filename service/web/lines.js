// A long text of which only the lines in sight are in the page.
const LINE = 18;

export class Lines {
  constructor(element) {
    this.element = element;
    this.space = document.createElement("div");
    this.space.className = "lines";
    this.text = this.space.appendChild(document.createElement("pre"));
    element.addEventListener("scroll", () => this.draw(), { passive: true });
  }

  show(value) {
    this.lines = JSON.stringify(value, null, 2).split("\n");
    this.space.style.height = `${this.lines.length * LINE}px`;
    this.draw();
  }

  draw() {
    if (!this.space.isConnected || !this.lines) return;
    const first = Math.max(0, Math.floor(this.element.scrollTop / LINE) - 20);
    const count = Math.ceil(this.element.clientHeight / LINE) + 40;
    this.text.style.top = `${first * LINE}px`;
    this.text.textContent = this.lines.slice(first, first + count).join("\n");
  }
}
