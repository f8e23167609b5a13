"""Levels of a code whose headings were misread."""

from tests.extractors.forms.grids import grid, recognised, records


def test_a_level_of_a_code_whose_letter_was_misread_is_told_by_its_column():
    text = """
        科目编码 | < | < | 科目名称 | 合计 | 基本支出
        类 | 歌 | 项 | ^ | ^ | ^
        205 | 08 | 03 | 培训支出 | 3 | 3
        208 | 05 | 01 | 行政单位离退休 | 2 | 2
        208 | {part} | 02 | 事业单位离退休 | 1 | 1
        """
    for part, source, codes in (
        ("05", "ocr", ["2050803", "2080501", "2080502"]),
        ("05", "text", [None] * 3),
        ("支出", "ocr", [None] * 3),
    ):
        table = grid(text.format(part=part), headers=2, title="部门支出总表")
        for cell in table.cells:
            cell.source = source
        assert [record["subject_code"] for record in records(table)] == codes, (part, source)
        warned = any("歌 is taken for a level of the code" in each.message for each in recognised(table).warnings)
        assert warned == (codes[0] is not None)
