// A table of any size: rows and columns are laid out by arithmetic, only cells in sight are in the page.

const LINE = 20;
const PAD = 8;
const MARGIN = 400;
// Letters are counted, not measured: so much wider may they be than thought.
const SAFETY = 1.04;
const NARROWEST = 44;
const WIDEST = 260;
const FIGURE = /^[-+(（]?[\d,.]+%?[)）]?$/;

const measure = (text) => { let width = 0; for (const letter of text) width += letter.codePointAt(0) > 0x2e80 ? 14 : 8; return width; };
/** The cell on the page that a shown cell comes from, or null: a heading that we made stands nowhere. */
const printed = (cell) => cell.origin ?? (cell.page ? cell : null);
const sums = (sizes) => { const edges = [0]; for (const size of sizes) edges.push(edges[edges.length - 1] + size); return edges; };

function layOut(table) {
  const widths = new Array(table.column_count).fill(NARROWEST);
  const heights = new Array(table.row_count).fill(LINE + PAD);
  for (const cell of table.cells) {
    if (cell.column_span === 1) widths[cell.column] = Math.max(widths[cell.column], Math.min(WIDEST, measure(cell.text) * SAFETY + 2 * PAD + 2));
  }
  const columns = sums(widths);
  for (const cell of table.cells) {
    const width = columns[cell.column + cell.column_span] - columns[cell.column] - 2 * PAD;
    const lines = Math.max(1, Math.ceil((measure(cell.text) * SAFETY) / (width + 1)));
    const each = (lines * LINE + PAD) / cell.row_span;
    for (let row = cell.row; row < cell.row + cell.row_span; row++) heights[row] = Math.max(heights[row], each);
  }
  return { columns, rows: sums(heights) };
}

/** Shows tables in `element`; `onLook(cell)` is called for the cell under the pointer or the keyboard. */
export class Grid {
  constructor(element, onLook, onChoose) {
    this.element = element;
    this.onLook = onLook;
    this.onChoose = onChoose;
    this.body = element.appendChild(document.createElement("div"));
    this.head = this.body.appendChild(document.createElement("div"));
    this.head.className = "grid-head";
    this.body.className = "grid-body";
    this.drawn = new Map();
    element.addEventListener("scroll", () => this.schedule(), { passive: true });
    new ResizeObserver(() => this.schedule()).observe(element);
    this.body.addEventListener("pointerover", (event) => this.look(event));
    this.body.addEventListener("pointerleave", () => this.onLook(null));
    this.body.addEventListener("click", (event) => this.choose(this.cellOf(event)));
    element.addEventListener("keydown", (event) => this.move(event));
  }

  show(table) {
    this.table = table;
    this.layout = layOut(table);
    this.active = null;
    this.slots = new Map();
    for (const cell of table.cells)
      for (let row = cell.row; row < cell.row + cell.row_span; row++)
        for (let column = cell.column; column < cell.column + cell.column_span; column++) this.slots.set(row * table.column_count + column, cell);
    for (const node of this.drawn.values()) node.remove();
    this.drawn.clear();
    const { columns, rows } = this.layout;
    this.body.style.width = `${columns[columns.length - 1] + 1}px`;
    this.body.style.height = `${rows[rows.length - 1] + 1}px`;
    this.head.style.height = `${rows[table.header_row_count]}px`;
    this.element.setAttribute("aria-rowcount", table.row_count);
    this.element.setAttribute("aria-colcount", table.column_count);
    this.element.scrollTo(0, 0);
    this.draw();
  }

  schedule() {
    this.pending ??= requestAnimationFrame(() => { this.pending = null; this.draw(); });
  }

  draw() {
    if (!this.table) return;
    const { columns, rows } = this.layout;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.element;
    const [left, right] = [scrollLeft - MARGIN, scrollLeft + clientWidth + MARGIN];
    const [top, bottom] = [scrollTop - MARGIN, scrollTop + clientHeight + MARGIN];
    const wanted = new Set();
    for (const cell of this.table.cells) {
      const sticky = cell.row < this.table.header_row_count;
      if (columns[cell.column] > right || columns[cell.column + cell.column_span] < left) continue;
      if (!sticky && (rows[cell.row] > bottom || rows[cell.row + cell.row_span] < top)) continue;
      wanted.add(cell);
      if (!this.drawn.has(cell)) this.drawn.set(cell, this.make(cell, sticky));
    }
    for (const [cell, node] of this.drawn) if (!wanted.has(cell)) { node.remove(); this.drawn.delete(cell); }
  }

  make(cell, sticky) {
    const { columns, rows } = this.layout;
    const node = document.createElement("div");
    node.className = ["cell", cell.kind, ...cell.marks].join(" ");
    if (cell.figure || (cell.kind === "data" && FIGURE.test(cell.text))) node.classList.add("figure");
    if (cell === this.active) node.classList.add("active");
    node.setAttribute("role", cell.kind === "header" ? "columnheader" : "gridcell");
    node.setAttribute("aria-rowindex", cell.row + 1);
    node.setAttribute("aria-colindex", cell.column + 1);
    node.textContent = cell.text;
    Object.assign(node.style, {
      left: `${columns[cell.column]}px`, top: `${rows[cell.row]}px`,
      width: `${columns[cell.column + cell.column_span] - columns[cell.column] + 1}px`,
      height: `${rows[cell.row + cell.row_span] - rows[cell.row] + 1}px`,
    });
    node.cell = cell;
    return (sticky ? this.head : this.body).appendChild(node);
  }

  cellOf(event) { return event.target.closest(".cell")?.cell; }

  look(event) {
    const cell = this.cellOf(event);
    if (cell) this.onLook(printed(cell));
  }

  choose(cell) {
    if (!cell) return;
    this.activate(cell);
    if (printed(cell)) this.onChoose(printed(cell));
  }

  /** Mark the cell (given as drawn, or by the printed cell it comes from) and bring it into sight. */
  activate(wanted, scroll = true) {
    const cell = wanted && this.table ? this.table.cells.find((each) => each === wanted || each.origin === wanted) : null;
    this.drawn.get(this.active)?.classList.remove("active");
    this.active = cell ?? null;
    if (!cell) return;
    if (scroll) this.bring(cell);
    this.draw();
    const node = this.drawn.get(cell);
    node?.classList.add("active");
    if (node) { node.id = "active-cell"; this.element.setAttribute("aria-activedescendant", "active-cell"); }
  }

  bring(cell) {
    const { columns, rows } = this.layout;
    const head = rows[this.table.header_row_count];
    const box = this.element;
    if (cell.row >= this.table.header_row_count) {
      const tooTall = rows[cell.row + cell.row_span] - rows[cell.row] > box.clientHeight - head;
      if (tooTall || rows[cell.row] < box.scrollTop + head) box.scrollTop = rows[cell.row] - head;
      else if (rows[cell.row + cell.row_span] > box.scrollTop + box.clientHeight) box.scrollTop = rows[cell.row + cell.row_span] - box.clientHeight;
    }
    if (columns[cell.column] < box.scrollLeft) box.scrollLeft = columns[cell.column];
    else if (columns[cell.column + cell.column_span] > box.scrollLeft + box.clientWidth) box.scrollLeft = columns[cell.column + cell.column_span] - box.clientWidth;
  }

  move(event) {
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    if (!this.table) return;
    if (event.key === "Enter" && this.active) return this.choose(this.active);
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const at = this.active ?? { row: 0, column: -step[1], row_span: 1, column_span: 1 };
    const row = step[0] > 0 ? at.row + at.row_span : at.row + step[0];
    const column = step[1] > 0 ? at.column + at.column_span : at.column + step[1];
    if (row < 0 || column < 0 || row >= this.table.row_count || column >= this.table.column_count) return;
    const next = this.slots.get(row * this.table.column_count + column);
    if (next) { this.activate(next); this.onLook(printed(next)); }
  }
}
