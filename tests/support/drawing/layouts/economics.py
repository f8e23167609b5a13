"""Government budget economic classes (政府预算支出经济分类): which of them a line is paid under, and their names."""

from __future__ import annotations

from ..budget import Line, Test, Unit

#: Classes (类) in official order.
GOVERNMENT_CLASSES: dict[str, str] = {
    "501": "机关工资福利支出",
    "502": "机关商品和服务支出",
    "503": "机关资本性支出（一）",
    "504": "机关资本性支出（二）",
    "505": "对事业单位经常性补助",
    "506": "对事业单位资本性补助",
    "507": "对企业补助",
    "508": "对企业资本性支出",
    "509": "对个人和家庭的补助",
    "510": "对社会保障基金补助",
    "511": "债务利息及费用支出",
    "512": "债务还本支出",
    "513": "转移性支出",
    "514": "预备费及预留",
    "599": "其他支出",
}
#: Departmental classes: those of staff and office, and those that only projects are spent on.
USES = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助"}
PROJECT_USES = {
    "307": "债务利息及费用支出",
    "309": "资本性支出（基本建设）",
    "310": "资本性支出",
    "311": "对企业补助（基本建设）",
    "312": "对企业补助",
    "313": "对社会保障基金补助",
    "399": "其他支出",
}
#: Subjects (款) that departments print, with the departmental subjects that make them up.
WAGES = {
    "工资奖金津补贴": ("30101", "30102", "30103"),
    "社会保障缴费": ("30108", "30109", "30110", "30111", "30112"),
    "住房公积金": ("30113",),
    "其他工资福利支出": ("30106", "30107", "30199"),
}
_OFFICE = tuple(f"302{number:02d}" for number in (1, 2, 4, 5, 6, 7, 9, 11, 14, 28, 29, 39))
SERVICES = {
    "办公经费": _OFFICE,
    "会议费": ("30215",),
    "培训费": ("30216",),
    "专用材料购置费": ("30218",),
    "委托业务费": ("30203", "30226", "30227"),
    "公务接待费": ("30217",),
    "因公出国（境）费用": ("30212",),
    "公务用车运行维护费": ("30231",),
    "维修（护）费": ("30213",),
    "其他商品和服务支出": ("30208", "30299"),
}
FAMILIES = {
    "社会福利和救助": ("30304", "30305", "30307", "30309"),
    "助学金": ("30308",),
    "个人农业生产补贴": (),
    "离退休费": ("30301", "30302"),
    "其他对个人和家庭的补助": ("30399",),
}


def spent_on_any(codes: tuple[str, ...]) -> Test:
    """Return the test for lines of these departmental subjects."""
    return lambda line: line.economic in codes


def in_class(*classes: str) -> Test:
    """Return the test for lines of departmental classes such as 301."""
    return lambda line: line.economic[:3] in classes


def government_class(line: Line, office: Unit) -> str:
    """Return the government class of a line: of the ``office`` itself, or of an institution that it supports."""
    kind = line.economic[:3]
    if kind in ("303", "312"):
        return {"303": "509", "312": "507"}[kind]
    if line.unit == office:
        return {"301": "501", "302": "502", "310": "503"}[kind]
    return "506" if kind == "310" else "505"


def of_government_class(code: str, office: Unit) -> Test:
    """Return the test for lines of a government class."""
    return lambda line: government_class(line, office) == code
