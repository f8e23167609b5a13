from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from extractors.decoding.ctc import Steps
from extractors.lattices import (
    FAINT,
    KEPT,
    TextList,
    best_path,
    keep_lattice,
    lattice_of_pieces,
    log_likelihoods,
    steps_of,
    without_strokes,
)
from schemas.table import Lattice

ALPHABET = ["", *"基本支出项目小计合一二三级指标（）1"]


def steps(*rows: dict[str, float]) -> Steps:
    """Return probabilities; what a row leaves goes to all classes alike."""
    lattice = np.empty((len(rows), len(ALPHABET)), np.float32)
    for row, named in zip(lattice, rows, strict=True):
        row[:] = (1 - sum(named.values())) / len(ALPHABET)
        for character, probability in named.items():
            row[ALPHABET.index(character)] += probability
    return lattice


def seen(*rows: dict[str, float]) -> Lattice:
    return keep_lattice(steps(*rows), ALPHABET)


def test_a_text_that_is_nowhere_first_is_found_when_no_other_fits() -> None:
    lattice = seen(
        {"项": 0.5, "基": 0.3}, {"": 0.9}, {"目": 0.5, "本": 0.4}, {"": 0.9}, {"支": 0.9}, {"": 0.9}, {"出": 0.9}
    )
    fit = TextList(["基本支出", "小计"]).best(lattice)
    assert fit is not None
    assert fit.text == "基本支出"
    assert fit.deficit == pytest.approx((np.log(0.5 / 0.3) + np.log(0.5 / 0.4)) / 4, abs=0.1)
    better = TextList(["基本支出", "项目支出"]).best(lattice)
    assert better is not None
    assert (better.text, better.deficit) == ("项目支出", pytest.approx(0, abs=0.05))
    assert better.margin == pytest.approx(np.log(0.5 / 0.3) + np.log(0.5 / 0.4), abs=0.1)


def test_doubled_characters_need_a_blank_between_them() -> None:
    lattice = seen({"小": 0.95}, {"小": 0.95}, {"计": 0.95})
    fit = TextList(["小计", "小小计"]).best(lattice)
    assert fit is not None
    assert fit.text == "小计"
    assert fit.margin > 1


def test_texts_of_one_meaning_take_nothing_off_the_margin() -> None:
    lattice = seen({"合": 0.45, "小": 0.45}, {"计": 0.95})
    alone, alike = TextList(["合计", "小计"]), TextList(["合计", "小计"], {"合计": "sum", "小计": "sum"})
    first, second = alone.best(lattice), alike.best(lattice)
    assert first is not None
    assert second is not None
    assert first.margin < 0.1
    assert second.margin > 100


def test_full_width_signs_are_those_of_the_list() -> None:
    lattice = seen({"（": 0.95}, {"一": 0.95}, {"）": 0.95})
    fit = TextList(["(一)"]).best(lattice)
    assert fit is not None
    assert fit.deficit < 0.1


def test_lists_of_much_longer_texts_give_nothing() -> None:
    assert TextList(["基本支出项目支出"]).best(seen({"小": 0.9}, {"计": 0.9})) is None
    assert TextList([]).best(seen({"小": 0.9})) is None


def test_lines_of_one_cell_are_spelt_one_after_the_other() -> None:
    upper, lower = seen({"一": 0.9}, {"级": 0.9}), seen({"指": 0.9}, {"标": 0.9})
    fit = TextList(["一级指标", "二级指标"]).best(upper.followed_by(lower))
    assert fit is not None
    assert fit.text == "一级指标"
    assert upper.followed_by(lower).lines() == [upper, lower]


def test_what_is_kept_is_what_is_likely() -> None:
    alphabet = ["", *map(chr, range(0x4E00, 0x4E00 + 2 * KEPT))]
    sure, open_ = np.full((2, len(alphabet)), 1e-7, np.float32)
    sure[1], open_[1:] = 1.0, np.linspace(1e-3, 2e-4, len(alphabet) - 1)
    kept = steps_of(keep_lattice(np.stack((sure, open_)), alphabet))
    assert kept[0] == [(alphabet[1], 0.0)]
    assert [one for one, _ in kept[1]] == alphabet[1 : KEPT + 1]
    assert kept[1][-1][1] == pytest.approx(np.log(open_[KEPT]), abs=0.01)


def test_what_is_not_kept_is_faint() -> None:
    lattice = seen({"小": 0.9}, {"计": 0.9})
    fit = TextList(["大计"]).best(lattice)
    assert fit is not None
    assert fit.deficit == pytest.approx((np.log(0.9) - FAINT) / 2, abs=0.2)


def test_how_likely_each_text_is_beside_the_best_path() -> None:
    lattice = seen({"基": 0.6, "项": 0.3}, {"": 0.9}, {"本": 0.9})
    likely = log_likelihoods(lattice, ["基本", "项本", "基本支出合计"])
    assert likely[0] == pytest.approx(0, abs=0.05)
    assert likely[1] == pytest.approx(np.log(0.3 / 0.6), abs=0.1)
    assert likely[2] < -1000


def test_a_line_in_pieces_is_spelt_as_one() -> None:
    piece = seen({"支": 0.6, "项": 0.3}, {"": 1.0}, {"出": 1.0})
    assert lattice_of_pieces([("基本", None), ("支出", None)]) is None
    whole = lattice_of_pieces([("基本", None), ("支出", piece)])
    assert whole is not None
    assert whole.line_ends == ()
    likely = log_likelihoods(whole, ["基本支出", "基本项出", "基本"])
    assert likely[0] > likely[1] > likely[2]


def test_short_texts_by_the_hundred_do_not_hide_the_one_that_fits() -> None:
    lattice = seen(*(step for sign in "基本支出项目小计合" for step in ({sign: 0.2}, {"": 0.9})))
    short = ["".join(signs) for signs in product("基本支", "出项目", "小计合", "基本支", "出项目")]
    fit = TextList(["基本支出项目小计合", *short]).best(lattice)
    assert fit is not None
    assert fit.text == "基本支出项目小计合"


@pytest.mark.parametrize(
    ("text", "left"), [("基本", "基本"), ("1基本", "1基本"), ("1基本1", "1基本1"), ("基本1", "基本1"), ("", "1基本1")]
)
def test_strokes_at_its_ends_that_a_text_has_not_are_no_part_of_its_lattice(text: str, left: str) -> None:
    stroke = {"1": 0.6, "小": 0.3}
    lattice = seen(
        {"": 0.9}, stroke, stroke, {"": 0.9}, {"基": 0.9}, {"": 0.9}, {"本": 0.5, "目": 0.4}, {"": 0.9}, stroke
    )
    found = without_strokes(lattice, text)
    assert "".join(character for _, character in best_path(found)) == left
    assert found == lattice or len(steps_of(found)) == len(found) < len(lattice)
