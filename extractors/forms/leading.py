"""The leading columns of a form with amounts: which column fills which key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.forms.heading_words import SharedWords, Words
from extractors.forms.view import Column, TableView
from extractors.forms.wording import as_digits, split_coded_name
from schemas.forms.definition import AmountRows
from schemas.table import Cell
from schemas.vocabulary.subjects import lookup

GROUP = "group"

#: Headings believed less than this say nothing.
UNREAD = 0.5
#: A column without readable heading holds codes if so many of its cells do, and this share.
_FEWEST_CODES, _MOST_CODES = 3, 0.7
#: No code and no part of one has fewer digits; amounts of zero have.
_SHORTEST_CODE = 2
#: Codes of one department's units begin with so many digits of its own.
_DEPARTMENT = 3
#: A leading key, and how well a word names it: 0 is best.
Fill = tuple[str, int]


@dataclass
class Leading:
    """Where the leading keys stand.

    ``key_at`` tells the key of a grid column. ``spare`` are columns that say the same key less well (a unit's name
    beside the subject's); their text serves where the better one is blank. ``rest`` are the columns of figures.
    ``subjects`` tells that the names are those of budget subjects, which may carry their codes. ``odd`` are columns of
    codes below a heading that was misread.
    """

    key_at: dict[int, str] = field(default_factory=dict)
    spare: dict[int, str] = field(default_factory=dict)
    spare_columns: list[Column] = field(default_factory=list)
    rest: list[Column] = field(default_factory=list)
    subjects: bool = False
    odd: list[Column] = field(default_factory=list)

    @property
    def grouped(self) -> bool:
        """Whether row labels stand in two columns, a group left of its rows."""
        return GROUP in self.key_at.values()


class LeadingWords:
    """What the headings of leading columns mean in one form."""

    def __init__(self, form: AmountRows, shared: SharedWords) -> None:
        self._form = form
        self._shared = shared
        self._own = Words(form.headings)
        #: word -> the keys that it can fill, each with the word's rank among those of the key
        self._fills: dict[str, list[Fill]] = {}
        for key in form.leading:
            for rank, word in enumerate(form.names.get(key) or shared.keys.get(key) or [key]):
                self._fills.setdefault(word, []).append((key, rank))

    def blocks(self, view: TableView) -> list[TableView]:
        """Return the lists that stand side by side in a table: each begins where the first leading key comes again."""
        keys = [next(iter(self._fills_of(column)), ("", 0))[0] for column in view.columns]
        first = next((key for key in keys if key), "")
        starts = [place for place, key in enumerate(keys) if key and key == first]
        # Columns of one code (类, 款, 项) are one start.
        starts = [place for place in starts if place - 1 not in starts]
        bounds = list(pairwise([0, *starts[1:], len(keys)]))
        # Two classifications in one list have their codes and names side by side, and figures once.
        whole = all(any(not self._fills_of(column) for column in view.columns[head:tail]) for head, tail in bounds)
        return [view.part(head, tail) for head, tail in bounds] if len(starts) > 1 and whole else [view]

    def arrange(self, view: TableView) -> Leading:
        """Sort a table's columns into leading ones and columns of figures; ignored ones appear in neither."""
        leading = Leading()
        chosen: list[tuple[Column, list[Fill]]] = []
        for column in view.columns:
            goes_on = bool(chosen) and chosen[-1][1][0][0] == self._form.label_key and _goes_on(column, view)
            fills = chosen[-1][1] if goes_on else self._fills_of(column) or self._fills_by_codes(column, view)
            if fills:
                chosen.append((column, fills))
            elif not view.says_nothing(column, self._shared):
                leading.rest.append(column)
        chosen = self._without_torn_codes(self._without_row_numbers(chosen), leading.rest)
        leading.odd = [column for column, _ in chosen if self._is_odd_letter(column)]
        found = _assign(chosen)
        self._adopt_unnamed(leading, found, view)
        leading.subjects = "subject_code" not in found and self._names_subjects(found.get("name", {}), view)
        for key, ranks in found.items():
            best, *others = sorted(ranks)
            columns, spare = self._one_key(ranks[best])
            self._place(leading, key, columns, view)
            for column in [*spare, *(column for rank in others for column in ranks[rank])]:
                leading.spare.update(dict.fromkeys(range(column.first, column.last + 1), key))
                leading.spare_columns.append(column)
        return leading

    def _without_row_numbers(self, chosen: list[tuple[Column, list[Fill]]]) -> list[tuple[Column, list[Fill]]]:
        """Leave out a column that may only number the rows (编号), where another holds the codes that it could."""
        row_numbers = [column for column, _ in chosen if column.path and self._shared.is_ignored(column.path[-1])]
        plain = {fills[0][0] for column, fills in chosen if column not in row_numbers}
        return [(column, fills) for column, fills in chosen if column not in row_numbers or fills[0][0] not in plain]

    def _without_torn_codes(
        self, chosen: list[tuple[Column, list[Fill]]], rest: list[Column]
    ) -> list[tuple[Column, list[Fill]]]:
        """Leave out levels of a code when another column under their heading is not understood.

        Part of a code (208 of 2080104) would be a wrong code; the columns go to the rest, where they are reported.
        """
        unknown = {
            id(column.heads[-2])
            for column in rest
            if len(column.path) > 1 and "subject_code" in self._shared.leading.meanings(column.path[-2])
        }
        torn = [
            column
            for column, _ in chosen
            if column.path and self._is_code_part(column) and id(_parent(column)) in unknown
        ]
        rest += torn
        return [(column, fills) for column, fills in chosen if column not in torn]

    def _names_subjects(self, ranks: dict[int, list[Column]], view: TableView) -> bool:
        """Tell whether the names are those of subjects: by their heading, or where most begin with their code."""
        columns = ranks[min(ranks)] if ranks else []
        if not columns or "subject_code" not in self._form.leading:
            return False
        words = self._shared.leading.meanings("".join(columns[0].path[-1:]))
        coded = [split_coded_name(cell.text) for cell in view.cells_below(columns[0]) if cell.text]
        known = sum(1 for each in coded if each and lookup(each[0]))
        return not {"subject", "subject_name"}.isdisjoint(words) or known >= max(
            _FEWEST_CODES, _MOST_CODES * len(coded)
        )

    def _fills_of(self, column: Column) -> list[Fill]:
        """Return the keys that a column can fill, best first; none when its heading means no leading key."""
        if not column.path:
            return []
        words = self._own.meanings(column.path[-1]) or self._shared.leading.meanings(column.path[-1])
        return sorted((fill for word in words for fill in self._fills.get(word, [])), key=lambda fill: fill[1])

    def _fills_by_codes(self, column: Column, view: TableView) -> list[Fill]:
        """Return the key of a column of codes whose heading could not be read in its picture, or was misread.

        Behind the rows' labels whole figures are amounts, but for those that begin alike, as one department's units do.
        """
        if not is_unread(column) and not self._is_odd_letter(column):
            return []
        digits = [as_digits(cell.text) for cell in view.cells_below(column) if cell.text and cell.column_span == 1]
        codes = [code for code in digits if code is not None and len(code) >= _SHORTEST_CODE]
        if len(codes) < max(_FEWEST_CODES, _MOST_CODES * len(digits)):
            return []
        kind = _kind_of_codes(codes)
        if kind == "subject_code" and any(key == kind for each in view.columns for key, _ in self._fills_of(each)):
            kind = "unit_code"  # beside a subject's code units may be numbered as subjects are
        behind = any(each.first < column.first and self._is_label(each) for each in view.columns)
        if behind and len({code[:_DEPARTMENT] for code in codes}) > 1:
            return []
        return self._fills.get(kind, [])

    def _is_label(self, column: Column) -> bool:
        """Tell whether the heading of a column means the rows' labels and nothing else."""
        return {key for key, _ in self._fills_of(column)} == {self._form.label_key}

    def _one_key(self, columns: list[Column]) -> tuple[list[Column], list[Column]]:
        """Part the columns that make up one key (类, 款, 项 of one code; labels under one heading) from others."""
        first = last = columns[0]
        same = [first]
        for column in columns[1:]:
            under_one = not column.heads or not first.heads or column.heads[-1] is first.heads[-1]
            if under_one or (self._is_code_part(column) and _parent(column) is _parent(last)):
                same.append(column)
                last = column
        return same, [column for column in columns if column not in same]

    def _is_code_part(self, column: Column) -> bool:
        known = "code_part" in self._shared.leading.meanings(column.path[-1])
        return known or is_unread(column) or self._is_odd_letter(column)

    def _is_odd_letter(self, column: Column) -> bool:
        """Tell whether a heading is one letter without meaning that an engine read below a heading of codes.

        The levels of a code have headings of one letter, too short to be restored by themselves.
        """
        if len(column.path) < 2 or len(column.path[-1]) != 1 or column.heads[-1].source != "ocr":
            return False
        below_codes = "subject_code" in self._shared.leading.meanings(column.path[-2])
        return below_codes and not self._fills_of(column)

    def _adopt_unnamed(self, leading: Leading, found: dict[str, dict[int, list[Column]]], view: TableView) -> None:
        """Take a leftmost column of words for the row labels when no other has them: its heading may be any or none."""
        label = self._form.label_key
        if label is None or label in found or not leading.rest:
            return
        first = leading.rest[0]
        worded = not view.is_blank(first)
        if first is view.columns[0] and (worded or not first.path) and not view.has_figure(first):
            found[label] = {0: [leading.rest.pop(0)]}

    def _place(self, leading: Leading, key: str, columns: Sequence[Column], view: TableView) -> None:
        positions = [position for column in columns for position in range(column.first, column.last + 1)]
        if key != "name" or len(positions) == 1:
            leading.key_at.update(dict.fromkeys(positions, key))
            return
        self._place_names(leading, positions, view)

    def _place_names(self, leading: Leading, positions: list[int], view: TableView) -> None:
        """Tell apart what stands under one heading of labels: codes, a group of rows, the rows' names."""
        coded = [position for position in positions if _holds_codes(view, position)]
        if coded and len(coded) < len(positions) and "subject_code" in self._form.leading:
            leading.key_at.update(dict.fromkeys(coded, "subject_code"))
            positions = [position for position in positions if position not in coded]
        leading.key_at.update(dict.fromkeys(positions, "name"))
        if len(positions) > 1 and _two_labels(view, positions):
            leading.key_at[positions[0]] = GROUP


def _kind_of_codes(codes: Sequence[str]) -> str:
    """Return what codes are most likely: levels of a subject's, subjects' of several levels, or units'."""
    if sum(1 for code in codes if len(code) in (2, 3)) >= _MOST_CODES * len(codes):
        return "code_part"
    of_subjects = sum(1 for code in codes if lookup(code)) >= _MOST_CODES * len(codes)
    return "subject_code" if of_subjects else "unit_code"


def is_unread(column: Column) -> bool:
    """Tell whether the lowest heading of a column is one that an engine read and nobody believes."""
    return bool(column.heads) and column.heads[-1].source == "ocr" and column.heads[-1].confidence < UNREAD


def _assign(chosen: Sequence[tuple[Column, list[Fill]]]) -> dict[str, dict[int, list[Column]]]:
    """Give each column one key: headings of one meaning first, then the others a key that is still free."""
    found: dict[str, dict[int, list[Column]]] = {}
    for column, fills in sorted(chosen, key=lambda each: len({key for key, _ in each[1]}) > 1):
        free = [fill for fill in fills if fill[0] not in found] or fills
        key, rank = free[0] if len({key for key, _ in fills}) > 1 else fills[0]
        found.setdefault(key, {}).setdefault(rank, []).append(column)
    return found


def _parent(column: Column) -> Cell | None:
    return column.heads[-2] if len(column.heads) > 1 else None


def _goes_on(column: Column, view: TableView) -> bool:
    """Tell whether a column without heading holds labels only: its heading stands over the column left of it."""
    own = [cell.text for cell in view.cells_below(column) if cell.text and cell.column == column.first]
    return not column.path and bool(own) and not view.has_figure(column)


def _holds_codes(view: TableView, position: int) -> bool:
    texts = [cell.text for row in view.slots[view.height :] if (cell := row[position]).text and cell.column_span == 1]
    return bool(texts) and sum(as_digits(text) is not None for text in texts) * 2 > len(texts)


def _two_labels(view: TableView, positions: list[int]) -> bool:
    return any(
        len({id(cell) for cell in row[positions[0] : positions[-1] + 1] if cell.text}) > 1
        for row in view.slots[view.height :]
    )
