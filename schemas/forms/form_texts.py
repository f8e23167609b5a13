"""The headings that one form may have, with their meanings: what doubtful print in its header rows is read by."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.forms.definition import (
    AmountRows,
    FieldLayout,
    FormDefinition,
    Headings,
    IndicatorRows,
    RecordRows,
    SharedHeadings,
    TwoSided,
)
from schemas.forms.spellings import spellings

#: The meaning of headings that only say that a figure or some text stands below.
PLAIN = "plain"
#: Headings over the figures of the year before; 当年 in their place would make them the form's own.
PRIOR, PRIOR_HEADINGS = (
    "prior_year",
    frozenset(
        word + figure
        for word in ("上年", "上年度")
        for figure in ("", "预算", "预算数", "执行数", "决算数", "预计执行数")
    ),
)


def heading_meanings(form: FormDefinition, shared: SharedHeadings, read: Sequence[str] = ()) -> dict[str, str]:
    """Return the headings of a form, spelt out, with what each stands for: texts of one meaning are equally good.

    Those of the texts that were ``read`` which a pattern fits are among them, be they spelt out or not.
    """
    meanings: dict[str, str] = {}
    plain = [*shared.figures, *shared.contexts, *(shared.items if isinstance(form, TwoSided) else [])]
    for pattern in plain:
        meanings |= dict.fromkeys(_texts(pattern, read), PLAIN)
    # The first figure heading of a group, 小计, and that of the whole, 合计, stand at different places of one form.
    for pattern in [one for sign in form.signature for one in sign.headings]:
        meanings |= {text: text for text in _texts(pattern, read)}
    if isinstance(form, AmountRows):
        meanings |= dict.fromkeys(PRIOR_HEADINGS, PRIOR)
    for name, patterns in _own(form, shared).items():
        for pattern in patterns:
            meanings |= dict.fromkeys(_texts(pattern, read), name)
    return _of_other_forms(shared, read) | meanings


def _of_other_forms(shared: SharedHeadings, read: Sequence[str]) -> dict[str, str]:
    """Return those of the texts that were read which are headings of other forms: a form may have their columns too."""
    others = {PLAIN: shared.ignored, **shared.measures}
    return {
        text: name
        for name, patterns in others.items()
        for text in read
        if any(re.fullmatch(pattern, text) for pattern in patterns)
    }


def _texts(pattern: str, read: Sequence[str]) -> frozenset[str]:
    return spellings(pattern).union(text for text in read if re.fullmatch(pattern, text))


def _own(form: FormDefinition, shared: SharedHeadings) -> Headings:
    if isinstance(form, IndicatorRows):
        wanted = [*form.fields, *form.rows]
        return {name: form.headings.get(name, []) + shared.indicators.get(name, []) for name in wanted}
    if isinstance(form, RecordRows):
        return dict(form.headings)
    if isinstance(form, FieldLayout):
        return {**shared.indicators, **form.headings, **{name: one.labels for name, one in form.fields.items()}}
    parts = dict.fromkeys(name for path in form.measures for name in (path, *path.split(".")))
    found = {name: form.headings.get(name, []) + shared.measures.get(name, []) for name in parts}
    if isinstance(form, AmountRows):
        words = [word for key in form.leading for word in form.names.get(key, shared.keys.get(key, [key]))]
        found |= {word: form.headings.get(word, []) + shared.leading.get(word, []) for word in words}
    return found
