// Puts the page together: which document, which table, which view, and what lights up with what.
import { askBlob, askJson, Problem, setKey } from "./api.js";
import { Findings } from "./findings.js";
import { Grid } from "./grid.js";
import { Lines } from "./lines.js";
import { buildModel, recordsAsTable } from "./model.js";
import { Sheet } from "./sheet.js";
import { Start, stateWord } from "./start.js";
import { switchLanguage, translatePage, word } from "./words.js";

const at = (id) => document.getElementById(id);
const FORMATS = ["json", "csv", "xlsx", "html", "markdown", "parquet"];
const state = { id: null, status: null, model: null, tableId: null, view: "table" };

const grid = new Grid(at("grid"), lookFromGrid, (cell) => { sheet.light([cell]); sheet.bring(cell); });
const lines = new Lines(at("grid"));
const sheet = new Sheet(at("sheet"), lookFromSheet, choose, (number) => { at("page-number").value = number; });
const findings = new Findings(at("findings"), at("filters"), chooseFinding);
const start = new Start(open, showProblem);

function lookFromGrid(cell) {
  sheet.light(cell ? [cell] : []);
  tellCell(cell);
}

function lookFromSheet(cell) {
  sheet.light(cell ? [cell] : []);
  tellCell(cell);
  if (cell && cell.tableId === state.tableId && state.view !== "json") grid.activate(cell, true);
}

/** Go to a printed cell: its table, its place in the table, its place on the page. */
function choose(cell) {
  if (cell.tableId !== state.tableId) selectTable(cell.tableId);
  if (state.view === "json") selectView("table");
  grid.activate(cell);
  sheet.light([cell]);
  sheet.bring(cell);
  tellCell(cell);
}

function chooseFinding(finding) {
  const [first] = finding.cells;
  if (first) {
    choose(first);
    sheet.light(finding.cells);
  } else if (finding.page) sheet.go(finding.page);
}

function tellCell(cell) {
  const bar = at("cellbar");
  bar.replaceChildren();
  if (!cell) return;
  const say = (text, className = "") => {
    const span = bar.appendChild(document.createElement("span"));
    span.textContent = text;
    span.className = className;
  };
  say(`${word("pageN", { n: cell.page })} · ${word("read")} ${cell.source} · ${word("confidence")} ${cell.confidence.toFixed(3)}`);
  for (const { kind, check, repair } of cell.findings ?? []) {
    if (kind === "failed") say(`✗ ${check.message}`, "failed");
    if (kind === "repairs") say(`${repair.before || "∅"} → ${repair.after || "∅"} (${repair.evidence})`, "repaired");
  }
}

async function open(id) {
  Object.assign(state, { id, model: null, tableId: null });
  showStart();
  try {
    const status = await start.follow(id, () => state.id === id);
    if (!status) return;
    if (status.status === "failed") return start.fail(`${status.problem.title}: ${status.problem.detail}`);
    const result = await askJson(`/v1/documents/${id}/result?format=json`);
    if (state.id !== id) return;
    state.status = status;
    state.model = buildModel(result);
    showReview();
  } catch (error) {
    showProblem(error, () => open(id));
  }
}

function showStart() {
  at("start").hidden = false;
  at("review").hidden = at("docstate").hidden = at("downloads").hidden = true;
  at("docname").textContent = "";
  start.fail("");
  start.quiet();
  sheet.clear();
}

function showReview() {
  at("start").hidden = true;
  at("review").hidden = at("docstate").hidden = at("downloads").hidden = false;
  const { result } = state.model;
  at("docname").textContent = result.document.filename ?? result.document.sha256.slice(0, 12);
  at("page-count").textContent = word("of", { n: result.document.page_count });
  at("page-number").value = result.document.pages[0]?.number ?? "";
  at("docstate").textContent = stateWord(state.status.status);
  at("docstate").className = `badge ${state.status.status}`;
  at("tables").replaceChildren(...result.tables.map((table) => new Option(tableName(table), table.id)));
  sheet.show(state.id, state.model);
  findings.show(state.model);
  if (result.tables.length) selectTable(state.tableId ?? result.tables[0].id);
  else at("facts").textContent = word("noTables");
}

function tableName(table) {
  const form = state.model.forms.get(table.id);
  const title = form?.title ?? table.title;
  return [form?.code ?? table.code, title].filter(Boolean).join(" ") || `${table.id} (${word("pageN", { n: table.parts[0].page })})`;
}

const currentTable = () => state.model.result.tables.find((table) => table.id === state.tableId);

function selectTable(id) {
  state.tableId = id;
  at("tables").value = id;
  const form = state.model.forms.get(id);
  const facts = form ? [form.form, form.entity, form.fiscal_year, form.unit && `${word("unit")} ${form.unit}`] : [word("noForm")];
  at("facts").textContent = [...facts, ...(form?.notes ?? [])].filter(Boolean).join(" · ");
  selectView(state.view);
}

function selectView(view) {
  state.view = view;
  const form = state.model.forms.get(state.tableId);
  for (const tab of at("tabs").children) {
    const chosen = tab.dataset.view === view;
    tab.setAttribute("aria-selected", chosen);
    tab.tabIndex = chosen ? 0 : -1;
  }
  at("grid").replaceChildren(view === "json" ? lines.space : grid.body);
  at("grid").setAttribute("role", view === "json" ? "document" : "grid");
  if (view === "json") return lines.show(form ? readable(form) : readable(currentTable()));
  const records = view === "records" && form?.records.length;
  grid.show(records ? recordsAsTable(state.model, form, { field: word("field"), value: word("value") }) : currentTable());
  if (view === "records" && !form) at("facts").textContent = word("noForm");
}

/** Leave out what this page has added to the result. */
function readable(value) {
  return JSON.parse(JSON.stringify(value, (name, inner) => (["place", "tableId", "marks", "findings"].includes(name) ? undefined : inner)));
}

function showProblem(error, again) {
  if (error instanceof Problem && error.code === "unauthorized") return askKey(again);
  const message = error instanceof Problem ? `${error.title}: ${error.message}` : word("network");
  if (!(error instanceof Problem)) console.error(error);
  start.fail(message);
}

function askKey(again) {
  const key = prompt(word("askKey"));
  if (!key) return start.fail(word("askKey"));
  setKey(key.trim());
  again?.();
}

async function download(format) {
  const picture = await askBlob(`/v1/documents/${state.id}/result?format=${format}`);
  const link = document.createElement("a");
  const stem = (state.model.result.document.filename ?? state.id).replace(/\.pdf$/i, "");
  link.href = URL.createObjectURL(picture);
  link.download = `${stem}.${{ csv: "zip", markdown: "md" }[format] ?? format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function route() {
  const [, id] = location.hash.match(/^#\/documents\/([0-9a-f]+)$/) ?? [];
  if (id) return open(id);
  state.id = null;
  showStart();
  start.recent();
}

for (const format of FORMATS) {
  const button = at("downloads").appendChild(document.createElement("button"));
  button.type = "button";
  button.textContent = format.toUpperCase();
  button.addEventListener("click", () => download(format).catch((error) => showProblem(error)));
}
at("tables").addEventListener("change", (event) => {
  selectTable(event.target.value);
  sheet.go(currentTable().parts[0].page);
});
at("tabs").addEventListener("click", (event) => event.target.dataset.view && selectView(event.target.dataset.view));
at("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const tabs = [...at("tabs").children];
  const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
  next.focus();
  selectView(next.dataset.view);
});
at("page-back").addEventListener("click", () => sheet.go(sheet.current - 1));
at("page-on").addEventListener("click", () => sheet.go(sheet.current + 1));
at("page-number").addEventListener("change", (event) => sheet.go(Number(event.target.value)));
at("smaller").addEventListener("click", () => sheet.resize(0.8));
at("larger").addEventListener("click", () => sheet.resize(1.25));
at("boxes").addEventListener("change", (event) => at("sheet").classList.toggle("plain", !event.target.checked));
at("key").addEventListener("click", () => askKey(route));
at("language").addEventListener("click", () => {
  switchLanguage();
  if (state.model) showReview();
  else if (!state.id) start.recent();
});
addEventListener("hashchange", route);
translatePage();
route();
