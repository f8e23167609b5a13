"""Short ways to write forms for the tests of the checks."""

from schemas.form import Form


def form(key, *records, unit="万元", entity="某市财政局", table="t1"):
    """Make a form; each record gets its row, and a cell in it for each of its amounts."""
    for row, record in enumerate(records):
        paths = list(record.get("amounts", ()))
        for field in ("budget", "funds"):
            value = record.get(field)
            paths += [f"{field}.{inner}" for inner in value] if isinstance(value, dict) else [field] if value else []
        for index, indicator in enumerate(record.get("indicators", ())):
            if indicator.get("weight"):
                paths.append(f"indicators.{index}.weight")
        record["row"] = row
        record["cells"] = {path: [row, column] for column, path in enumerate(paths)}
    return Form(key, None, None, entity, 2024, unit, [table], [], list(records))


def row(code, name, unit_code=None, group=None, /, **amounts):
    """Make a record of a form with amounts; ``a__b`` in a keyword stands for the measure a.b."""
    record = {"subject_code": code, "unit_code": unit_code, "name": name}
    if group:
        record["group"] = group
    return record | {"amounts": {measure.replace("__", "."): amount for measure, amount in amounts.items()}}


def line(side, ordinal, item, **amounts):
    """Make a record of a two-sided form."""
    return {"side": side, "ordinal": ordinal, "item": item, "amounts": amounts}


def weighted(*weights):
    """Make indicators with these weights."""
    return [{"level1": "产出指标", "level2": "数量指标", "level3": "次数", "weight": weight} for weight in weights]


def verdicts(checks, rule):
    """Return the statuses of one rule's checks."""
    return [check.status for check in checks if check.rule == rule]


def failing(checks):
    """Return the failed checks."""
    return [check for check in checks if check.status == "fail"]
