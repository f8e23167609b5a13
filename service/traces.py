"""Where an error happened, without what it says."""

from __future__ import annotations

import traceback
from pathlib import Path


def frames_of(error: BaseException) -> str:
    """Return where it happened and what type it was. Messages stay out: they may quote the document."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return " > ".join([*places[-8:], type(error).__name__])
