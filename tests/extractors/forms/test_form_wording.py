import pytest

from extractors.forms.wording import as_digits, heading_core, is_remark, split_coded_name, split_ordinal, unit_in


@pytest.mark.parametrize(
    ("printed", "core"),
    [
        ("其中：教育收费", "教育收费"),
        ("金 额（万元）", "金额"),
        ("项目资金万元", "项目资金"),
        ("“三公”经费", "三公经费"),
        ("一、收入", "收入"),
        ("（一）一般公共预算", "一般公共预算"),
        ("因公出国（境）费用", "因公出国(境)费用"),
        ("合计（1=2+3）", "合计"),
        ("总目标：", "总目标"),
        ("其中", "其中"),
        ("2024年预算数", "2024年预算数"),
    ],
)
def test_heading_core(printed, core):
    assert heading_core(printed) == core


@pytest.mark.parametrize(
    ("label", "ordinal", "item"),
    [
        ("一、一般公共服务支出", "一", "一般公共服务支出"),
        ("二十一、其他支出", "二十一", "其他支出"),
        ("1.一般公共预算", "1", "一般公共预算"),
        ("1．一般公共预算", "1", "一般公共预算"),
        ("（一）财政拨款", "一", "财政拨款"),
        ("(2)政府性基金", "2", "政府性基金"),
        ("本年收入合计", None, "本年收入合计"),
        ("一般公共预算", None, "一般公共预算"),
        ("其中：财政拨款", None, "其中：财政拨款"),
        ("2.5公里道路", None, "2.5公里道路"),
    ],
)
def test_split_ordinal(label, ordinal, item):
    assert split_ordinal(label) == (ordinal, item)


@pytest.mark.parametrize(
    "text",
    [
        "注：本表为空",
        "此表为空",
        "无",
        "本单位无此项内容",
        "本单位无政府性基金预算支出",
        "本部门2025年没有国有资本经营预算拨款安排的支出，故本表为空表。",
    ],
)
def test_remarks(text):
    assert is_remark(text)


@pytest.mark.parametrize(
    "text",
    ["合计", "一般公共服务支出", "无形资产购置", "无锡市财政局经费", "无障碍设施改造资金", "基本支出", "其他支出"],
)
def test_labels_are_no_remarks(text):
    assert not is_remark(text)


def test_codes():
    assert as_digits(" 205 08 ") == "20508"
    assert as_digits("合计") is None
    assert split_coded_name("[2080501]行政单位离退休") == ("2080501", "行政单位离退休")
    assert split_coded_name("301-工资福利支出") == ("301", "工资福利支出")
    assert split_coded_name("12个乡镇补助") is None


def test_a_heading_may_state_the_unit():
    assert unit_in("项目资金（元）") == "元"
    assert unit_in("金额(单位：万元)") == "万元"
    assert unit_in("项目资金万元") == "万元"
    assert (unit_in("单元名称"), unit_in("统筹资金5万元"), unit_in("财政资金万元以上")) == (None, None, None)
