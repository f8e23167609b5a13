import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from schemas.forms.library import DEFINITIONS, definition_schema

PUBLISHED = Path("schemas/published/form-definition.schema.json")


def test_the_published_schema_is_that_of_the_model():
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published == definition_schema(), "run `make schema` and look at the difference"


@pytest.mark.parametrize(
    "path",
    [*sorted(DEFINITIONS.glob("[!_]*.yaml")), *sorted(Path("samples/forms").glob("*.yaml"))],
    ids=lambda p: p.stem,
)
def test_definitions_are_valid_by_the_published_schema(path: Path):
    validator = jsonschema.Draft202012Validator(json.loads(PUBLISHED.read_text(encoding="utf-8")))
    assert list(validator.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))) == []


def test_the_published_schema_refuses_what_the_model_refuses():
    validator = jsonschema.Draft202012Validator(json.loads(PUBLISHED.read_text(encoding="utf-8")))
    bad = {"key": "mine", "kind": "record_rows", "name": "x", "titles": ["x"], "fields": {"a": {"type": "day"}}}
    assert not validator.is_valid(bad)
