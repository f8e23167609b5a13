"""What a form definition file holds: how a form is recognised and what its headings mean.

One file, one form. Built-in forms and users' own have the same shape. All patterns are regular expressions that must
match a whole text, after normalisation: NFKC, no white space, no quotation marks, no unit or formula at the end, no
其中： or ordinal in front. A definition says nothing about positions: columns are found by their headings.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterable
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from schemas.forms.check_rules import CheckRule

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Path = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$", description="names joined by dots")]


def _compilable(pattern: str, info: ValidationInfo) -> str:
    """Refuse what is no regular expression; shipped ones are not compiled before they are needed.

    A pattern is used as one of several alternatives: flags for the whole ((?i)) and names of groups do not fit there.
    """
    if info.context and info.context.get("shipped"):
        return pattern
    try:
        with warnings.catch_warnings():
            # `[[` and `--` in a set mean what they say today and may mean something else in a later Python.
            warnings.simplefilter("error", FutureWarning)
            re.compile(pattern)
            re.compile(f"(?:{pattern})|(?:{pattern})")
    except (re.error, FutureWarning) as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


Pattern = Annotated[
    str,
    Field(min_length=1, description="regular expression for a whole normalised text"),
    AfterValidator(_compilable),
]
FieldType = Literal["text", "code", "digits", "decimal", "percent"]
ValueType = Literal["text", "code", "digits", "decimal", "integer", "percent", "date", "list"]
Headings = dict[Path, list[Pattern]]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Conditions(_Part):
    """What a table must hold beside its title; an empty condition holds."""

    headings: list[Pattern] = Field([], description="each of these must be among the headings")
    title: Pattern | None = Field(None, description="must occur somewhere in the title")
    not_title: Pattern | None = Field(None, description="must not occur anywhere in the title")
    codes: list[Literal["function", "economic", "none"]] = Field(
        [], description="which classification the subject codes of the rows may belong to"
    )


class Signature(_Part):
    """Headings and row labels that together make a form unmistakable where no title was printed."""

    headings: list[Pattern] = []
    labels: list[Pattern] = []

    @model_validator(mode="after")
    def _says_enough(self) -> Signature:
        if len(self.headings) + len(self.labels) < 2:
            raise ValueError("a signature of fewer than two texts is not unmistakable")
        return self


class _Definition(_Part):
    """What all kinds of forms share."""

    key: Key = Field(description="the form's name in the result")
    name: str = Field(description="the form's usual title, for people")
    titles: list[Pattern] = Field(
        [],
        description="the title without year and organisation before it and without remarks in parentheses after it; "
        "a form without titles is known by its signature",
    )
    any_of: list[Conditions] = Field([], description="with any: at least one must hold for the table")
    signature: list[Signature] = Field([], description="what makes a table the form where no title was printed")
    checks: list[CheckRule] = []

    @model_validator(mode="after")
    def _can_be_recognised(self) -> Self:
        if not self.titles and not self.signature:
            raise PydanticCustomError("no_titles", "titles: a form needs a title or a signature to be recognised by")
        return self


class AmountRows(_Definition):
    """Rows of figures: leading keys say whose they are, headings which measure each one is."""

    kind: Literal["amount_rows"]
    leading: Annotated[list[Key], Field(min_length=1)]
    label: Key | None = Field(
        None, description="leading key of a text printed over several leading columns; name, where the form has it"
    )
    measures: Annotated[list[Path], Field(min_length=1)]
    headings: Headings = Field({}, description="this form's own words; they win over the shared ones")
    names: dict[Key, list[Key]] = Field(
        {}, description="where several headings fit one leading key: which are taken, the first that is printed wins"
    )
    droppable: list[Path] = Field([], description="headings that repeat what the whole form is about")
    grouping: list[Path] = Field([], description="headings of a group of columns that say nothing about them")
    side_by_side: bool = Field(
        False, description="the leading headings may stand there again further right: lists that are read one by one"
    )
    promote: dict[Path, Path] = Field({}, description="a measure that stands for another that is not printed")
    types: dict[Path, FieldType] = Field({}, description="leading keys are text and measures decimal, if not said here")

    @property
    def label_key(self) -> str | None:
        """The leading key of a text printed over several leading columns; None: the first of those columns."""
        return self.label or ("name" if "name" in self.leading else None)

    @model_validator(mode="after")
    def _names_agree(self) -> AmountRows:
        words = {word for filling in self.names.values() for word in filling}
        _all_known(
            ("label", [self.label] if self.label else [], self.leading),
            ("names", self.names, self.leading),
            ("promote", [*self.promote, *self.promote.values()], self.measures),
            ("headings", self.headings, {*self.leading, *words, *_heading_names(self)}),
        )
        return self


class TwoSided(_Definition):
    """Revenue beside expenditure: every block has its labels and its own columns of figures."""

    kind: Literal["two_sided"]
    measures: Annotated[list[Path], Field(min_length=1)]
    headings: Headings = {}
    droppable: list[Path] = []
    grouping: list[Path] = []

    @model_validator(mode="after")
    def _names_agree(self) -> TwoSided:
        _all_known(("headings", self.headings, _heading_names(self)))
        return self


class IndicatorRows(_Definition):
    """Projects with their performance indicators, one indicator a row, many rows a project."""

    kind: Literal["indicator_rows"]
    group: Annotated[list[Key], Field(min_length=1)] = Field(description="keys whose change begins a new record")
    fields: Annotated[list[Key], Field(min_length=1)] = Field(description="what a record says once")
    rows: Annotated[list[Key], Field(min_length=1)] = Field(description="what each of its rows says")
    rows_key: Key = "indicators"
    headings: Headings = Field({}, description="headings of fields and rows; they win over the shared ones")
    carried: list[Key] = Field([], description="row fields that hold for the rows below until printed again")
    types: dict[Path, FieldType] = {}
    entity: Key | None = Field(None, description="field that names the organisation of the other captions")

    @model_validator(mode="after")
    def _names_agree(self) -> IndicatorRows:
        _all_known(
            ("group", self.group, self.fields),
            ("carried", self.carried, self.rows),
            ("headings", self.headings, [*self.fields, *self.rows]),
            ("types", self.types, self.fields),
            ("entity", [self.entity] if self.entity else [], self.fields),
        )
        return self


class LabelledField(_Part):
    """A field whose value stands right of its label or below it."""

    labels: Annotated[list[Pattern], Field(min_length=1)]
    under: list[Pattern] = Field([], description="of equal labels, the one that stands below this one in its column")
    type: FieldType = "text"


class SectionTotals(_Part):
    """The row that sums a list up: what it is labelled, and which fields of the sheet stand in it."""

    labels: Annotated[list[Pattern], Field(min_length=1)]
    headings: Annotated[dict[Path, list[Pattern]], Field(min_length=1)] = Field(
        description="field -> headings of the list's columns under which its value stands in that row"
    )


class Section(_Part):
    """A list inside a form: a row of headings, and entries below it."""

    columns: Annotated[list[Key], Field(min_length=1)]
    required: Annotated[list[Key], Field(min_length=1)] = Field(description="columns that make a row the list's header")
    carried: list[Key] = []
    totals: SectionTotals | None = Field(None, description="the list's last row, which is no entry of it")

    @model_validator(mode="after")
    def _names_agree(self) -> Section:
        _all_known(("required", self.required, self.columns), ("carried", self.carried, self.columns))
        return self


class FieldLayout(_Definition):
    """A sheet to fill in: labels with their values beside or below, and lists with a header row of their own."""

    kind: Literal["field_layout"]
    fields: dict[Path, LabelledField]
    sections: dict[Key, Section] = {}
    headings: Headings = Field({}, description="headings of the lists' columns; they win over the shared ones")
    other_labels: list[Pattern] = Field([], description="labels that head a group of fields and have no value")
    entity: Path | None = Field(None, description="the field that names the organisation, where no caption does")

    @model_validator(mode="after")
    def _names_agree(self) -> FieldLayout:
        columns = {name for section in self.sections.values() for name in section.columns}
        _all_known(
            ("headings", self.headings, columns),
            ("entity", [self.entity] if self.entity else [], self.fields),
            *(("totals", each.totals.headings, self.fields) for each in self.sections.values() if each.totals),
        )
        return self


class RecordField(_Part):
    """A column of a record table: which headings it has and what stands under them."""

    headings: Annotated[list[Pattern], Field(min_length=1)] = Field(description="the lowest heading over the column")
    under: list[Pattern] = Field([], description="of equal headings, the one with one of these above it")
    type: ValueType = Field(
        "text",
        description="decimal, integer and percent become decimal strings, date YYYY-MM-DD, list the texts of a cell; "
        "what does not fit is reported and left out",
    )
    date_order: Literal["ymd", "dmy", "mdy"] | None = Field(
        None, description="how 03/04/2024 is meant; without it such dates are reported and left out"
    )
    decimal_mark: Literal[".", ","] = Field(".", description="the other one parts thousands")
    separator: Pattern = Field("[、,，;；]", description="what parts the texts of a list")
    vocabulary: list[str] = Field([], description="the texts that may stand here; others are kept and reported")


class RecordRows(_Definition):
    """A plain table: each row is a record, each column a field with a type."""

    kind: Literal["record_rows"]
    fields: Annotated[dict[Key, RecordField], Field(min_length=1)]
    ignored: list[Pattern] = Field([], description="headings of columns that are left out: No., remarks")
    label: Key | None = Field(
        None,
        description="field of a text printed over several columns, as Total; the first field of texts, if not said",
    )

    @property
    def label_key(self) -> str | None:
        """The field of a text printed over several columns, or instead of a date or code; None: there is none."""
        return self.label or next((name for name, field in self.fields.items() if field.type == "text"), None)

    @property
    def headings(self) -> Headings:
        """The headings of each field."""
        return {name: field.headings for name, field in self.fields.items()}

    @model_validator(mode="after")
    def _names_agree(self) -> RecordRows:
        _all_known(("label", [self.label] if self.label else [], self.fields))
        return self


def _heading_names(form: AmountRows | TwoSided) -> set[str]:
    """Return all that a heading can name among measures: each whole, each of its parts, and what may be dropped."""
    parts = {part for measure in form.measures for part in measure.split(".")}
    return {*form.measures, *parts, *form.droppable, *form.grouping}


def _all_known(*uses: tuple[str, Iterable[str], Collection[str]]) -> None:
    """Refuse names that are used under a key of the definition but not defined in it: mostly slips of the pen.

    Each use is (key, names, known names); the error's context lists all ``unknown`` ones as (key, name).
    """
    unknown = [(where, name, known) for where, names, known in uses for name in names if name not in known]
    if unknown:
        said = "; ".join(f"{where}: {name} is not among {', '.join(sorted(known))}" for where, name, known in unknown)
        context = {"said": said, "unknown": [(where, name, sorted(known)) for where, name, known in unknown]}
        raise PydanticCustomError("unknown_name", "{said}", context)


FormDefinition = Annotated[
    AmountRows | TwoSided | IndicatorRows | FieldLayout | RecordRows, Field(discriminator="kind")
]


class SharedHeadings(_Part):
    """Words that mean the same in all budget forms (``_headings.yaml``)."""

    figures: list[Pattern] = Field(description="say only that a figure stands here: 合计, 金额, 预算数")
    executed: list[Pattern] = Field(description="figures of the year before: 执行数, 决算数")
    contexts: list[Pattern] = Field(description="say nothing about the figure")
    ignored: list[Pattern] = Field(description="columns that hold no data: 序号, 备注")
    leading: Headings
    keys: dict[Key, list[Key]] = Field(description="which words fill a leading key; the first that is printed wins")
    measures: Headings
    types: dict[Path, FieldType] = Field(description="types of leading keys and measures, where no form says otherwise")
    indicators: Headings = Field(description="columns of performance indicators")
    sides: dict[Literal["revenue", "expenditure", "by_function", "by_use"], list[Pattern]]
    items: list[Pattern] = Field(description="headings of the label column of a two-sided form")
    not_in_prefix: Pattern = Field(description="words before a title's core that make it another form's title")
    prefix_end: Pattern = Field(description="what may stand right before a title's core")
    unsigned: Pattern = Field(description="words of a caption that make headings alike those of another kind of table")
