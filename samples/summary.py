"""What a result says, on one screen: forms, figures with their place on the page, repairs, checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from schemas.result import CellOut, ExtractionResult, FormOut, RepairOut, TableOut

#: How many examples of each kind a newcomer wants to see.
FIGURES = 6
REPAIRS = 6
#: Texts of whole paragraphs are shown by their ends.
LONGEST = 40


def show_result(result: ExtractionResult, console: Console) -> None:
    """Print the summary of one document."""
    document = result.document
    sources = ", ".join(f"{count} {source}" for source, count in Counter(p.source for p in document.pages).items())
    console.print(f"{document.filename}: {document.page_count} pages ({sources}), {len(result.tables)} tables\n")
    console.print(_forms(result))
    console.print(_figures(result))
    console.print(_repairs(result))
    console.print(_checks(result))
    _failures(result, console)


def _forms(result: ExtractionResult) -> Table:
    shown = Table("code", "title", "form", "pages", "records", "figures", title="Forms", title_justify="left")
    tables = {table.id: table for table in result.tables}
    for form in result.forms:
        figures = sum(len(record.get("amounts", {})) for record in form.records)
        shown.add_row(
            form.code or "",
            escape(form.title or ""),
            form.form,
            _pages(form, tables),
            str(len(form.records)),
            str(figures),
        )
    return shown


def _pages(form: FormOut, tables: dict[str, TableOut]) -> str:
    pages = sorted({part.page for table_id in form.table_ids for part in tables[table_id].parts})
    return f"{pages[0]}-{pages[-1]}" if len(pages) > 1 else str(pages[0])


def _figures(result: ExtractionResult) -> Table:
    shown = Table(
        "form",
        "label",
        "measure",
        "amount",
        "page",
        "box",
        title="Figures, each tied to its cell",
        title_justify="left",
    )
    for (form, label, measure, amount), cell in _first_figures(result):
        box = ", ".join(f"{edge:.0f}" for edge in cell.bbox)
        shown.add_row(
            form.code or form.form, escape(label), measure, f"{amount} {form.unit or ''}", str(cell.page), f"[{box}]"
        )
    return shown


def _first_figures(result: ExtractionResult) -> Iterator[tuple[tuple[FormOut, str, str, str], CellOut]]:
    """Give one figure of each form, the first ones, with the cell it stands in."""
    cells = {(table.id, cell.row, cell.column): cell for table in result.tables for cell in table.cells}
    shown = 0
    for form in result.forms:
        record = next((record for record in form.records if record.get("amounts")), None)
        if record is None or shown == FIGURES:
            continue
        shown += 1
        measure, amount = next(iter(record["amounts"].items()))
        row, column = record["cells"][measure]
        label = record.get("name") or record.get("item") or ""
        yield (form, label, measure, amount), cells[form.table_ids[0], row, column]


def _repairs(result: ExtractionResult) -> Table:
    kinds = ", ".join(f"{count} {kind}" for kind, count in Counter(repair.kind for repair in result.repairs).items())
    shown = Table("page", "before", "after", "evidence", title=f"Repairs: {kinds or 'none'}", title_justify="left")
    for repair in islice(_varied(result.repairs), REPAIRS):
        shown.add_row(str(repair.page), _short(repair.before), _short(repair.after), escape(repair.evidence))
    return shown


def _varied(repairs: Sequence[RepairOut]) -> Iterator[RepairOut]:
    """Give one repair of each kind in turn, the same change once: the rare kinds are the interesting ones."""
    by_kind: dict[str, dict[tuple[str, str], RepairOut]] = {}
    for repair in repairs:
        by_kind.setdefault(repair.kind, {}).setdefault((repair.before, repair.after), repair)
    for turn in zip_longest(*(changes.values() for changes in by_kind.values())):
        yield from filter(None, turn)


def _short(text: str) -> str:
    half = LONGEST // 2
    return escape(text if len(text) <= LONGEST else f"{text[:half]} … {text[-half:]}")


def _checks(result: ExtractionResult) -> Table:
    shown = Table("rule", "pass", "fail", "skipped", title="Checks", title_justify="left")
    counts: dict[str, Counter[str]] = {}
    for check in result.checks:
        counts.setdefault(check.rule, Counter())[check.status] += 1
    for rule, by_status in sorted(counts.items()):
        shown.add_row(rule, *(str(by_status[status]) for status in ("pass", "fail", "skipped")))
    return shown


def _failures(result: ExtractionResult, console: Console) -> None:
    for check in result.checks:
        if check.status == "fail":
            console.print(f"[red]fail[/] {check.rule} {escape(check.message)}")
    unchecked = sum(form.unchecked for form in result.forms)
    console.print(f"figures that no check covers: {unchecked}; warnings: {len(result.warnings)}")
