"""Imported once by the fork server: what it has loaded, every worker that it forks has too.

Starting or replacing a worker then takes milliseconds, and the workers share these pages of memory.
"""

from __future__ import annotations

import gc
from contextlib import suppress

import cv2
import numpy.ma  # numpy loads it with the first median: in every worker again, if not here

from extractors.forms.compiled import compile_library
from extractors.tables.known_texts import official_texts
from service.work import tools_with
from service.workers import child, tasks

# The definitions are compiled and kept by the toolbox's own cache. If they are broken, every document will say so; the
# fork server would only die of it.
with suppress(Exception):
    compile_library(tools_with(()).library).prepare()
    official_texts()
# Workers are as many as cores; threads of theirs would only get in each other's way.
cv2.setNumThreads(1)
# The collector then leaves these objects alone, so that it does not touch (and copy) their pages in every worker.
gc.freeze()

__all__ = ["child", "numpy", "tasks"]
