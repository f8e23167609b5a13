"""A line recognition model in an ONNX file: pictures of lines in, lattices out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.decoding.ctc import Steps, rarity_prior
from extractors.errors import EngineFailed
from extractors.ports import Picture

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

#: Height in pixels that the models read, and the grid that their strides lay over the width.
HEIGHT, STRIDE = 48, 8
#: Narrower lines are padded to this width, longer ones are squeezed into the widest. In the second width single
#: characters are read that give nothing in the first; most are read better in that.
NARROWEST, ROOMY, WIDEST = 64, 128, 2400
#: Pixels of width in one batch: enough to fill the cores, little enough to keep memory flat.
BATCH_WIDTH = 2400

Batch = NDArray[np.float32]


class LineModel:
    """One model, loaded when the first line is read. Threads may share it."""

    def __init__(self, find: Callable[[], Path], threads: int) -> None:
        """Say where the file is (``find`` may raise EngineFailed) and how many threads one call may use."""
        self._find = find
        self._threads = threads
        self._loading = Lock()

    def lattices(self, pictures: Sequence[Picture], narrowest: int = NARROWEST) -> Iterator[tuple[int, Steps]]:
        """Yield each picture's number and lattice: steps x classes, probabilities; narrow pictures come first.

        Pictures narrower than ``narrowest``, in pixels of the model, are padded.

        A lattice is megabytes: use it before the next is asked for. Raises EngineFailed.
        """
        widths = [scaled_width(picture) for picture in pictures]
        order = sorted(range(len(pictures)), key=widths.__getitem__)
        for batch in _batches(order, widths):
            some = [pictures[index] for index in batch]
            read = self._recognise(_stacked(some, [widths[index] for index in batch], narrowest))
            for index, lattice in zip(batch, read, strict=True):
                yield index, lattice[: -(-widths[index] // STRIDE) + 1]

    def _recognise(self, batch: Batch) -> Steps:
        with self._loading:
            session = self._session
        try:
            lattices: Steps = session.run(None, {session.get_inputs()[0].name: batch})[0]
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
        # The arena keeps what the widest line of all once needed, in each of the models.
        options.enable_cpu_mem_arena = False
        # Threads that spin between batches take the core from a neighbouring worker.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self._find()), options, providers=["CPUExecutionProvider"])

    @cached_property
    def alphabet(self) -> list[str]:
        """The characters of the classes; class 0 is the blank."""
        metadata: dict[str, Any] = self._session.get_modelmeta().custom_metadata_map
        return ["", *metadata["character"].splitlines(), " "]

    @cached_property
    def prior(self) -> Steps:
        """How common each class is in simplified Chinese print."""
        return rarity_prior(self.alphabet)


def scaled_width(picture: Picture) -> int:
    """Return the width of a picture, in pixels, at the height that the models read."""
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


def _stacked(pictures: list[Picture], widths: list[int], narrowest: int) -> Batch:
    widest = max(narrowest, *widths)
    widest += -widest % STRIDE
    # Zero, mid-grey after scaling to -1..1, is what the models were trained to see right of a line's end.
    batch = np.zeros((len(pictures), 3, HEIGHT, widest), dtype=np.float32)
    for row, (picture, width) in enumerate(zip(pictures, widths, strict=True)):
        method = cv2.INTER_AREA if picture.shape[0] > HEIGHT * 1.5 else cv2.INTER_LINEAR
        scaled = cv2.resize(picture, (width, HEIGHT), interpolation=method)
        batch[row, :, :, :width] = scaled.transpose(2, 0, 1).astype(np.float32) / 127.5 - 1.0
    return batch
