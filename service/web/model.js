// A result, arranged for looking at: cells by page, findings by cell, records as grids.

// The same as in schemas/result.py.
const DOUBTFUL = 0.9;
export const placeOf = (tableId, row, column) => `${tableId}:${row}:${column}`;

/** Index a result. Every cell gets `place`, `tableId` and `marks` (a set of failed, repaired, doubtful). */
export function buildModel(result) {
  const cells = new Map();
  const slots = new Map();
  const byPage = new Map();
  const forms = new Map();
  for (const form of result.forms) for (const id of form.table_ids) forms.set(id, form);
  for (const table of result.tables) {
    for (const cell of table.cells) {
      cell.place = placeOf(table.id, cell.row, cell.column);
      cell.tableId = table.id;
      cell.marks = new Set(cell.confidence < DOUBTFUL ? ["doubtful"] : []);
      cells.set(cell.place, cell);
      for (let row = cell.row; row < cell.row + cell.row_span; row++)
        for (let column = cell.column; column < cell.column + cell.column_span; column++) slots.set(placeOf(table.id, row, column), cell);
      if (!byPage.has(cell.page)) byPage.set(cell.page, []);
      byPage.get(cell.page).push(cell);
    }
  }
  const find = (tableId, row, column) => slots.get(placeOf(tableId, row, column));
  return { result, cells, byPage, forms, find, findings: collectFindings(result, cells, find) };
}

function collectFindings(result, cells, find) {
  const findings = [];
  for (const check of result.checks) {
    if (check.status !== "fail") continue;
    const involved = check.cells.map((each) => find(each.table_id, each.row, each.column)).filter(Boolean);
    for (const cell of involved) cell.marks.add("failed");
    findings.push({ kind: "failed", check, cells: involved });
  }
  for (const repair of result.repairs) {
    const cell = find(repair.table_id, repair.row, repair.column);
    cell?.marks.add("repaired");
    findings.push({ kind: "repairs", repair, cells: cell ? [cell] : [], page: repair.page });
  }
  for (const cell of cells.values()) if (cell.marks.has("doubtful") && cell.text) findings.push({ kind: "doubtful", cells: [cell] });
  for (const warning of result.warnings) findings.push({ kind: "warnings", warning, cells: [], page: warning.page });
  for (const finding of findings) for (const cell of finding.cells) (cell.findings ??= []).push(finding);
  return findings;
}

/** Arrange a form's records as a table for the grid; each cell knows the printed cell it comes from. */
export function recordsAsTable(model, form, words) {
  const amounts = form.records.some((record) => record.amounts);
  return amounts ? amountRows(model, form) : fieldRows(model, form, words);
}

function amountRows(model, form) {
  const measures = [...new Set(form.records.flatMap((record) => Object.keys(record.amounts ?? {})))];
  const leading = [...new Set(form.records.flatMap((record) => Object.keys(record)))].filter((key) => !["amounts", "row", "cells"].includes(key));
  const rows = [[...leading, ...measures].map((text) => ({ text }))];
  for (const record of form.records) {
    rows.push([
      ...leading.map((key) => ({ text: record[key] ?? "" })),
      ...measures.map((measure) => ({ text: record.amounts?.[measure] ?? "", origin: originOf(model, form, record, measure), figure: true })),
    ]);
  }
  return asTable(rows);
}

function fieldRows(model, form, words) {
  const rows = [[{ text: words.field }, { text: words.value }]];
  for (const [index, record] of form.records.entries()) {
    for (const [path, text] of leaves(record)) {
      const shown = form.records.length > 1 ? `${index + 1}. ${path}` : path;
      rows.push([{ text: shown }, { text, origin: originOf(model, form, record, path) }]);
    }
  }
  return asTable(rows);
}

function* leaves(value, path = "") {
  for (const [name, inner] of Object.entries(value)) {
    if (!path && (name === "row" || name === "cells")) continue;
    const at = path ? `${path}.${name}` : name;
    if (inner !== null && typeof inner === "object") yield* leaves(inner, at);
    else yield [at, inner ?? ""];
  }
}

function originOf(model, form, record, path) {
  const place = record.cells?.[path];
  return place ? model.find(form.table_ids[0], place[0], place[1]) : undefined;
}

function asTable(rows) {
  const cells = rows.flatMap((row, rowIndex) =>
    row.map((cell, column) => ({
      row: rowIndex, column, row_span: 1, column_span: 1, kind: rowIndex ? "data" : "header",
      text: String(cell.text), marks: cell.origin?.marks ?? new Set(), origin: cell.origin, figure: cell.figure,
    })),
  );
  return { cells, row_count: rows.length, column_count: rows[0].length, header_row_count: 1 };
}
