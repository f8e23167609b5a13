"""Cells that print one amount, read together."""

from __future__ import annotations

import numpy as np
import pytest
from test_corrections import scanned

from extractors.checks import correct_amounts
from extractors.checks.apply_rules import equations
from extractors.checks.corrections.agreement import equal_figures
from extractors.checks.corrections.pictures import MISREAD, UNLIKELY, likelihoods
from extractors.checks.corrections.scanned_cells import ScannedCells
from extractors.lattices import keep_lattice
from schemas.form import Form
from schemas.forms.library import load_library
from schemas.table import Cell, Reading, Table
from tests.extractors.checks.checks_building import form, line, row

LIBRARY = load_library()
ALPHABET = ["", *"0123456789.,"]
NAMES = ("total", "general_public_budget", "general_public_budget.basic")


def see(cell: Cell, *doubts: dict[str, float]) -> None:
    """Let the recogniser have seen a cell's text, where doubtful with these probabilities."""
    steps = np.full((2 * len(cell.text), len(ALPHABET)), 1e-6, np.float32)
    told = {next(iter(doubt)): doubt for doubt in doubts}
    for number, character in enumerate(cell.text):
        for one, share in told.get(character, {character: 1.0}).items():
            steps[2 * number, ALPHABET.index(one)] = share
        steps[2 * number + 1, 0] = 1.0
    cell.lattice = keep_lattice(steps, ALPHABET)


def one_row(**amounts: str):
    """Return a row of which total = current year = subtotal = basic, with a row of another subject before it."""
    usual = dict.fromkeys(amounts, "7.00")
    paths = {name: name.replace("__", ".") for name in amounts}
    rows = [row("301", "工资福利支出", **{paths[k]: v for k, v in usual.items()})]
    rows.append(row("302", "商品和服务支出", **{paths[k]: v for k, v in amounts.items()}))
    return form("fiscal_appropriation_by_economic_class", *rows)


EQUAL = ("total", "current_year__total", "current_year__general_public_budget__subtotal")


def test_what_all_pictures_together_make_likeliest_is_taken_for_all() -> None:
    form_ = one_row(**dict(zip(EQUAL, ("280.73", "280.72", "280.78"), strict=True)))
    table = scanned(form_, confidence=0.5)
    cells = [cell for cell in table.cells if cell.text.startswith("280")]
    assert len(cells) == 3
    see(cells[0])
    see(cells[1], {"2": 0.6, "3": 0.4})
    see(cells[2], {"8": 0.6, "3": 0.4})
    # The first 2 and 8 of each are as doubtful as the last; 280.73 alone is likely in all three.
    repairs = correct_amounts([form_], [table], LIBRARY)
    assert {cell.text for cell in cells} == {"280.73"}
    assert sorted(repair.before for repair in repairs) == ["280.72", "280.78"]
    assert all(cell.lattice is None for cell in table.cells)
    assert all(cell.confidence < 0.9 for cell in cells if cell is not cells[0])


PARTS = ("current_year__general_public_budget__basic", "current_year__general_public_budget__project")


def test_a_sum_of_several_figures_says_which_of_their_amounts_it_is() -> None:
    """The total alone shows a 3 where the two others show a 1, or perhaps a 3; basic and project make 11.16."""
    texts = dict(zip((*EQUAL, *PARTS), ("11.36", "11.16", "11.16", "3.48", "7.68"), strict=True))
    form_ = one_row(**texts)
    table = scanned(form_, confidence=0.8)
    equal = [cell for cell in table.cells if cell.text.startswith("11")]
    see(equal[0], {"3": 0.98, "1": 0.003})
    for cell in equal[1:]:
        see(cell, {"1": 0.6, "3": 0.4})
    correct_amounts([form_], [table], LIBRARY)
    assert {cell.text for cell in equal} == {"11.16"}


def test_a_figure_that_lost_its_point_may_well_be_the_one_beside_it() -> None:
    form_ = one_row(**dict(zip(EQUAL, ("2.18", "2.18", "218"), strict=True)))
    cells = ScannedCells([form_], [scanned(form_, confidence=0.85)])
    ((figures, _),) = [group for group in equal_figures(equations([form_], [], LIBRARY), cells) if len(group[0]) > 2][
        1:
    ]
    pointless = max(figures, key=lambda figure: figure.value)
    assert likelihoods(pointless, cells.of(pointless), ["2.18", "3.18"], 2).tolist() == [MISREAD, 2 * MISREAD]


def test_a_figure_that_lost_its_last_digit_is_no_evidence_that_it_is_a_nought() -> None:
    form_ = one_row(**dict(zip(EQUAL, ("14.57", "14.5", "14.5"), strict=True)))
    table = scanned(form_, confidence=0.85)
    correct_amounts([form_], [table], LIBRARY)
    assert [cell.text for cell in table.cells if cell.text.startswith("14")] == ["14.57"] * 3


@pytest.mark.parametrize(("decimals", "may_be"), [(2, True), (0, False)])
def test_a_figure_without_the_decimals_of_its_table_may_have_lost_one_that_left_no_ink(
    decimals: int, may_be: bool
) -> None:
    """The picture shows 38.7 as clearly as can be, and nothing behind it."""
    form_ = one_row(**dict(zip(EQUAL[:2], ("38.77", "38.7"), strict=True)))
    table = scanned(form_, confidence=0.7)
    (cut,) = [cell for cell in table.cells if cell.text == "38.7"]
    see(cut)
    cells = ScannedCells([form_], [table])
    (figure,) = [
        one
        for group, _ in equal_figures(equations([form_], [], LIBRARY), cells)
        for one in group
        if cells.of(one) is cut
    ]
    meant, other = likelihoods(figure, cut, ["38.77", "36.77"], 2, decimals).tolist()
    assert (meant >= -UNLIKELY) is may_be
    assert other < -UNLIKELY


def test_a_total_is_not_its_only_part_that_could_be_read_where_the_two_are_far_apart() -> None:
    """The total of one of two subjects was not read: the other is not all of 住房公积金."""
    rows = [
        row("30113", "住房公积金", **{"total": "111.7", "current_year.total": "111.71"}),
        row("30113", "行政住房公积金", **{"current_year.total": "61.91"}),
        row("30113", "事业住房公积金", **{"total": "49.80", "current_year.total": "49.80"}),
    ]
    form_ = form("fiscal_appropriation_by_economic_class", row("301", "工资福利支出", total="111.71"), *rows)
    cells = ScannedCells([form_], [scanned(form_, confidence=0.5)])
    groups = equal_figures(equations([form_], [], LIBRARY), cells)
    assert not any({figure.record for figure in group} >= {1, 3} for group, _ in groups)


def test_two_that_differ_without_a_third_are_left_to_fail() -> None:
    form_ = one_row(**dict(zip(EQUAL[:2], ("280.73", "280.78"), strict=True)))
    table = scanned(form_, confidence=0.5)
    for cell in table.cells:
        see(cell, {"3": 0.5, "8": 0.5}, {"8": 0.5, "3": 0.5})
    correct_amounts([form_], [table], LIBRARY)
    assert [cell.text for cell in table.cells if cell.text.startswith("280")] == ["280.73", "280.78"]


def test_two_of_a_row_that_differ_by_a_rounding_are_doubted_however_well_they_were_read() -> None:
    form_ = one_row(**dict(zip(EQUAL[:2], ("280.73", "280.74"), strict=True)))
    table = scanned(form_, confidence=0.995)
    assert correct_amounts([form_], [table], LIBRARY) == []
    assert all((cell.confidence < 0.9) == cell.text.startswith("280") for cell in table.cells)


@pytest.mark.parametrize(("offered", "meant"), [((), "290.78"), (("280.73",), "280.73")])
def test_a_cell_that_was_read_well_gives_way_only_to_what_its_engine_offered(
    offered: tuple[str, ...], meant: str
) -> None:
    form_ = one_row(**dict(zip(EQUAL, ("280.73", "280.73", "290.78"), strict=True)))
    table = scanned(form_, confidence=0.995)
    (odd,) = [cell for cell in table.cells if cell.text == "290.78"]
    odd.confidence, odd.readings = 0.98, tuple(Reading(text, 0.01) for text in offered)
    see(odd, {"9": 0.99, "8": 0.01}, {"8": 0.99, "3": 0.01})
    correct_amounts([form_], [table], LIBRARY)
    assert odd.text == meant


@pytest.mark.parametrize(("read", "doubted"), [("105.76", True), ("106.76", False)])
def test_an_amount_two_signs_off_from_the_one_beside_it_may_be_a_third(read: str, doubted: bool) -> None:
    form_ = one_row(**dict(zip(EQUAL[:2], ("106.75", read), strict=True)))
    table = scanned(form_, confidence=0.993)
    first, second = (cell for cell in table.cells if cell.text in ("106.75", read))
    second.confidence = 0.7
    see(second, {"5": 0.4, "6": 0.4})
    correct_amounts([form_], [table], LIBRARY)
    assert (second.text, first.text) == ("106.75", "106.75")
    assert (first.confidence < 0.9) == doubted


def test_a_cell_that_was_read_surely_is_not_outvoted() -> None:
    form_ = one_row(**dict(zip(EQUAL, ("280.73", "280.73", "290.73"), strict=True)))
    table = scanned(form_, confidence=0.995)
    correct_amounts([form_], [table], LIBRARY)
    assert [cell.text for cell in table.cells if "0.73" in cell.text] == ["280.73", "280.73", "290.73"]


def test_a_cell_that_most_of_its_row_contradicts_is_doubted_though_it_was_read_surely() -> None:
    form_ = one_row(**dict(zip(EQUAL, ("20.51", "20.53", "20.51"), strict=True)))
    table = scanned(form_, confidence=0.993)
    cells = [cell for cell in table.cells if cell.text.startswith("20.5")]
    for cell in cells:
        if cell.text == "20.51":
            cell.confidence = 0.6
            see(cell, {"1": 0.6, "3": 0.4})
    correct_amounts([form_], [table], LIBRARY)
    assert {cell.text for cell in cells} == {"20.53"}
    assert all(cell.confidence < 0.9 for cell in cells)


@pytest.mark.parametrize(
    ("text", "confidence", "path", "read"),
    [
        ("280.7%", 0.6, "current_year.total", True),
        ("280:73", 0.6, "current_year.total", True),
        ("28O.73", 0.6, "current_year.total", True),
        ("2J0 .,", 0.2, "current_year.total", True),
        ("28 .7 3.", 0.8, "current_year.total", True),
        # Two signs off: in two sums, and in one.
        ("2?0.?3", 0.83, "current_year.total", True),
        ("2?0.?3", 0.83, "total", False),
        ("2???.3", 0.83, "current_year.total", False),
    ],
)
def test_a_cell_that_is_no_amount_gets_the_one_of_its_row_with_which_the_sums_hold(
    text: str, confidence: float, path: str, read: bool
) -> None:
    form_ = one_row(**dict.fromkeys(EQUAL, "280.73"))
    table = scanned(form_, confidence=0.6)
    record = form_.records[1]
    place = record["cells"].pop(path)
    del record["amounts"][path]
    cell = next(cell for cell in table.cells if (cell.row, cell.column) == tuple(place))
    cell.text, cell.confidence, cell.readings = text, confidence, (Reading(text, confidence),)
    repairs = correct_amounts([form_], [table], LIBRARY)
    assert [repair.before for repair in repairs] == [text] * read
    assert (record["amounts"].get(path), cell.text) == (("280.73", "280.73") if read else (None, text))


def test_print_that_something_erased_says_little_against_the_amount_beside_it() -> None:
    form_ = one_row(**dict(zip(EQUAL, ("280.73", "280.73", "0.78"), strict=True)))
    table = scanned(form_, confidence=0.5)
    cells = [cell for cell in table.cells if cell.text in ("280.73", "0.78")]
    for cell in cells:
        see(cell)
    cells[0].confidence = cells[1].confidence = 0.999
    cells[2].confidence = 0.2
    (repair,) = correct_amounts([form_], [table], LIBRARY)
    assert (repair.before, repair.after, cells[2].confidence < 0.9) == ("0.78", "280.73", True)


def test_what_was_read_clearly_is_not_taken_for_the_amount_beside_it() -> None:
    form_ = one_row(**dict(zip(EQUAL, ("280.73", "280.73", "0.78"), strict=True)))
    table = scanned(form_, confidence=0.8)
    cells = [cell for cell in table.cells if cell.text in ("280.73", "0.78")]
    for cell in cells:
        see(cell)
    assert correct_amounts([form_], [table], LIBRARY) == []
    assert cells[2].text == "0.78"


def test_a_cell_whose_sums_do_not_hold_stays_unread() -> None:
    form_ = one_row(**dict(zip(EQUAL, ("280.73", "280.73", "280.73"), strict=True)))
    table = scanned(form_, confidence=0.6)
    record = form_.records[1]
    record["amounts"]["total"] = "999.99"
    place = record["cells"].pop("current_year.total")
    del record["amounts"]["current_year.total"]
    cell = next(cell for cell in table.cells if (cell.row, cell.column) == tuple(place))
    cell.text = "280.7%"
    correct_amounts([form_], [table], LIBRARY)
    assert "current_year.total" not in record["amounts"]
    assert cell.text == "280.7%"


def test_a_dash_is_no_amount_that_could_not_be_read() -> None:
    form_ = one_row(**dict.fromkeys(EQUAL, "280.73"))
    table = scanned(form_, confidence=0.5)
    record = form_.records[1]
    place = record["cells"].pop("current_year.total")
    del record["amounts"]["current_year.total"]
    cell = next(cell for cell in table.cells if (cell.row, cell.column) == tuple(place))
    cell.text = "-"
    assert correct_amounts([form_], [table], LIBRARY) == []
    assert "current_year.total" not in record["amounts"]


def test_a_figure_beside_a_revenue_is_the_expenditures() -> None:
    sides = [line("revenue", None, "收入总计", total="5.00")]
    sides.append(line("expenditure", None, "支出总计", total="5.00", general_public_budget="5.00"))
    form_ = form("fiscal_appropriation_summary", *sides)
    revenue, expenditure = form_.records
    expenditure["row"], expenditure["cells"] = 0, {"total": [0, 1], "general_public_budget": [0, 2]}
    correct_amounts([form_], [scanned(form_, confidence=0.5)], LIBRARY)
    assert revenue["amounts"] == {"total": "5.00"}
    assert expenditure["amounts"] == {"total": "5.00", "general_public_budget": "5.00"}


def test_a_figure_of_the_list_beside_it_is_no_records_own() -> None:
    beside = [row(None, "工资福利支出", total="5.00"), row(None, "商品和服务支出", basic="5.00", total="5.00")]
    form_ = form("department_expenditure_summary", *beside)
    left, right = form_.records
    right["row"], right["cells"] = 0, {"basic": [0, 1], "total": [0, 2]}
    correct_amounts([form_], [scanned(form_, confidence=0.5)], LIBRARY)
    assert left["amounts"] == {"total": "5.00"}


def test_an_unread_cell_is_asked_again_when_the_amounts_of_its_sums_are_right() -> None:
    names = ("total", "current_year.total")
    rows = [("301", "工资福利支出", "17.00"), ("30101", "基本工资", "10.00"), ("30102", "津贴补贴", "5.00")]
    rows.append(("30103", "奖金", "2.00"))
    form_ = form(
        "fiscal_appropriation_by_economic_class",
        *(row(code, label, **dict.fromkeys(names, amount)) for code, label, amount in rows),
    )
    form_.records[1]["amounts"]["current_year.total"] = "16.00"
    table = scanned(form_, confidence=0.995)
    places = [tuple(record["cells"]["current_year.total"]) for record in form_.records]
    misread, unread = (next(cell for cell in table.cells if (cell.row, cell.column) == place) for place in places[1:3])
    misread.confidence = 0.6
    see(misread, {"6": 0.6, "0": 0.4})
    del form_.records[2]["amounts"]["current_year.total"], form_.records[2]["cells"]["current_year.total"]
    unread.text, unread.confidence = "5.0%", 0.3
    correct_amounts([form_], [table], LIBRARY)
    assert (misread.text, unread.text) == ("10.00", "5.00")
    assert form_.records[2]["amounts"]["current_year.total"] == "5.00"


def wages(total: str, personnel: str, operations: str) -> tuple[Form, Table]:
    rows = [row("301", "工资福利支出", total=total, personnel=personnel, operations=operations)]
    rows.append(row("302", "商品和服务支出", total="99", personnel="98", operations="1"))
    form_ = form("general_public_budget_basic_expenditure", *rows, unit="元")
    return form_, scanned(form_, confidence=0.5)


@pytest.mark.parametrize(
    ("amounts", "sure", "equal"),
    [
        (("4260354", "4260854", "0"), 0.5, True),
        (("4260354", "4260854", "0.0"), 0.5, False),  # of which a digit may be lost
        (("4260354", "4260854", "0.0"), 0.95, True),
        (("4260858", "4260854", "0"), 0.5, False),  # it may be a misread 4
        (("4260858", "4260854", "0"), 0.95, True),
        (("4260858", "4260854", "4"), 0.95, False),
    ],
)
def test_printed_noughts_are_no_parts_of_a_sum(amounts: tuple[str, str, str], sure: float, equal: bool) -> None:
    form_, table = wages(*amounts)
    next(cell for cell in table.cells if cell.column == 2).confidence = sure
    groups = equal_figures(equations([form_], [table], LIBRARY), ScannedCells([form_], [table]))
    rows = [{figure.path for figure in group if figure.record == 0} for group, _ in groups]
    assert any(paths >= {"total", "personnel"} for paths in rows) is equal


def test_an_amount_beside_a_printed_nought_is_read_with_its_total() -> None:
    form_, table = wages("4260354", "4260854", "0")
    total, personnel, _ = table.cells[:3]
    see(total, {"3": 0.6, "8": 0.4})
    personnel.confidence = 0.999
    (repair,) = correct_amounts([form_], [table], LIBRARY)
    assert (repair.before, repair.after, total.confidence) == ("4260354", "4260854", 0.85)


def test_a_point_in_a_table_of_whole_amounts_is_a_misread_digit() -> None:
    rows = [row(f"3030{at}", "退休费", total=f"{at}400", personnel=f"{at}400") for at in range(1, 5)]
    form_ = form("general_public_budget_basic_expenditure", *rows, row("303", "补助", total="50.36", personnel="50336"))
    table = scanned(form_, confidence=0.995)
    (odd,) = [cell for cell in table.cells if cell.text == "50.36"]
    odd.confidence = 0.5
    see(odd, {"3": 1.0}, {".": 0.6, "3": 0.001})
    correct_amounts([form_], [table], LIBRARY)
    assert odd.text == "50336"
