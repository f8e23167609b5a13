"""The errors that clients see: RFC 9457 problems, from a closed list (contract, section 5).

Only what stands in a ``Problem`` leaves the house: no page text, no path, no stack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractors.errors import ExtractionError

MEDIA_TYPE = "application/problem+json"
_TYPE_PREFIX = "urn:tablewright:problem:"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One kind of problem; ``retryable`` tells whether the same request may succeed later."""

    code: str
    title: str
    status: int
    retryable: bool = False


_TYPES = (
    ProblemType("not-a-pdf", "The file is not a PDF", 422),
    ProblemType("damaged-pdf", "The PDF is damaged", 422),
    ProblemType("encrypted-pdf", "The PDF is encrypted", 422),
    ProblemType("wrong-password", "The password does not open the PDF", 422),
    ProblemType("no-pages", "The PDF has no pages", 422),
    ProblemType("too-large", "The file is too large", 413),
    ProblemType("too-many-pages", "The document has too many pages", 422),
    ProblemType("timed-out", "The document took too long", 504),
    ProblemType("out-of-memory", "The document needs too much memory", 500),
    ProblemType("worker-died", "The document broke its worker", 500),
    ProblemType("unsupported-media-type", "The body is not a PDF upload", 415),
    ProblemType("invalid-option", "An option is not valid", 422),
    ProblemType("unauthorized", "A valid key is needed", 401),
    ProblemType("not-found", "There is no such thing here", 404),
    ProblemType("rate-limited", "Too many documents in a short time", 429, retryable=True),
    ProblemType("queue-full", "The queue is full", 503, retryable=True),
    ProblemType("internal", "Something went wrong on our side", 500, retryable=True),
)
PROBLEM_TYPES: dict[str, ProblemType] = {kind.code: kind for kind in _TYPES}


class Problem(Exception):
    """A problem on its way to the client; ``headers`` go with the response."""

    def __init__(
        self,
        code: str,
        detail: str,
        stage: str | None = None,
        page: int | None = None,
        *,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.stage = stage
        self.page = page
        self.status = status
        self.headers = dict(headers or {})

    @property
    def kind(self) -> ProblemType:
        """The entry of the closed list."""
        return PROBLEM_TYPES[self.code]

    @property
    def http_status(self) -> int:
        """The status of the response; some protocol errors have one of their own."""
        return self.status or self.kind.status

    def body(self, instance: str) -> dict[str, Any]:
        """Return the JSON object of the problem."""
        return {
            "type": _TYPE_PREFIX + self.code,
            "title": self.kind.title,
            "status": self.http_status,
            "detail": self.detail,
            "instance": instance,
            "retryable": self.kind.retryable,
            "stage": self.stage,
            "page": self.page,
        }


def problem_of(error: ExtractionError) -> Problem:
    """Translate an error of the extractors; codes that are not public become ``internal``."""
    if error.code in PROBLEM_TYPES and error.code != "internal":
        return Problem(error.code, error.detail, stage=error.stage, page=error.page)
    return Problem("internal", error.title, stage=error.stage, page=error.page)
