"""RapidOCR's recogniser (PP-OCR, ONNX Runtime), run on pictures of single lines; the default engine.

Only the recognition model that ships in the ``rapidocr`` wheel is used: its detector merges neighbouring cells and its
line turner turns upright figures. The model's lattice is kept, so that a line comes with its other likely readings.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.errors import EngineFailed
from extractors.ports import Picture
from extractors.words.ctc import Steps, candidates, rarity_prior
from extractors.words.lattice import keep_lattice
from extractors.words.settle import FIGURE_LIKE
from schemas.table import LineReading

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

#: Height in pixels that the model reads, and the grid that its strides lay over the width.
HEIGHT, STRIDE = 48, 8
#: Narrower lines are padded to this width, longer ones are squeezed into the widest.
NARROWEST, WIDEST = 64, 2400
#: The lattice of a line read with less is kept.
DOUBTED = 0.97
#: Pixels of width in one batch: enough to fill the cores, little enough to keep memory flat.
BATCH_WIDTH = 2400

Batch = NDArray[np.float32]


class RapidOcr:
    """Reads lines with the recognition model of the ``rapidocr`` wheel."""

    name = "rapidocr"

    def __init__(self, threads: int | None = None) -> None:
        """Choose how many threads one call may use; None takes all the cores that this process may run on."""
        self._threads = threads or len(os.sched_getaffinity(0))

    def read_lines(self, pictures: Sequence[Picture]) -> list[LineReading]:
        """Return the candidates for each picture, best first, in the order given; see ``OcrEngine``."""
        readings = [LineReading()] * len(pictures)
        widths = [_width(picture) for picture in pictures]
        order = sorted(range(len(pictures)), key=widths.__getitem__)
        for batch in _batches(order, widths):
            lattices = self._recognise(_stacked([pictures[index] for index in batch], [widths[i] for i in batch]))
            for index, lattice in zip(batch, lattices, strict=True):
                readings[index] = self._read(lattice[: -(-widths[index] // STRIDE) + 1])
        return readings

    def _read(self, lattice: Steps) -> LineReading:
        found = candidates(lattice, self._alphabet, self._prior)
        # Figures are settled by arithmetic, from the candidates; a lattice of what is sure is never asked for.
        doubted = bool(found) and found[0].score < DOUBTED and not FIGURE_LIKE.fullmatch(found[0].text)
        return LineReading(found, keep_lattice(lattice, self._alphabet) if doubted else None)

    def _recognise(self, batch: Batch) -> Steps:
        try:
            lattices: Steps = self._session.run(None, {self._session.get_inputs()[0].name: batch})[0]
        except Exception as error:  # the runtime's own errors share no base class
            raise EngineFailed("the rapidocr engine failed on a batch of lines", stage="words") from error
        return lattices

    @cached_property
    def _session(self) -> InferenceSession:
        try:
            import onnxruntime
        except ImportError as error:
            raise EngineFailed(
                "the rapidocr engine is not installed: install the extra 'ocr'", stage="words"
            ) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        # Threads that spin between batches take the core from a neighbouring worker.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(_model_path()), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _alphabet(self) -> list[str]:
        metadata: dict[str, Any] = self._session.get_modelmeta().custom_metadata_map
        return ["", *metadata["character"].splitlines(), " "]

    @cached_property
    def _prior(self) -> Steps:
        return rarity_prior(self._alphabet)


def _model_path() -> Path:
    """Find the wheel's recognition model without importing the package, which would load its detector too."""
    spec = find_spec("rapidocr")
    folders = spec.submodule_search_locations if spec else None
    models = sorted(Path(folders[0], "models").glob("*_rec_*.onnx")) if folders else []
    if not models:
        raise EngineFailed("the rapidocr engine is not installed: install the extra 'ocr'", stage="words")
    return models[-1]


def _width(picture: Picture) -> int:
    height, width = (int(side) for side in picture.shape[:2])
    return min(WIDEST, max(STRIDE, round(width * HEIGHT / height)))


def _batches(order: list[int], widths: list[int]) -> list[list[int]]:
    """Cut the lines, sorted by width, into batches of about equal area: padding is work thrown away."""
    batches: list[list[int]] = []
    for index in order:
        full = batches and (len(batches[-1]) + 1) * max(NARROWEST, widths[index]) > BATCH_WIDTH
        if not batches or full:
            batches.append([])
        batches[-1].append(index)
    return batches


def _stacked(pictures: list[Picture], widths: list[int]) -> Batch:
    widest = max(NARROWEST, *widths) if len(widths) > 1 else max(NARROWEST, widths[0])
    widest += -widest % STRIDE
    # Zero, mid-grey after scaling to -1..1, is what the model was trained to see right of a line's end.
    batch = np.zeros((len(pictures), 3, HEIGHT, widest), dtype=np.float32)
    for row, (picture, width) in enumerate(zip(pictures, widths, strict=True)):
        method = cv2.INTER_AREA if picture.shape[0] > HEIGHT * 1.5 else cv2.INTER_LINEAR
        scaled = cv2.resize(picture, (width, HEIGHT), interpolation=method)
        batch[row, :, :, :width] = scaled.transpose(2, 0, 1).astype(np.float32) / 127.5 - 1.0
    return batch
