"""The bounds of a worker process, for the service, for bulk runs and for the command line alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkerPolicy:
    """Bounds of one worker: seconds and bytes.

    A document may take ``document_timeout`` in all, ``silence_timeout`` between two pages and ``cpu_seconds`` of
    processor time. A worker is replaced after so many documents, or when it has grown to ``recycle_memory``.
    """

    document_timeout: float = 3600.0
    silence_timeout: float = 180.0
    cpu_seconds: int = 7200
    memory_limit: int = 3 * 1024**3
    recycle_after: int = 500
    recycle_memory: int = 1024**3
    #: Whether a second process stands by, so that a document need not wait when the one before it broke the first.
    spare: bool = False
