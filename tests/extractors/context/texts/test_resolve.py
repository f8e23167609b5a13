from __future__ import annotations

import numpy as np
import pytest

from extractors.context.texts.resolve import resolve_texts
from extractors.lattices import keep_lattice, spell_out
from extractors.text import normalise
from schemas.geometry import Box
from schemas.table import Cell, Lattice, Reading, Table


def cell(row: int, text: str, confidence: float, column: int = 0, readings: tuple[str, ...] = ()) -> Cell:
    found = tuple(Reading(reading, 0.3) for reading in readings)
    box = Box(0, 10 * row, 50, 10 * row + 10)
    return Cell(row, column, 1, 1, text, (text,), 1, box, "data", confidence, "ocr", found)


def table(*cells: Cell) -> Table:
    return Table("t1", list(cells), len(cells), 1, 0, "ruled", [])


def test_an_official_name_settles_a_look_alike() -> None:
    doubtful = cell(0, "津站补贴", 0.6)
    repairs = resolve_texts([table(doubtful)])
    assert doubtful.text == "津贴补贴"
    assert (repairs[0].kind, repairs[0].before, repairs[0].after) == ("ocr_text", "津站补贴", "津贴补贴")
    assert "vocabulary" in repairs[0].evidence


def test_what_the_document_says_elsewhere_settles_a_name() -> None:
    doubtful = cell(1, "工油市人力资源局", 0.5)
    resolve_texts([table(cell(0, "江油市人力资源局", 0.99), doubtful)])
    assert doubtful.text == "江油市人力资源局"


def test_numerals_that_were_read_are_no_other_words() -> None:
    sure = cell(0, "甲镇农产品安全检测资金（第准确率", 0.99)
    numbered, slip = cell(1, "甲镇农产品安全检测资金（第一批）", 0.85), cell(1, "甲镇农产品安全检测资金（第难确率", 0.5)
    assert resolve_texts([table(sure, numbered)]) == []
    assert [repair.after for repair in resolve_texts([table(sure, slip)])] == [normalise(sure.text)]


def test_two_equally_near_names_settle_nothing() -> None:
    doubtful = cell(2, "三级目录", 0.5)
    resolve_texts([table(cell(0, "一级目录", 0.99), cell(1, "二级目录", 0.99), doubtful)])
    assert doubtful.text == "三级目录"


def test_what_is_read_without_doubt_is_left_alone() -> None:
    sure = cell(1, "工油市人力资源局", 0.95)
    assert resolve_texts([table(cell(0, "江油市人力资源局", 0.99), sure)]) == []


def test_amounts_are_left_to_arithmetic() -> None:
    doubtful = cell(3, "12.35", 0.4)
    assert resolve_texts([table(*(cell(row, "12.36", 0.99) for row in range(3)), doubtful)]) == []


def test_a_column_of_one_code_settles_a_slip() -> None:
    doubtful = cell(3, "32100", 0.4)
    repairs = resolve_texts([table(*(cell(row, "321001", 0.99) for row in range(3)), doubtful)])
    assert doubtful.text == "321001"
    assert repairs[0].row == 3


def test_a_digit_less_is_no_other_unit_however_well_it_is_read() -> None:
    codes = [cell(row, "321001", 0.99) for row in range(3)]
    lost, other = cell(3, "32100", 0.99), cell(4, "321002", 0.99)
    resolve_texts([table(*codes, lost, cell(5, "别的", 0.5))])
    assert lost.text == "321001"
    assert resolve_texts([table(*codes, other, cell(5, "别的", 0.5))]) == []


def test_another_reading_may_be_nearer_to_the_one_code_of_a_column() -> None:
    codes = [cell(row, "321001", 0.99) for row in range(3)]
    doubtful = cell(3, "32100%.", 0.36, readings=("32100%.", "32100%"))
    resolve_texts([table(*codes, doubtful)])
    assert doubtful.text == "321001"


def test_official_names_are_known_behind_words_that_say_whose_they_are() -> None:
    names = ("基本工资", "津贴补贴", "绩效工资")
    sure = [cell(row, f"事业{name}", 0.99) for row, name in enumerate(names)]
    doubtful, other = cell(3, "事分住房公积金", 0.3), cell(4, "行改住房公积金", 0.3)
    resolve_texts([table(*sure, cell(5, "住房公积金", 0.99), doubtful, other)])
    assert doubtful.text == "事业住房公积金"
    assert other.text == "行改住房公积金"


def test_a_column_of_different_codes_settles_nothing() -> None:
    codes = [cell(row, code, 0.99) for row, code in enumerate(["30101", "30102", "30103"])]
    doubtful = cell(3, "3010", 0.4)
    assert resolve_texts([table(*codes, doubtful)]) == []


ALPHABET = ["", *"18.0次政府性基金购啡项目支出合计一五、事业收入本年上年结转(三国有资经营预算拨款)36差旅费管理"]


def spelt(text: str, meant: str, sure: float = 0.6) -> Lattice:
    """Return a lattice whose best path is ``text`` and in which ``meant``, of equal length, comes second."""
    rows = []
    for first, second in zip(text, meant, strict=True):
        for probabilities in ({first: sure}, {"": 0.9}):
            row = np.full(len(ALPHABET), 1e-5, np.float32)
            for character, probability in probabilities.items():
                row[ALPHABET.index(character)] = probability
            if second != first and "" not in probabilities:
                row[ALPHABET.index(second)] = 0.9 - sure
            rows.append(row)
    return keep_lattice(np.array(rows), ALPHABET)


def test_a_column_none_of_whose_codes_is_sure_is_settled_by_what_most_are_read_as() -> None:
    read = (*["668001"] * 5, "660001", "66.8001", "336113")
    cells = [cell(row, text, 0.5) for row, text in enumerate(read)]
    for one in cells[5:]:
        one.lattice = spelt(one.text.replace(".", ""), "336113" if one is cells[7] else "668001")
    resolve_texts([table(*cells)])
    assert [one.text for one in cells] == [*["668001"] * 7, "336113"]
    few = [cell(row, text, 0.5) for row, text in enumerate(("668001", "660001", "608001"))]
    few[0].lattice = spelt("668001", "660001")
    assert resolve_texts([table(*few)]) == []


def test_the_name_of_the_code_in_a_row_need_not_fit_as_well() -> None:
    def row_with(code: str) -> tuple[Cell, Cell]:
        name = cell(0, "管理费", 0.3, column=1)
        name.lattice = spelt("管理费", "差旅费", 0.899)
        return cell(0, code, 0.99), name

    (code, name), (other, unsettled) = row_with("30211"), row_with("30201")
    others = [cell(row, number, 0.99) for row, number in ((1, "30202"), (2, "30205"))]
    (repair,) = resolve_texts([table(code, name, *others)])
    assert (name.text, repair.evidence) == ("差旅费", "vocabulary, by the code of its row: 差旅费")
    assert resolve_texts([table(other, unsettled, *others)]) == []
    # Words before it say whose it is.
    code, whose = row_with("30211")
    whose.text = "项目差旅费"
    whose.lattice = spelt("项目差旅费", "支出差旅费", 0.8999)
    assert resolve_texts([table(code, whose, *others)]) == []


def test_a_text_of_the_list_that_the_lattice_allows_is_taken() -> None:
    doubtful = cell(0, "购啡性基金", 0.3)
    doubtful.lattice = spelt("购啡性基金", "政府性基金")
    repairs = resolve_texts([table(doubtful)], lambda: ["政府性基金", "项目支出"])
    assert doubtful.text == "政府性基金"
    assert doubtful.lattice is None
    assert doubtful.confidence == repairs[0].confidence == 0.9
    assert repairs[0].evidence == "heading: 政府性基金"


def test_a_text_that_fits_badly_is_left_as_it_was_read() -> None:
    doubtful = cell(0, "购啡性基金", 0.3)
    doubtful.lattice = spelt("购啡性基金", "购啡性基金")
    assert resolve_texts([table(doubtful)], lambda: ["项目支出", "本年收入计"]) == []
    assert (doubtful.text, doubtful.confidence) == ("购啡性基金", 0.3)


def test_a_doubtful_reading_that_is_in_the_list_is_believed_and_no_repair() -> None:
    doubtful = cell(0, "政府性基金", 0.6)
    doubtful.lattice = spelt("政府性基金", "政府性基金")
    assert resolve_texts([table(doubtful)], lambda: ["政府性基金"]) == []
    assert doubtful.confidence == 0.9


def test_an_ordinal_is_not_lost_to_a_list_without_ordinals() -> None:
    doubtful = cell(0, "五、事业收入", 0.6)
    doubtful.lattice = spelt("五、事业收入", "五、事业收入")
    assert resolve_texts([table(doubtful)], lambda: ["事业收入"]) == []
    assert doubtful.text == "五、事业收入"


def test_a_name_is_settled_behind_the_ordinal_that_is_read() -> None:
    misread = cell(0, "（十五）教肓支出", 0.6)
    unnumbered = cell(1, "（一般公共预算拨款", 0.93, readings=("（一般公共预算拨款", "一般公共预算拨款"))
    known = cell(2, "（三）国有资本经营预算拨款", 0.6)
    known.lattice = spelt("(三)国有资本经营预算拨款", "(三)国有资本经营预算支出", 0.46)
    heads = ["一般公共预算拨款", "国有资本经营预算拨款"]
    repairs = resolve_texts([table(misread, unnumbered, known)], lambda: heads)
    assert [repair.after for repair in repairs] == ["（十五）教育支出"]
    assert (unnumbered.text, known.text) == ("（一般公共预算拨款", "（三）国有资本经营预算拨款")


def test_headings_of_a_titled_form_need_less_proof() -> None:
    head, below = cell(0, "购啡购目购计", 0.1), cell(1, "购啡购目购计", 0.1)
    for doubtful in (head, below):
        doubtful.lattice = spelt("购啡购目购计", "上年结转支出", 0.89)
    form = table(head, below)
    form.header_row_count, form.caption.title = 1, "某某预算表"
    under = {"某某预算表": {"上年结转支出": "carry_over"}}
    repairs = resolve_texts([form], headings_under=lambda title, _: under[title])
    assert [(repair.row, repair.evidence) for repair in repairs] == [(0, "heading of the form: 上年结转支出")]
    assert head.confidence < 0.9
    assert below.text == "购啡购目购计"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        pytest.param("因公出国(境:费", "因公出国(境)费", id="another sign"),
        pytest.param("因公出国境费", "因公出国(境)费", id="signs lost"),
        pytest.param("因公出国(境):补助", None, id="another word"),
        pytest.param("结转:结余", None, id="two that mean different things"),
    ],
)
def test_a_heading_with_the_letters_of_one_of_the_form_is_that(read: str, meant: str | None) -> None:
    doubtful = cell(0, read, 0.3)
    doubtful.lattice = spell_out("某某某某某某")  # the picture tells nothing
    form = table(doubtful)
    form.header_row_count, form.caption.title = 1, "2024年“三公”经费支出表（不含结转）"
    under = {"三公经费支出表": {"因公出国(境)费": "overseas_travel", "结转、结余": "one", "结转(结余)": "other"}}
    resolve_texts([form], headings_under=lambda title, _: under[title])
    assert doubtful.text == (meant or read)


def test_a_heading_that_is_one_of_the_form_is_kept_though_the_list_has_only_one_like_it() -> None:
    doubtful = cell(0, "上年结转拨款", 0.5)
    doubtful.lattice = spelt("上年结转拨款", "上年结转支出", 0.8)
    form = table(doubtful)
    form.header_row_count, form.caption.title = 1, "某某预算表"
    spelt_out = {"上年结转支出": "carry_over"}
    resolve_texts([form], headings_under=lambda _, read: spelt_out | dict.fromkeys(read, "carry_over"))
    assert doubtful.text == "上年结转拨款"


def test_the_stroke_that_copiers_lose_is_put_back_where_a_name_is_known_with_it() -> None:
    surely_read = cell(0, "般行政管理事务", 0.98)
    repairs = resolve_texts([table(surely_read, cell(1, "别的", 0.5))])
    assert surely_read.text == "一般行政管理事务"
    assert repairs[0].before == "般行政管理事务"


def test_a_second_reading_that_is_an_official_name_is_taken_when_the_first_is_not_quite_sure() -> None:
    doubtful = cell(0, "提和补贴", 0.93, readings=("提和补贴", "提租补贴"))
    resolve_texts([table(doubtful, cell(1, "别的", 0.5))])
    assert doubtful.text == "提租补贴"


def test_what_is_read_surely_gives_way_only_to_what_the_document_says_again_and_again() -> None:
    name = "江油市人力资源局"
    often = [cell(row, name, 0.99) for row in range(3)]
    bitten = cell(3, "工油市人力资源局", 0.99, readings=("工油市人力资源局", name))
    (repair,) = resolve_texts([table(*often, bitten, cell(4, "别的", 0.5))])
    assert (bitten.text, repair.before) == (name, "工油市人力资源局")
    bitten = cell(3, "工油市人力资源局", 0.99, readings=("工油市人力资源局", name))
    assert resolve_texts([table(*often[:2], bitten, cell(4, "别的", 0.5))]) == []
    school = cell(3, "第二小学校", 0.99, readings=("第二小学校", "第一小学校"))
    schools = [cell(row, "第一小学校", 0.99) for row in range(3)]
    assert resolve_texts([table(*schools, school, cell(4, "别的", 0.5))]) == []


def test_words_that_the_list_does_not_know_are_not_cut_off() -> None:
    doubtful = cell(0, "本年政府性基金", 0.5)
    doubtful.lattice = spelt("本年政府性基金", "本年政府性基金")
    resolve_texts([table(doubtful)], lambda: ["政府性基金"])
    assert doubtful.text == "本年政府性基金"


def test_a_heading_is_told_though_bits_of_rulings_were_read_with_it() -> None:
    doubtful = cell(0, "1本年3收入", 0.4)
    doubtful.lattice = spelt("1本年3收入", "1本年3收入")
    form = table(doubtful)
    form.header_row_count, form.caption.title = 1, "某某预算表"
    headings = {"本年收入": "total"}
    resolve_texts([form], lambda: headings, lambda _title, _read: headings)
    assert (doubtful.text, doubtful.confidence) == ("本年收入", 0.7)


def dropping(text: str, *dropped: str) -> Lattice:
    """Return a lattice whose best path is ``text``, of which some characters may as well be none."""
    rows = []
    for character in text:
        for one in (character, ""):
            row = np.full(len(ALPHABET), 1e-5, np.float32)
            row[ALPHABET.index(one)] = 0.6
            row[0] = max(row[0], 0.39 if character in dropped else 0.0)
            rows.append(row)
    return keep_lattice(np.array(rows), ALPHABET)


@pytest.mark.parametrize("rows", [0, 1])
def test_words_within_a_text_that_the_list_does_not_know_are_not_left_out(rows: int) -> None:
    doubtful = cell(0, "政府性基金拨款收入", 0.5)
    doubtful.lattice = dropping(doubtful.text, "拨", "款")
    form = table(doubtful)
    form.header_row_count, form.caption.title = rows, "某某预算表"
    headings = {"政府性基金收入": "government_fund"}
    assert resolve_texts([form], lambda: headings, lambda _title, _read: headings) == []
    assert doubtful.text == "政府性基金拨款收入"


def test_a_stroke_behind_a_name_is_left_out() -> None:
    doubtful = cell(0, "支出合计一", 0.5)
    doubtful.lattice = dropping(doubtful.text, "一")
    resolve_texts([table(doubtful)], lambda: ["支出合计"])
    assert doubtful.text == "支出合计"


def test_figures_in_words_are_never_replaced() -> None:
    known, doubtful = cell(0, "18.00次", 0.99), cell(1, "11.00次", 0.5)
    doubtful.lattice = spelt("11.00次", "18.00次")
    assert resolve_texts([table(known, doubtful)]) == []
    assert doubtful.text == "11.00次"


def test_a_year_that_was_read_is_no_other_that_the_document_has() -> None:
    doubtful = cell(1, "2025年预算数", 0.5)
    assert resolve_texts([table(cell(0, "2024年预算数", 0.99), doubtful)]) == []
    assert doubtful.text == "2025年预算数"


def test_a_second_reading_changes_no_ordinal_and_no_official_name() -> None:
    # Both of each pair can stand in such a form; which one is printed only the print says.
    numbered = cell(0, "二、教育支出", 0.96, readings=("二、教育支出", "三、教育支出"))
    level = cell(1, "质量指标", 0.92, readings=("质量指标", "数量指标"))
    heading = cell(8, "三级指标", 0.92, readings=("三级指标", "二级指标"))
    others = [cell(row, "数量指标", 0.99) for row in range(2, 6)] + [cell(7, "其他", 0.5)]
    others += [cell(9, "二级指标", 0.99), cell(10, "三级指标", 0.99)]
    assert resolve_texts([table(cell(6, "二、教育支出", 0.99), numbered, level, heading, *others)]) == []
    assert (numbered.text, level.text, heading.text) == ("二、教育支出", "质量指标", "三级指标")


def test_a_total_that_was_read_as_no_word_is_the_likeliest_by_its_picture() -> None:
    def read(text: str, sure: float) -> str:
        total = cell(0, text, sure)
        total.lattice = spell_out(text)
        resolve_texts([table(total)])
        return total.text

    assert [read("自、计", 0.4), read("自、计", 0.8), read("会计", 0.4)] == ["合计", "自、计", "会计"]


def test_half_of_a_total_that_its_picture_shows_whole_is_one() -> None:
    total, other = cell(0, "合、3", 0.2), cell(1, "合、3", 0.2)
    total.lattice, other.lattice = spell_out("合计"), spell_out("合、3")
    resolve_texts([table(total, other)])
    assert (total.text, other.text) == ("合计", "合、3")


def test_an_official_name_too_short_to_be_listed_is_no_heading() -> None:
    bonus, slip = cell(0, "奖金", 0.5), cell(1, "贷金", 0.5)
    bonus.lattice, slip.lattice = spell_out("资金"), spell_out("资金")
    resolve_texts([table(bonus, slip)], lambda: ["资金"])
    assert (bonus.text, slip.text) == ("奖金", "资金")


def test_what_is_no_word_is_the_total_that_was_read_as_well() -> None:
    slip, word, doubted = cell(0, "台计", 0.98), cell(1, "会计", 0.98), cell(2, "18.0", 0.5)
    slip.readings = (Reading("台计", 0.98), Reading("合计", 0.02))
    word.readings = (Reading("会计", 0.98), Reading("合计", 0.02))
    (repair,) = resolve_texts([table(slip, word, doubted)])
    assert (slip.text, word.text) == ("合计", "会计")
    assert (repair.before, repair.after) == ("台计", "合计")


def test_a_stroke_behind_a_total_is_a_bit_of_a_ruling() -> None:
    total, sure, word = cell(0, "合计一", 0.4), cell(1, "合计一", 0.99), cell(2, "合计一览", 0.4)
    (repair,) = resolve_texts([table(total, sure, word)])
    assert (total.text, sure.text, word.text) == ("合计", "合计一", "合计一览")
    assert total.confidence <= 0.7
    assert repair.after == "合计"


def test_a_bit_of_a_ruling_before_a_total_goes() -> None:
    total, price, whole = cell(0, "1收入总计", 0.6), cell(1, "1小计购置费", 0.6), cell(2, "支出合计", 0.6)
    repairs = resolve_texts([table(total, price, whole)])
    assert (total.text, price.text, whole.text) == ("收入总计", "1小计购置费", "支出合计")
    assert [repair.before for repair in repairs] == ["1收入总计"]
