"""The arithmetic that a form promises, as its definition file states it under ``checks:``.

A rule names measures (``total``, ``vehicles.subtotal``) or fields (``budget.total``), never rows or columns of a
print. How a rule is evaluated, with rounding, is the business of the checks; here is only what a rule may say.
A minus sign before a part (``-prior_year``) subtracts it.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

Measure = Annotated[str, Field(pattern=r"^-?[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
Names = Annotated[list[Measure], Field(min_length=1)]


def signed(part: str) -> tuple[str, int]:
    """Return the measure that a part of a rule names, and -1 if it is to be subtracted, else 1."""
    return part.removeprefix("-"), -1 if part.startswith("-") else 1


def _compilable(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RowSum(_Rule):
    """In each record, ``total`` is the sum of those ``parts`` that the form prints.

    ``contains`` lists figures that a printed part already holds (a block's columns beside its subtotal): they count
    only where that part is blank. ``apart`` lists parts that a form may print beside its total instead of in it (会议费
    beside 三公经费合计). ``under`` applies the rule below each of these prefixes (``""`` for none).
    """

    rule: Literal["row_sum"]
    total: Measure = "total"
    parts: Names
    contains: dict[Measure, Names] = {}
    apart: list[Measure] = []
    under: list[str] = [""]
    certain: Annotated[
        bool, Field(description="false: a difference is no fault, as the form need not print all parts")
    ] = True


class PercentChange(_Rule):
    """In each record, ``percent`` is ``change`` relative to ``base``, in percent."""

    rule: Literal["percent_change"]
    percent: Measure = "change_percent"
    change: Measure = "change"
    base: Measure = "prior_year"
    amount: Measure = "total"


class HierarchySum(_Rule):
    """Rows add up: the total row is the sum of the top rows, a unit, heading or code the sum of the rows below it.

    ``levels`` names the label columns of a form whose rows nest by the rightmost label that they print, outermost
    first; without it rows nest by total, unit, heading and subject code. ``except_measures`` cannot be added up.
    """

    rule: Literal["hierarchy_sum"]
    levels: list[Names] = []
    except_measures: list[Measure] = ["change_percent"]


class ColumnSum(_Rule):
    """A row whose ``label`` matches ``total`` sums up the rows above it, back to such a row or to the first.

    ``rows`` counts only those rows whose fields match these patterns, as main groups and not what they hold.
    """

    rule: Literal["column_sum"]
    rows: dict[Measure, str] = {}
    measures: Names
    label: Measure
    rounded: Annotated[bool, Field(description="true: the figures were rounded one by one")] = False
    total: Annotated[str, Field(min_length=1, description="pattern for the whole label, without white space")]

    @field_validator("total")
    @classmethod
    def _is_a_pattern(cls, total: str) -> str:
        return _compilable(total)

    @field_validator("rows")
    @classmethod
    def _are_patterns(cls, rows: dict[str, str]) -> dict[str, str]:
        return {name: _compilable(pattern) for name, pattern in rows.items()}


class RunningBalance(_Rule):
    """Each row's ``balance`` is that of the row before it, plus ``add`` and minus ``subtract``."""

    rule: Literal["running_balance"]
    balance: Measure = "balance"
    add: Names
    subtract: Names
    rounded: Annotated[bool, Field(description="true: the figures were rounded one by one")] = False
    label: Measure | None = None
    total: Annotated[str | None, Field(description="pattern of labels of rows that only add up others")] = None

    @field_validator("total")
    @classmethod
    def _is_a_pattern(cls, total: str | None) -> str | None:
        return total if total is None else _compilable(total)


class TwoSidedSum(_Rule):
    """Each side adds up by its ordinals and total rows, and the sides balance."""

    rule: Literal["two_sided_sum"]
    balance: Annotated[bool, Field(description="revenue and expenditure have equal grand totals")] = True


class FieldSum(_Rule):
    """In each record of a text form, the figure of one field is the sum of others; blank parts are left out.

    Where the first part is blank a sum that misses the total is no fault: that part may be given in another way.
    """

    rule: Literal["field_sum"]
    total: Measure
    parts: Names


class BlockSum(_Rule):
    """A record without ``unless`` is the total of the records that follow it, up to the next such record."""

    rule: Literal["block_sum"]
    field: Measure
    unless: Annotated[Names, Field(description="fields that mark a record as a part, e.g. indicators")]


class WeightTotal(_Rule):
    """The weights of a record's indicators add up to one of ``allowed``."""

    rule: Literal["weight_total"]
    rows: Measure = "indicators"
    weight: Measure = "weight"
    allowed: Annotated[list[int], Field(min_length=1)] = [100, 90]


class Place(_Rule):
    """Figures elsewhere in the document.

    ``row`` is the grand total row of the form or, for a two-sided form, of one of its sides; ``subtotal`` rows are
    those of the current year. ``item`` picks a side's rows by a pattern on their label instead; several rows that
    match are added up. A leading minus on ``measure`` subtracts.
    """

    form: str
    measure: Measure = "total"
    side: Literal["revenue", "expenditure", "expenditure_by_use"] | None = None
    row: Literal["total", "subtotal"] = "total"
    item: str | None = None

    @field_validator("item")
    @classmethod
    def _is_a_pattern(cls, item: str | None) -> str | None:
        return item if item is None else _compilable(item)


class CrossForm(_Rule):
    """The total row's ``measure`` equals one of the ``readings``; a reading is the sum of its places.

    A reading counts when all its places are in the document. The first is what ought to be equal; the others excuse it,
    and prove nothing where the first is not printed. Units (元, 万元) are converted.

    With ``rows`` each row's ``measure`` equals that of the row with the same code and name in the form that the only
    place of the only reading names. Where most do, others tell what a doubtful figure is; a difference is no fault.
    """

    rule: Literal["cross_form"]
    measure: Measure = "total"
    side: Literal["revenue", "expenditure", "expenditure_by_use"] | None = None
    readings: Annotated[list[Annotated[list[Place], Field(min_length=1)]], Field(min_length=1)]
    certain: Annotated[
        bool, Field(description="false: a difference is no fault, as the forms may cover different things")
    ] = True
    rows: Annotated[bool, Field(description="true: each row equals the other form's row of its code and name")] = False


class CodeFormat(_Rule):
    """A code, where printed, is digits only and has one of these lengths."""

    rule: Literal["code_format"]
    key: Measure = "subject_code"
    digits: Annotated[list[int], Field(min_length=1)] = [3, 5, 7, 9, 11]


class RequiredField(_Rule):
    """These fields are not blank, in every record or in every row of the record's list ``rows``."""

    rule: Literal["required_field"]
    fields: Names
    rows: Measure | None = None


CheckRule = Annotated[
    RowSum
    | PercentChange
    | HierarchySum
    | ColumnSum
    | RunningBalance
    | TwoSidedSum
    | FieldSum
    | BlockSum
    | WeightTotal
    | CrossForm
    | CodeFormat
    | RequiredField,
    Field(discriminator="rule"),
]
