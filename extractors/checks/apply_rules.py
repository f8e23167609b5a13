"""The plot of the checks: forms and their definitions' rules in, checks out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extractors.checks.block_sum import block_sum_claims
from extractors.checks.cross_form import cross_form_claims
from extractors.checks.document import Document
from extractors.checks.equation import Claim, Equation
from extractors.checks.field_rules import check_codes, check_required
from extractors.checks.figures import FormFigures
from extractors.checks.hierarchy_sum import hierarchy_claims
from extractors.checks.leftovers import Leftovers
from extractors.checks.record_sums import balance_claims, column_sum_claims
from extractors.checks.report import Judged, judge, report
from extractors.checks.row_sum import field_sum_claims, percent_claims, row_sum_claims
from extractors.checks.two_sided_sum import two_sided_claims
from extractors.checks.weight_total import weight_claims
from schemas.findings import Check
from schemas.form import Form
from schemas.forms.check_rules import (
    BlockSum,
    CheckRule,
    CodeFormat,
    ColumnSum,
    CrossForm,
    FieldSum,
    HierarchySum,
    PercentChange,
    RequiredField,
    RowSum,
    RunningBalance,
    TwoSidedSum,
    WeightTotal,
)
from schemas.forms.definition import RecordRows
from schemas.forms.library import FormLibrary
from schemas.table import Table


def check_forms(forms: Sequence[Form], tables: Sequence[Table], library: FormLibrary) -> list[Check]:
    """Apply every rule of every form's definition, and set each form's ``unchecked``.

    ``unchecked`` counts the amounts that no passed or failed check covers. Never raises for what a document prints.
    """
    document = Document(forms, amount_fields(library))
    leftovers = Leftovers(tables)
    checks: list[Check] = []
    covered: set[tuple[int, int, str]] = set()
    for figures in document.forms:
        rules = rules_of(figures.form, library)
        judged = judge(claims_of(rules, figures, document, leftovers))
        covered.update(_covered(judged))
        checks += report(judged, document.forms, figures)
        checks += _text_checks(rules, figures)
    for figures in document.forms:
        places = ((figures.index, number, path) for number, row in enumerate(figures.records) for path in row)
        figures.form.unchecked = sum(place not in covered for place in places)
    return checks


def equations(forms: Sequence[Form], tables: Sequence[Table], library: FormLibrary) -> list[Equation]:
    """Return the equations that the document's figures ought to obey, in the readings that they support best.

    A figure's ``form`` is the position in ``forms``. ``Equation.solve`` tells which value of a doubtful figure would
    make an equation hold.
    """
    document = Document(forms, amount_fields(library))
    leftovers = Leftovers(tables)
    return [
        claim.judge()[1]
        for figures in document.forms
        for claim in claims_of(rules_of(figures.form, library), figures, document, leftovers)
        if claim.sure or claim.likely
    ]


def amount_fields(library: FormLibrary) -> dict[str, frozenset[str]]:
    """Return which fields of each form of plain records are amounts: numbers in its codes and texts are none."""
    return {
        form.key: frozenset(name for name, said in form.fields.items() if said.type in ("decimal", "integer"))
        for form in library
        if isinstance(form, RecordRows)
    }


def rules_of(form: Form, library: FormLibrary) -> Sequence[CheckRule]:
    """Return the rules of a form's definition; a form that the library does not know has none."""
    return library[form.form].checks if form.form in library else ()


def claims_of(
    rules: Sequence[CheckRule], figures: FormFigures, document: Document, leftovers: Leftovers
) -> Iterator[Claim]:
    """Return what the rules say of a form's figures."""

    def complete(record: int) -> bool:
        return leftovers.complete(figures.form, record)

    for rule in rules:
        yield from _claims(rule, figures, document, complete)


def _claims(rule: CheckRule, figures: FormFigures, document: Document, complete: Callable[[int], bool]) -> list[Claim]:
    match rule:
        case HierarchySum():
            return hierarchy_claims(rule, figures)
        case ColumnSum():
            return column_sum_claims(rule, figures)
        case TwoSidedSum():
            return two_sided_claims(rule, figures, document.side)
        case BlockSum():
            return block_sum_claims(rule, figures)
        case WeightTotal():
            return weight_claims(rule, figures)
        case CrossForm():
            return cross_form_claims(rule, figures, document)
        case _:
            return _record_claims(rule, figures, complete)


def _record_claims(rule: CheckRule, figures: FormFigures, complete: Callable[[int], bool]) -> list[Claim]:
    """Return what a rule on single records, or on one and the next, says."""
    match rule:
        case RowSum():
            return row_sum_claims(rule, figures, complete)
        case FieldSum():
            return field_sum_claims(rule, figures)
        case PercentChange():
            return percent_claims(rule, figures)
        case RunningBalance():
            return balance_claims(rule, figures)
        case _:
            return []


def _text_checks(rules: Sequence[CheckRule], figures: FormFigures) -> Iterator[Check]:
    for rule in rules:
        check = None
        if isinstance(rule, CodeFormat):
            check = check_codes(rule, figures)
        elif isinstance(rule, RequiredField):
            check = check_required(rule, figures.form)
        if check:
            yield check


def _covered(judged: Sequence[Judged]) -> Iterator[tuple[int, int, str]]:
    for verdict, equation in judged:
        if verdict != "skipped":
            for term in equation.terms:
                yield term.figure.form, term.figure.record, term.figure.path
