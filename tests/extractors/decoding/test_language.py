"""What follows what in Chinese, and how it helps to read."""

from __future__ import annotations

import math

import numpy as np

from extractors.decoding.ctc import Steps, candidates, spelt
from extractors.decoding.language import BEGIN, END, USUAL, character_model, history_of, known_runs

ALPHABET = ["", *"满意员度办事群众0123456789"]
EVEN = np.ones(len(ALPHABET), np.float32)


def lattice(*steps: dict[str, float]) -> Steps:
    rows = np.full((2 * len(steps), len(ALPHABET)), 1e-6, np.float32)
    for number, step in enumerate(steps):
        for character, probability in step.items():
            rows[2 * number, ALPHABET.index(character)] = probability
        rows[2 * number + 1, 0] = 1.0
    return rows


def likely(text: str) -> float:
    model = character_model()
    return sum(model.after(text[:place])[character] for place, character in enumerate(text))


def test_words_are_likelier_than_characters_in_a_row() -> None:
    assert likely("满意度") > likely("满员度") + 2
    assert likely("办事群众") > likely("办率群众") + 2
    assert likely("一般公共预算") > likely("一股公共预算") + 2


def test_a_doubtful_character_is_read_as_what_makes_a_word() -> None:
    doubtful = lattice({"满": 0.99}, {"员": 0.55, "意": 0.4}, {"度": 0.99})
    assert candidates(doubtful, ALPHABET, EVEN)[0].text == "满员度"
    assert candidates(doubtful, ALPHABET, EVEN, character_model())[0].text == "满意度"


def test_what_is_read_surely_stays_and_so_do_figures() -> None:
    sure = lattice({"满": 0.99}, {"员": 0.995, "意": 0.0005}, {"度": 0.99})
    assert candidates(sure, ALPHABET, EVEN, character_model())[0].text == "满员度"
    figures = lattice({"3": 0.6, "8": 0.4}, {"0": 0.9}, {"7": 0.5, "1": 0.49})
    assert candidates(figures, ALPHABET, EVEN, character_model())[0].text == "307"


def test_no_character_is_left_out_because_the_text_reads_well_without() -> None:
    doubtful = lattice({"办": 0.99}, {"度": 0.5, "员": 0.3, "": 0.08}, {"事": 0.99})
    assert len(candidates(doubtful, ALPHABET, EVEN, character_model())[0].text) == 3
    none = lattice({"办": 0.99}, {"度": 0.4, "": 0.5}, {"事": 0.99})
    assert candidates(none, ALPHABET, EVEN, character_model())[0].text == "办事"


def test_the_names_of_places_are_known() -> None:
    for name in ("华蓥市民政局", "盱眙县财政局", "邛崃市教育局", "珙县人民法院"):
        assert likely(name) > 0
    assert likely("华蓥市") > likely("华鉴市") + 5
    assert likely("编制单位：华蓥市") > likely("编制单位：华市") + 3
    assert likely("部门:盱眙县") > likely("部门:盱县") + 3


def test_what_departments_write_is_likely() -> None:
    assert likely("执法服装更换周期") > likely("执法服装要使周期") + 2
    assert likely("设备正常运转") > likely("设备正常运与") + 5
    assert likely("矛盾纠纷化解") > likely("矛盾问的化解") + 5


def test_numbers_and_signs_are_seen_before_a_character() -> None:
    assert history_of("共完成12", 3) == "完成0"
    assert history_of("水、电(", 3) == "、电（"
    assert history_of("A组", 3) == BEGIN * 2 + "组"
    assert known_runs("2024年,完成 95%以上") == ["0年，完成", "0", "以上"]
    model = character_model()
    assert model.after("共3")["次"] > model.after("共")["次"] + 1
    assert model.after("1")["."] > model.after("登记")["."] + 2
    assert model.after("一")["、"] > model.after("一")["."] + 2
    assert model.after("")["、"] > model.after("")["."] + 1
    assert model.after("登记、")["审"] > model.after("登记、")["的"]


def test_of_faint_characters_those_that_go_on_a_word_are_thought_of() -> None:
    model, seen = character_model(), [[("诉", 1.0)], [("", 1.0)]]
    likelier = [(chr(0x8000 + number), 0.01) for number in range(80)]
    heard, unheard = [*likelier, ("讼", 1e-3)], [*likelier, ("苜", 1e-3)]
    assert spelt([*seen, heard], model)[0].text == "诉讼"
    assert all(reading.text != "诉苜" for reading in spelt([*seen, unheard], model))


def test_a_percent_sign_stands_behind_a_figure() -> None:
    model = character_model()
    assert model.after("达到95")["%"] > model.after("服务大厅")["%"]


def test_a_text_ends_with_a_word_and_prose_with_a_full_stop() -> None:
    model = character_model()
    assert model.after("电梯维保")[END] > model.after("电梯维")[END] + 1
    assert model.after("确保安全。")[END] > model.after("确保安全，")[END] + 2
    assert model.after("货物A")[END] == 0
    steps = [[("安", 1.0)], [("全", 1.0)], [("", 0.55), ("，", 0.25), ("。", 0.2)]]
    assert spelt(steps, model)[0].text != "安全。"
    assert spelt(steps, model, "确保群众", ends=lambda text: model.after(text)[END])[0].text == "安全。"


def test_likelihoods_of_all_characters_after_a_text_add_up_to_no_more_than_one() -> None:
    model = character_model()
    for text in ("", "服务", "完成率", "龘龘"):
        after = model.after(text)
        every = [*map(chr, range(0x4E00, 0xA000)), END]
        # What is left is for signs and numbers.
        assert 0.9 < sum(math.exp(after[character] - USUAL) for character in every) < 1.02
