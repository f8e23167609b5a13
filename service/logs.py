"""Structured logs: one JSON object a line, with the document's id and the stage, never with page text or keys."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog


def configure_logs(style: str) -> None:
    """Set how log lines look: ``json`` or ``console``; the libraries' own loggers speak from warnings up."""
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False) if style == "json" else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s", force=True
    )


def get_log(part: str) -> Any:
    """Return a logger that says which part of the service speaks."""
    return structlog.get_logger(part=part)
