// The pages, one below the other; pictures and boxes are there only for pages in sight.
import { askBlob } from "./api.js";
import { word } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const DPIS = [80, 110, 150, 220];

export class Sheet {
  constructor(element, onLook, onChoose, onPage) {
    Object.assign(this, { element, onLook, onChoose, onPage });
    this.zoom = 1;
    this.frames = new Map();
    this.lit = [];
    this.watch = new IntersectionObserver((entries) => this.seen(entries), { root: element, rootMargin: "600px 0px" });
    element.addEventListener("scroll", () => this.note(), { passive: true });
  }

  show(documentId, model) {
    this.clear();
    Object.assign(this, { documentId, model });
    for (const page of model.result.document.pages) {
      const frame = document.createElement("figure");
      frame.className = "page";
      frame.page = page;
      const [width, height] = page.width ? [page.width, page.height] : [595, 842];
      frame.style.aspectRatio = `${width} / ${height}`;
      frame.setAttribute("aria-label", word("pageN", { n: page.number }));
      this.frames.set(page.number, this.element.appendChild(frame));
      this.watch.observe(frame);
    }
    this.resize();
    this.element.scrollTo(0, 0);
  }

  clear() {
    this.watch.disconnect();
    for (const frame of this.frames.values()) this.hide(frame);
    this.frames.clear();
    this.lit = [];
    this.element.replaceChildren();
  }

  resize(factor = 1) {
    this.zoom = Math.min(4, Math.max(0.5, this.zoom * factor));
    for (const frame of this.frames.values()) frame.style.width = `${this.zoom * 100}%`;
  }

  seen(entries) {
    for (const entry of entries) entry.isIntersecting ? this.draw(entry.target) : this.hide(entry.target);
  }

  async draw(frame) {
    if (frame.loading) return;
    frame.loading = new AbortController();
    frame.append(this.boxes(frame.page));
    const wanted = (frame.clientWidth * devicePixelRatio) / ((frame.page.width || 595) / 72);
    const dpi = DPIS.find((each) => each >= wanted) ?? DPIS[DPIS.length - 1];
    try {
      const picture = await askBlob(`/v1/documents/${this.documentId}/pages/${frame.page.number}.png?dpi=${dpi}`, frame.loading.signal);
      const image = new Image();
      image.alt = "";
      image.src = frame.url = URL.createObjectURL(picture);
      frame.prepend(image);
    } catch (error) {
      if (error.name === "AbortError") return;
      const note = document.createElement("figcaption");
      note.textContent = word("pictureMissing");
      frame.prepend(note);
    }
  }

  hide(frame) {
    frame.loading?.abort();
    frame.loading = null;
    if (frame.url) URL.revokeObjectURL(frame.url);
    frame.url = null;
    frame.replaceChildren();
  }

  boxes(page) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${page.width || 595} ${page.height || 842}`);
    for (const cell of this.model.byPage.get(page.number) ?? []) {
      const rect = document.createElementNS(SVG, "rect");
      const [x0, top, x1, bottom] = cell.bbox;
      for (const [name, value] of Object.entries({ x: x0, y: top, width: x1 - x0, height: bottom - top })) rect.setAttribute(name, value);
      rect.setAttribute("class", [cell.kind, ...cell.marks, this.lit.includes(cell) ? "lit" : ""].join(" "));
      rect.dataset.place = cell.place;
      rect.addEventListener("pointerenter", () => this.onLook(cell));
      rect.addEventListener("pointerleave", () => this.onLook(null));
      rect.addEventListener("click", () => this.onChoose(cell));
      svg.append(rect);
    }
    return svg;
  }

  /** Light up these cells' boxes, and no others. */
  light(cells) {
    for (const rect of this.element.querySelectorAll("rect.lit")) rect.classList.remove("lit");
    this.lit = cells;
    for (const cell of cells)
      this.frames.get(cell.page)?.querySelector(`rect[data-place="${CSS.escape(cell.place)}"]`)?.classList.add("lit");
  }

  /** Bring a cell's box into sight, moving only if it is not. */
  bring(cell) {
    const frame = this.frames.get(cell.page);
    if (!frame) return;
    const scale = frame.clientWidth / (frame.page.width || 595);
    const [x0, top, x1, bottom] = cell.bbox.map((each) => each * scale);
    const view = this.element;
    const y = frame.offsetTop + top;
    if (y < view.scrollTop + 20 || frame.offsetTop + bottom > view.scrollTop + view.clientHeight - 20) view.scrollTop = y - view.clientHeight / 3;
    if (x0 < view.scrollLeft || x1 > view.scrollLeft + view.clientWidth) view.scrollLeft = Math.max(0, x0 - 40);
  }

  go(number) {
    const frame = this.frames.get(number);
    if (frame) this.element.scrollTop = frame.offsetTop - 8;
  }

  get current() {
    const middle = this.element.scrollTop + this.element.clientHeight / 3;
    let number = 1;
    for (const frame of this.frames.values()) {
      if (frame.offsetTop > middle) break;
      number = frame.page.number;
    }
    return number;
  }

  note() {
    this.pending ??= requestAnimationFrame(() => { this.pending = null; this.onPage(this.current); });
  }
}
