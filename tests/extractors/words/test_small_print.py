"""Small print is read by a model of its own, and better than by the one for normal print."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("onnxruntime", reason="the extra 'ocr' is not installed")

from PIL import Image, ImageDraw, ImageFont

from extractors.decoding.language import CharacterModel
from extractors.ports import Picture
from extractors.words.engines.line_model import NARROWEST, ROOMY, LineModel
from extractors.words.engines.rapidocr import SMALL, RapidOcr, normal_print, small_print
from schemas.vocabulary.subjects import subjects

FONT = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
pytestmark = pytest.mark.skipif(not FONT.exists(), reason="the font is not installed: fonts-wqy-microhei")


def copied(text: str, em: float, chance: np.random.Generator) -> Picture:
    """Print a text so many pixels high, and copy it in two tones."""
    font = ImageFont.truetype(str(FONT), round(4 * em))
    width, height = round(font.getlength(text) / 4 + em), round(1.7 * em)
    paper = Image.new("L", (4 * width, 4 * height), 255)
    ImageDraw.Draw(paper).text((2 * em, 2 * height), text, font=font, fill=0, anchor="lm")
    grey = cv2.resize(np.asarray(paper), (width, height), interpolation=cv2.INTER_AREA).astype(np.float64)
    noisy = cv2.GaussianBlur(grey, (0, 0), 0.6) + chance.normal(0, 8, grey.shape)
    two_tones = np.where(noisy > 165, 250, 20).astype(np.uint8)
    return cv2.cvtColor(cv2.GaussianBlur(two_tones, (0, 0), 0.6), cv2.COLOR_GRAY2BGR)


def lines(em: float) -> tuple[list[str], list[Picture]]:
    chance, noise = random.Random(5), np.random.default_rng(5)
    names = sorted({subject.name for subject in subjects() if 4 <= len(subject.name) <= 10})
    texts = [*chance.sample(names, 30), *(f"{chance.uniform(0, 9000):,.2f}" for _ in range(30))]
    return texts, [copied(text, em, noise) for text in texts]


def right(texts: list[str], readings: list[str]) -> int:
    return sum(text == reading for text, reading in zip(texts, readings, strict=True))


def best(model: LineModel, pictures: list[Picture]) -> list[str]:
    """Read greedily."""
    read = {}
    for number, lattice in model.lattices(pictures):
        path = lattice.argmax(axis=1)
        kept = [one for before, one in zip([0, *path], path, strict=False) if one not in (0, before)]
        read[number] = "".join(model.alphabet[one] for one in kept)
    return [read[number] for number in range(len(pictures))]


def test_small_print_is_read_better_than_by_the_model_for_normal_print() -> None:
    texts, pictures = lines(em=11)
    normal, small = (right(texts, best(LineModel(path, 2), pictures)) for path in (normal_print, small_print))
    assert small >= normal + 10
    found = [line.readings[0].text if line.readings else "" for line in RapidOcr(2).read_lines(pictures)]
    assert right(texts, found) >= small


def test_print_of_normal_size_and_specks_among_it_go_to_the_model_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> Path:
        raise AssertionError("the model for small print is not wanted here")

    monkeypatch.setattr("extractors.words.engines.rapidocr.small_print", never)
    texts, pictures = lines(em=26)
    assert min(picture.shape[0] for picture in pictures) >= SMALL
    speck = np.full((12, 12, 3), 250, np.uint8)
    speck[5:8, 5:8] = 60
    *found, _ = (line.readings for line in RapidOcr(2).read_lines([*pictures, speck]))
    assert right(texts, [readings[0].text for readings in found]) >= len(texts) - 1


def test_a_character_that_gives_nothing_is_read_again_with_room_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def lattices(
        model: LineModel, pictures: list[Picture], narrowest: int = NARROWEST
    ) -> Iterator[tuple[int, NDArray[np.float32]]]:
        asked.append((len(pictures), narrowest))
        for number in range(len(pictures)):
            steps = np.full((3, len(model.alphabet)), 1e-6, np.float32)
            steps[:, 0 if narrowest == NARROWEST else model.alphabet.index("保")] = 1.0
            yield number, steps

    monkeypatch.setattr(LineModel, "lattices", lattices)
    one, line = np.full((24, 21, 3), 250, np.uint8), np.full((24, 210, 3), 250, np.uint8)
    found = [reading.readings for reading in RapidOcr(2).read_lines([one, line])]
    assert [[reading.text for reading in readings] for readings in found] == [["保"], []]
    assert (1, ROOMY) in asked


def test_plain_readings_are_what_the_picture_says(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> CharacterModel:
        raise AssertionError("no words are wanted here")

    monkeypatch.setattr("extractors.words.engines.rapidocr.character_model", never)
    _, pictures = lines(em=11)
    found = RapidOcr(2).read_lines(pictures, plain=True)
    assert any(reading.readings for reading in found)
    assert all(reading.lattice is None for reading in found)
