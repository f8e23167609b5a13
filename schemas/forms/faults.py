"""What is wrong with a form definition file, mistake by mistake, each with the line and column where it stands.

For people who write definitions: the library itself only refuses a bad file. Lines and columns count from 1.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from schemas.forms.definition import FormDefinition
from schemas.forms.library import FormLibrary
from schemas.forms.pattern_faults import pattern_fault
from schemas.forms.rule_faults import among, unknown_in_rules

_DEFINITION: TypeAdapter[FormDefinition] = TypeAdapter(FormDefinition)
KINDS = ("amount_rows", "two_sided", "indicator_rows", "field_layout", "record_rows")
#: Keys of a definition under which every text is a pattern.
_PATTERNS = frozenset(("titles", "headings", "labels", "under", "other_labels", "ignored"))
#: Definitions have seven levels and some hundred parts; aliases that contain themselves or each other have no end.
_DEEPEST, _MOST_NODES = 40, 100_000
_DEEP = "nested too deeply, or an alias contains itself"
_PLAIN = {
    "extra_forbidden": "is not a key that a definition has here",
    "missing": "is missing",
    "union_tag_not_found": f"kind is missing; it is one of {', '.join(KINDS)}",
    "string_pattern_mismatch": "is no name: small letters, digits and _ only, a letter first",
    "string_type": "has to be a text; put it in quotation marks",
    "list_type": "has to be a list: [one, another]",
    "dict_type": "has to be a mapping of names to values",
    "model_type": "has to be a mapping of names to values",
}


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake: where it stands and what is wrong, in words for the file's author."""

    line: int
    column: int
    message: str


def find_faults(text: str, library: FormLibrary) -> list[Fault]:
    """Return the mistakes of a definition file, in the order of its lines; none means that the form can be used.

    ``library`` holds the forms whose keys are taken, and which checks may refer to.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.safe_load(text)
        deep = _too_deep(root) if root else None
    except yaml.YAMLError as error:
        return [_unreadable(error)]
    except ValueError as error:  # a date or number that YAML recognises by its shape, such as 2024-13-01
        return [Fault(1, 1, f"no YAML: {error}; put it in quotation marks")]
    except RecursionError:
        return [Fault(1, 1, _DEEP)]
    if deep is not None:
        return [_mark(deep, _DEEP)]
    if not isinstance(root, yaml.MappingNode):
        return [Fault(1, 1, "a form definition is a mapping of names to values (key: my_form)")]
    found = [*_doubled(root), *_bad_patterns(root)]
    try:
        form = _DEFINITION.validate_python(values)
    except ValidationError as error:
        for each in error.errors():
            found += _explain(each, root)
    else:
        found += [_at(root, path, message) for path, message in unknown_in_rules(form, library)]
    found += _taken(root, values, library)
    return sorted(set(found))


def _unreadable(error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = " ".join(part for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part) or str(
        error
    )
    return Fault(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, f"no YAML: {said}")


def _too_deep(root: yaml.Node) -> yaml.Node | None:
    """Return the first part below which a file has more levels than a definition can have, or more parts in all."""
    left, todo = _MOST_NODES, [(root, 0)]
    while todo:
        node, depth = todo.pop()
        left -= 1
        if depth > _DEEPEST or left < 0:
            return node
        if isinstance(node, yaml.SequenceNode):
            todo += [(item, depth + 1) for item in node.value]
        elif isinstance(node, yaml.MappingNode):
            todo += [(item, depth + 1) for pair in node.value for item in pair]
    return None


def _doubled(node: yaml.Node) -> Iterator[Fault]:
    """Yield a fault for each key that a mapping has twice: YAML would silently keep the last."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _doubled(item)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: dict[str, int] = {}
    for key, value in node.value:
        if key.value in seen:
            yield _mark(key, f"{key.value} stands here a second time; the first is in line {seen[key.value]}")
        seen.setdefault(str(key.value), key.start_mark.line + 1)
        yield from _doubled(value)


def _bad_patterns(node: yaml.Node, inside: bool = False) -> Iterator[Fault]:
    """Yield a fault for each pattern that compiles and yet can never match a text as patterns see it."""
    if isinstance(node, yaml.ScalarNode):
        fault = pattern_fault(node.value) if inside else None
        if fault:
            yield _mark(node, fault)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _bad_patterns(item, inside)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value != "checks":
                yield from _bad_patterns(value, inside or key.value in _PATTERNS)


def _taken(root: yaml.MappingNode, values: dict[str, Any], library: FormLibrary) -> Iterator[Fault]:
    key = values.get("key")
    if isinstance(key, str) and key in library:
        yield _at(root, ("key",), f"the key {key} is that of the form {library[key].name}; choose another")


def _explain(error: Any, root: yaml.MappingNode) -> Iterator[Fault]:
    path = _path(error["loc"])
    if error["type"] == "unknown_name":
        for where, name, known in error["ctx"]["unknown"]:
            yield _name_fault(root, path, where, name, known)
        return
    message = _message(error)
    name = path[-1] if path else ""
    if error["type"] in ("missing", "extra_forbidden", "string_pattern_mismatch"):
        message = f"{name if error['type'] != 'string_pattern_mismatch' else error['input']} {message}"
    if error["type"] == "extra_forbidden":
        parent = _deepest(root, path[:-1])[0]
        yield _mark(_named(parent, str(name)) or parent, message)
        return
    yield _at(root, path, message)


def _message(error: Any) -> str:
    if error["type"] == "union_tag_invalid":
        tag = error["ctx"]["tag"]
        known = error["ctx"]["expected_tags"].replace("'", "")
        return f"{tag} is not among {known}"
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if error["type"] in _PLAIN:
        return _PLAIN[error["type"]]
    plain: str = error["msg"]
    return plain[:1].lower() + plain[1:]


def _path(location: Sequence[int | str]) -> tuple[int | str, ...]:
    """Return where an error stands in the file: pydantic's location without the names of kinds and rules.

    A key of a mapping that is itself wrong is marked by a last ``[key]``.
    """
    return tuple(step for number, step in enumerate(location) if not (number == 0 and step in KINDS))


def _name_fault(
    root: yaml.MappingNode, path: tuple[int | str, ...], where: str, name: str, known: Sequence[str]
) -> Fault:
    node = _deepest(root, (*path, where))[0]
    place = _named(node, name) or node
    return _mark(place, f"{name} under {where} is not defined here; {among(name, known)}")


def _named(node: yaml.Node, name: str) -> yaml.Node | None:
    """Return the key or text of this name in a node."""
    if isinstance(node, yaml.ScalarNode):
        return node if node.value == name else None
    for item in node.value:
        for each in item if isinstance(item, tuple) else (item,):
            found = _named(each, name)
            if found is not None:
                return found
    return None


def _at(root: yaml.Node, path: Sequence[int | str], message: str) -> Fault:
    node, key = _deepest(root, path)
    named = _named(node, str(path[-1])) if path else None
    return _mark(named or key or node, message)


def _deepest(root: yaml.Node, path: Sequence[int | str]) -> tuple[yaml.Node, yaml.Node | None]:
    """Follow a path as far as the file goes; return the node and, where the last step is wrong as a key, that key.

    Steps that the file does not have (the name of a rule, a key that is missing) are passed over.
    """
    node, key = root, None
    for step in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node, key = node.value[step], None
        elif isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
            if pair is not None:
                key, node = pair[0], pair[1]
    # A key is the place to look at only when its whole value is a block below it.
    return node, key if isinstance(node, yaml.MappingNode | yaml.SequenceNode) else None


def _mark(node: yaml.Node, message: str) -> Fault:
    return Fault(node.start_mark.line + 1, node.start_mark.column + 1, unicodedata.normalize("NFC", message))
