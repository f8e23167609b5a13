"""What a client may choose, from the query and the form; ``Prefer`` and its kin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.options import ExtractOptions, OcrEngineName, OcrMode
from service.form_files import first_mistake_in
from service.page_ranges import PATTERN, fault_of
from service.problems import Problem
from service.settings import Settings


class QueryOptions(BaseModel):
    """Options of a document, as query parameters or form fields."""

    model_config = ConfigDict(extra="forbid")

    ocr: OcrMode = Field("auto", description="auto: pages without a usable text layer; always; never")
    engine: OcrEngineName = Field("rapidocr", description="which engine reads scanned pages")
    pages: str | None = Field(None, pattern=PATTERN, max_length=1000, description="which pages, as 1-3,7")
    callback_url: str | None = Field(None, max_length=2000, description="is sent the status when the work is done")
    filename: str | None = Field(None, max_length=255, description="for a PDF that is sent as the body")


class FormOptions(QueryOptions):
    """The same, and what is a form field only: the password, because addresses end in logs, and a definition."""

    password: str | None = Field(None, max_length=1000, repr=False)
    forms: str | None = Field(
        None, max_length=64 * 1024, repr=False, description="a form definition (YAML), for a key that may send one"
    )


@dataclass(frozen=True, slots=True)
class ChosenOptions:
    """Valid options of one request."""

    extract: ExtractOptions
    callback_url: str | None
    filename: str | None


def choose_options(
    query: Mapping[str, str], form: Mapping[str, str], settings: Settings, key: str = ""
) -> ChosenOptions:
    """Merge query and form fields (the form wins); raises the problem ``invalid-option``.

    ``key`` is the name of the caller's key, empty where the service has none.
    """
    for name in ("password", "forms"):
        if name in query:
            raise Problem("invalid-option", f"{name}: as a form field only, never in the address")
    try:
        options = FormOptions.model_validate({**query, **form})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(piece) for piece in first["loc"]) or "options"
        raise Problem("invalid-option", f"{place[:100]}: {first['msg']}") from error
    if options.pages is not None and (fault := fault_of(options.pages)):
        raise Problem("invalid-option", f"pages: {fault}")
    if options.callback_url is not None:
        check_callback(options.callback_url, settings)
    if options.forms:
        check_definition(options.forms, settings, key)
    extract = ExtractOptions(
        ocr=options.ocr,
        engine=options.engine,
        pages=options.pages,
        password=options.password or None,
        definition=options.forms or None,
    )
    return ChosenOptions(extract, options.callback_url, options.filename)


def check_definition(text: str, settings: Settings, key: str) -> None:
    """Raise the problem ``invalid-option`` unless the key may send a form definition and this one has no mistakes."""
    if not settings.may_define(key):
        raise Problem("invalid-option", "forms: this key may not send definitions; the operator can let it")
    first = first_mistake_in(text, settings.forms)
    if first is not None:
        raise Problem("invalid-option", f"forms:{first}"[:500])


def check_callback(url: str, settings: Settings) -> None:
    """Raise the problem ``invalid-option`` unless the URL goes to a host that the operator has allowed."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Problem("invalid-option", "callback_url: not a URL") from error
    schemes = ("https", "http") if settings.webhook_plain_http else ("https",)
    if parts.scheme not in schemes or parts.username is not None or parts.password is not None:
        raise Problem("invalid-option", f"callback_url: expected {' or '.join(schemes)} without user and password")
    named = f"{host}:{port}" if port else host
    if not settings.webhook_secret or named not in settings.webhook_hosts:
        raise Problem("invalid-option", "callback_url: this host is not on the operator's list")


_WAIT = re.compile(r"wait\s*=\s*\"?(\d{1,9})\"?")


def preferred_wait(prefer: list[str], settings: Settings) -> float:
    """Return for how many seconds the answer may be held back (RFC 7240); malformed preferences are ignored."""
    seconds = settings.wait_seconds
    for preference in (piece.strip().lower() for line in prefer for piece in line.split(",")):
        if preference == "respond-async":
            return 0.0
        if match := _WAIT.fullmatch(preference):
            seconds = min(float(match[1]), settings.max_wait_seconds)
    return seconds
