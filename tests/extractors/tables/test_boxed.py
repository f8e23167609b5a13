"""Titles and notes inside the box of a table."""

from builders import table

from extractors.tables.boxed import lift_boxed_text


def texts(found):
    return [[cell.text for cell in found.cells if cell.row == row] for row in range(found.row_count)]


def test_a_title_above_and_a_source_below_are_lifted():
    boxed = table(
        """
        | Exhibit 9 Kinds of assessment | < | < |
        | Kind | Number | Share |
        | Oral | 5 | 50 |
        | Source: own count | < | < |
        """
    )
    lifted = lift_boxed_text(boxed)
    assert texts(lifted) == [["Kind", "Number", "Share"], ["Oral", "5", "50"]]
    assert lifted.caption.title == boxed.cells[0].text
    assert [note[:6] for note in lifted.caption.notes] == ["Source"]


def test_a_subheading_over_all_columns_stays():
    plain = table(
        """
        | Kind | Number |
        | Schools | < |
        | Oral | 5 |
        | Total of all schools | < |
        """
    )
    assert lift_boxed_text(plain) is plain


def test_a_note_in_the_grid_of_a_budget_is_read_with_its_form():
    plain = table(
        """
        | 项目 | 金额 |
        | 合计 | 5 |
        | 注：本表按万元填列 | < |
        """
    )
    assert lift_boxed_text(plain) is plain
