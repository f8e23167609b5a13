from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from service.settings import Settings

DOCUMENT = Path("docs/service.md").read_text("utf-8")


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `TABLEWRIGHT_{name.upper()}` |" in DOCUMENT


def test_nothing_is_documented_that_is_no_setting() -> None:
    named = {line.split("`")[1] for line in DOCUMENT.splitlines() if line.startswith("| `TABLEWRIGHT_")}
    assert named == {f"TABLEWRIGHT_{name.upper()}" for name in Settings.model_fields}


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TABLEWRIGHT_DATA", str(tmp_path))
    monkeypatch.setenv("TABLEWRIGHT_WEBHOOK_HOSTS", "a.example, b.example:8443")
    monkeypatch.setenv("TABLEWRIGHT_MAX_PAGES", "7")
    settings = Settings()
    assert settings.webhook_hosts == ("a.example", "b.example:8443")
    assert settings.limits.max_pages == 7
    assert settings.database == f"sqlite:///{tmp_path}/tablewright.db"
    assert settings.keys_path == tmp_path / "keys.json"


@pytest.mark.parametrize(("name", "value"), [("WORKERS", "0"), ("MAX_BYTES", "-1"), ("LOG_FORMAT", "xml")])
def test_impossible_settings_are_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"TABLEWRIGHT_{name}", value)
    with pytest.raises(ValidationError):
        Settings()


def test_the_documented_defaults_are_the_defaults() -> None:
    rows = {
        line.split("`")[1]: line.split(" | ")[1].strip("` ")
        for line in DOCUMENT.splitlines()
        if "| `TABLEWRIGHT_" in line
    }
    for name, field in Settings.model_fields.items():
        default = field.get_default()
        if isinstance(default, int | float) and field.default_factory is None:
            assert rows[f"TABLEWRIGHT_{name.upper()}"] == str(default).lower(), name
