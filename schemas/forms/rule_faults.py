"""Names that a form's checks use and no form has: a rule on them would never be applied."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

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
from schemas.forms.definition import AmountRows, FieldLayout, FormDefinition, IndicatorRows, RecordRows, TwoSided
from schemas.forms.library import FormLibrary

#: Measures that every form of figures may have: those of the year before, and what changed since.
_ALWAYS = ("prior_year", "change", "change_percent")

#: The keys of each rule that hold names of the form's own.
_NAMES_IN: dict[type, tuple[str, ...]] = {
    RowSum: ("total", "parts", "contains", "apart"),
    FieldSum: ("total", "parts"),
    PercentChange: ("percent", "change", "base"),
    HierarchySum: ("levels",),
    ColumnSum: ("measures", "label", "rows"),
    RunningBalance: ("balance", "add", "subtract", "label"),
    TwoSidedSum: (),
    BlockSum: ("field", "unless"),
    WeightTotal: ("rows", "weight"),
    CrossForm: ("measure",),
    CodeFormat: ("key",),
    RequiredField: ("fields", "rows"),
}

_MOST_SHOWN = 12

Place = tuple[str | int, ...]


def unknown_in_rules(form: FormDefinition, library: FormLibrary) -> Iterator[tuple[Place, str]]:
    """Yield the place (path in the definition) and the explanation of each unknown name in a form's checks."""
    known = _names(form)
    for number, rule in enumerate(form.checks):
        place = ("checks", number)
        prefixes = [prefix for prefix in rule.under if prefix] if isinstance(rule, RowSum) else []
        below = known | {name.removeprefix(f"{prefix}.") for prefix in prefixes for name in known}
        for where, names in _used(rule):
            for name in names:
                if not _is_known(name.removeprefix("-"), below):
                    yield (*place, where, name), f"{name} is nothing that the form has; {among(name, known)}"
        if isinstance(rule, CrossForm):
            yield from _elsewhere(rule, place, form, library)


def among(name: str, known: Collection[str]) -> str:
    """Return what to say of the names there are: the nearest ones, or all where they are few."""
    near = get_close_matches(name, known, n=3, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(near)}?"
    shown = sorted(known)[:_MOST_SHOWN]
    more = f" and {len(known) - len(shown)} more" if len(known) > len(shown) else ""
    return f"known are {', '.join(shown) or 'none'}{more}"


def _names(form: FormDefinition) -> set[str]:
    match form:
        case AmountRows():
            return {*form.leading, *form.measures, *_ALWAYS}
        case TwoSided():
            return {"ordinal", "item", *form.measures, *_ALWAYS}
        case IndicatorRows():
            return {*form.fields, form.rows_key, *form.rows}
        case FieldLayout():
            return {*form.fields, *form.sections, *(name for each in form.sections.values() for name in each.columns)}
        case RecordRows():
            return set(form.fields)


def _is_known(name: str, known: set[str]) -> bool:
    return name in known or (name.startswith("prior_year.") and name.removeprefix("prior_year.") in known)


def _used(rule: CheckRule) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the names that a rule uses, by the key that holds them."""
    for where in _NAMES_IN[type(rule)]:
        used = getattr(rule, where)
        yield where, _flat(used)


def _flat(used: object) -> list[str]:
    """Return all names in what a rule may hold: none, lists, lists of lists, mappings of names to lists or patterns."""
    if isinstance(used, str):
        return [used]
    if isinstance(used, dict):
        return [*used, *_flat([inner for inner in used.values() if isinstance(inner, list)])]
    return [name for each in used for name in _flat(each)] if isinstance(used, list) else []


def _elsewhere(
    rule: CrossForm, place: Place, form: FormDefinition, library: FormLibrary
) -> Iterator[tuple[Place, str]]:
    for number, reading in enumerate(rule.readings):
        for position, there in enumerate(reading):
            at = (*place, "readings", number, position)
            if there.form != form.key and there.form not in library:
                yield (*at, "form"), f"no form is called {there.form}; `tablewright forms list` names them"
                continue
            other = form if there.form == form.key else library[there.form]
            known = _names(other)
            if not _is_known(there.measure.removeprefix("-"), known):
                yield (
                    (*at, "measure"),
                    f"{there.measure} is nothing that {there.form} has; {among(there.measure, known)}",
                )
