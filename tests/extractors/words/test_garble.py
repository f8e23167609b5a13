from __future__ import annotations

import numpy as np
import pytest

from extractors.content import Characters
from extractors.words.garble import is_garbled


def layer(text: str) -> Characters:
    count = len(text)
    return Characters(list(text), np.zeros((count, 4)), np.zeros(count, dtype=bool), np.ones(count))


@pytest.mark.parametrize(
    "text",
    [
        "(cid:12)(cid:233)(cid:9)(cid:77)",
        "\ue012\ue013\ue020\ue0a1\ue012\ue013\ue020\ue0a1\ue012\ue013",
        "\ufffd\ufffd\ufffd合计\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd",
        "æ±Ÿæ²¹å¸‚äººåŠ›èµ„æº",
        "ԱճἯქஸଫಏഓษຜ༄ကእᏣᐁᚁᚠ",
    ],
)
def test_noise_is_garbled(text: str) -> None:
    assert is_garbled(layer(text))


@pytest.mark.parametrize(
    "text",
    [
        "部门支出总表 金额单位：万元 205 08 03 培训支出 15.20",
        "Total expenditure of the department, 1,849.85 (α ≥ 0.5)",
        "Général à côté où naïve être",
        "Расходы бюджета 2024 Total",
        "©",
        "",
    ],
)
def test_text_is_not_garbled(text: str) -> None:
    assert not is_garbled(layer(text))
