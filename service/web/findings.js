// The list of what deserves a look: failed checks, repairs, doubtful readings, warnings.
import { word } from "./words.js";

const CONTEXT = 12;
const KINDS = ["failed", "repairs", "doubtful", "warnings"];

function text(parent, tag, content, className) {
  const element = document.createElement(tag);
  element.textContent = content;
  if (className) element.className = className;
  parent.append(element);
  return element;
}

/** Leave out what two long texts have in common at both ends. */
function difference(before, after) {
  const [old, fresh] = [[...before], [...after]];
  const most = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < most && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail++;
  const cut = (letters) => {
    const from = head > CONTEXT * 2 ? head - CONTEXT : 0;
    const to = tail > CONTEXT * 2 ? letters.length - tail + CONTEXT : letters.length;
    return (from ? "…" : "") + letters.slice(from, to).join("") + (to < letters.length ? "…" : "");
  };
  return [cut(old), cut(fresh)];
}

function describe(button, finding) {
  const cell = finding.cells[0];
  if (finding.kind === "failed") {
    const { check } = finding;
    text(button, "span", check.message);
    text(button, "small", [check.rule, check.form].filter(Boolean).join(" · "));
  } else if (finding.kind === "repairs") {
    const { repair } = finding;
    const [before, after] = difference(repair.before, repair.after);
    const line = text(button, "span", "");
    text(line, "del", before || "∅");
    line.append(" → ");
    text(line, "ins", after || "∅");
    button.title = `${repair.before} → ${repair.after}`;
    text(button, "small", `${repair.kind} · ${repair.evidence}`);
  } else if (finding.kind === "doubtful") {
    text(button, "span", cell.text);
    text(button, "small", `${word("confidence")} ${cell.confidence.toFixed(3)}`);
  } else {
    text(button, "span", finding.warning.message);
    text(button, "small", finding.warning.code);
  }
  const page = cell?.page ?? finding.page;
  if (page) text(button, "em", word("pageN", { n: page }));
}

export class Findings {
  constructor(list, filters, onChoose) {
    Object.assign(this, { list, filters, onChoose, shown: new Set(KINDS) });
  }

  show(model) {
    this.model = model;
    this.draw();
  }

  draw() {
    const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
    for (const finding of this.model.findings) counts[finding.kind]++;
    const passed = this.model.result.checks.filter((check) => check.status === "pass").length;
    this.filters.replaceChildren(
      ...KINDS.map((kind) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = `chip ${kind}`;
        button.setAttribute("aria-pressed", this.shown.has(kind));
        button.textContent = `${word(kind)} ${counts[kind]}`;
        button.disabled = counts[kind] === 0;
        button.addEventListener("click", () => {
          this.shown.has(kind) ? this.shown.delete(kind) : this.shown.add(kind);
          this.draw();
        });
        return button;
      }),
    );
    text(this.filters, "span", `${passed} ${word("checks")}`, "passed");
    const wanted = this.model.findings.filter((finding) => this.shown.has(finding.kind));
    this.list.replaceChildren(...wanted.map((finding) => this.item(finding)));
    if (!wanted.length) text(this.list, "li", word("none"), "none");
  }

  item(finding) {
    const item = document.createElement("li");
    const button = item.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = `finding ${finding.kind}`;
    describe(button, finding);
    button.addEventListener("click", () => this.onChoose(finding));
    return item;
  }
}
