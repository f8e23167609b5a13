"""What the rows, columns and headings of a table without a grid are."""

from typeset import Sheet, grid_of, spans_of

from extractors.tables.finders.unruled import UnruledFinder


def find_one(sheet):
    tables = UnruledFinder().find_tables(sheet.page())
    assert len(tables) == 1
    return tables[0]


def booktabs(rows=4):
    """Rules above, under the headings and below; two levels of headings, short rules under the upper ones."""
    sheet = Sheet().rule(100, 60, 420)
    sheet.row(104, (235, "Men", "centre"), (355, "Women", "centre"))
    sheet.rule(118, 180, 290).rule(118, 300, 410)
    sheet.row(122, (60, "Region"), (220, "Number", "right"), (285, "Rate", "right"))
    sheet.row(122, (340, "Number", "right"), (405, "Rate", "right"))
    sheet.rule(137, 60, 420)
    for index in range(rows):
        figures = [f"{1000 + 137 * index:,}", f"{3.5 + index}", f"{980 + 41 * index}", f"{2.5 + index}"]
        places = [220, 285, 340, 405]
        name = ["North", "South Coast", "Lakes", "Islands and Highlands"][index % 4]
        sheet.row(142 + 14 * index, (60, name), *[(x, t, "right") for x, t in zip(places, figures, strict=True)])
    return sheet.rule(142 + 14 * rows + 2, 60, 420)


def test_horizontal_rules_only_with_two_levels_of_headings():
    table = find_one(booktabs())
    assert table.header_row_count == 2
    assert spans_of(table) == {"Region": (2, 1), "Men": (1, 2), "Women": (1, 2)}
    assert grid_of(table)[1:3] == [["", "Number", "Rate", "Number", "Rate"], ["North", "1,000", "3.5", "980", "2.5"]]
    assert {cell.kind for cell in table.cells if cell.row < 2} == {"header"}
    assert {cell.kind for cell in table.cells if cell.row >= 2} == {"data"}


def test_white_space_only():
    sheet = Sheet()
    sheet.row(100, (60, "Year"), (250, "Revenue", "right"), (350, "Cost", "right"))
    for index, year in enumerate(("2019", "2020", "2021", "2022")):
        sheet.row(116 + 14 * index, (60, year), (250, f"{index}34.50", "right"), (350, f"({index}2.1)", "right"))
    assert grid_of(find_one(sheet)) == [
        ["Year", "Revenue", "Cost"],
        ["2019", "034.50", "(02.1)"],
        ["2020", "134.50", "(12.1)"],
        ["2021", "234.50", "(22.1)"],
        ["2022", "334.50", "(32.1)"],
    ]


def test_a_box_and_nothing_in_it():
    sheet = Sheet().rule(95, 55, 360).rule(175, 55, 360).upright(55, 95, 175).upright(360, 95, 175)
    sheet.row(100, (60, "Item"), (250, "Units", "right"), (350, "Price", "right"))
    for index, item in enumerate(("Bolts", "Nuts", "Washers", "Screws")):
        sheet.row(116 + 14 * index, (60, item), (250, f"{index + 3}", "right"), (350, f"{index}.25", "right"))
    table = find_one(sheet)
    assert (table.row_count, table.column_count, table.header_row_count) == (5, 3, 1)
    assert grid_of(table)[4] == ["Screws", "6", "3.25"]


def test_upright_rules_part_columns_that_touch():
    sheet = Sheet().rule(95, 55, 260).rule(165, 55, 260)
    for x in (55, 120, 160, 260):
        sheet.upright(x, 95, 165)
    for index, (code, name) in enumerate((("2080501", "Pensions"), ("2080505", "Insurance"), ("2101101", "Health"))):
        sheet.row(100 + 20 * index, (118, code, "right"), (158, f"{index}.10", "right"), (161, name))
    assert grid_of(find_one(sheet))[0] == ["2080501", "0.10", "Pensions"]


def test_a_wrapped_label_is_one_row_and_a_subheading_is_its_own():
    sheet = Sheet().rule(96, 60, 400)
    sheet.row(100, (60, "Programme"), (300, "2023", "right"), (390, "2024", "right")).rule(114, 60, 400)
    sheet.row(118, (60, "Schools"))
    sheet.row(131, (60, "Training of teachers in rural districts"), (300, "12.5", "right"), (390, "13.0", "right"))
    sheet.row(144, (60, "Maintenance of buildings and of the"))
    sheet.row(157, (60, "grounds around them"), (300, "7.1", "right"), (390, "8.2", "right"))
    sheet.row(170, (60, "Roads"))
    sheet.row(183, (60, "Bridges"), (300, "1.0", "right"), (390, "0.9", "right")).rule(198, 60, 400)
    assert grid_of(find_one(sheet)) == [
        ["Programme", "2023", "2024"],
        ["Schools", "", ""],
        ["Training of teachers in rural districts", "12.5", "13.0"],
        ["Maintenance of buildings and of the grounds around them", "7.1", "8.2"],
        ["Roads", "", ""],
        ["Bridges", "1.0", "0.9"],
    ]


def test_rules_part_rows_of_wrapped_cells():
    sheet = Sheet()
    for y in (100, 116, 158, 188):
        sheet.rule(y, 60, 420)
    sheet.row(102, (62, "Type"), (160, "Description"))
    sheet.row(119, (62, "Visual"), (160, "A line of fixed length with words that anchor the"))
    sheet.row(131, (62, "scale"), (160, "scale at the ends and no words in between, on"))
    sheet.row(143, (160, "which patients mark a place."))
    sheet.row(161, (62, "Rating scale"), (160, "Numbers of which one is to be chosen, the ends"))
    sheet.row(173, (160, "alone being named."))
    assert grid_of(find_one(sheet)) == [
        ["Type", "Description"],
        [
            "Visual scale",
            "A line of fixed length with words that anchor the scale at the ends and no words in between, on which "
            "patients mark a place.",
        ],
        ["Rating scale", "Numbers of which one is to be chosen, the ends alone being named."],
    ]


def test_a_rule_that_stops_short_merges_the_cells_beside_it():
    sheet = Sheet().rule(100, 60, 400).rule(116, 60, 400).rule(132, 160, 400).rule(148, 60, 400).rule(164, 60, 400)
    sheet.row(102, (62, "Group"), (165, "Level"), (390, "Share", "right"))
    sheet.row(118, (165, "Low"), (390, "5%", "right"))
    sheet.row(126, (62, "Savings"))
    sheet.row(134, (165, "High"), (390, "15%", "right"))
    sheet.row(150, (62, "Other"), (165, "Low"), (390, "8%", "right"))
    table = find_one(sheet)
    assert spans_of(table) == {"Savings": (2, 1)}
    assert grid_of(table)[2] == ["", "High", "15%"]


def test_footnote_marks_stay_with_their_figures():
    sheet = booktabs()
    sheet.write(220, 139.5, "a", size=6)
    assert "1,000a" in {cell.text for cell in find_one(sheet).cells}


def test_groups_of_thousands_are_one_figure():
    sheet = Sheet().rule(96, 60, 400)
    sheet.row(100, (60, "Year"), (250, "2001", "right"), (390, "2002", "right")).rule(114, 60, 400)
    for index in range(3):
        sheet.row(118 + 14 * index, (60, f"Part {index}"), (250, f"{index + 1}5 455", "right"), (390, "1 022", "right"))
    sheet.rule(162, 60, 400)
    assert grid_of(find_one(sheet))[1] == ["Part 0", "15 455", "1 022"]


def test_a_total_over_the_leading_columns_spans_them():
    sheet = Sheet()
    for y in range(100, 181, 16):
        sheet.rule(y, 60, 400)
    sheet.row(103, (62, "类"), (92, "款"), (122, "科目名称"), (350, "合计", "right"))
    sheet.row(119, (145, "合 计", "centre"), (398, "3,606.21", "right"))
    for index, name in enumerate(("行政运行", "事业运行", "培训支出")):
        sheet.row(135 + 16 * index, (62, "208"), (92, f"0{index}"), (122, name), (398, f"{index}88.00", "right"))
    table = find_one(sheet)
    assert spans_of(table)["合计"] == (1, 3)
    assert grid_of(table)[2] == ["208", "00", "行政运行", "088.00"]


def test_a_currency_sign_at_the_edge_of_its_column_belongs_to_the_figure():
    sheet = Sheet().rule(96, 60, 400).rule(114, 60, 400).rule(162, 60, 400)
    sheet.row(100, (60, "Item"), (250, "2023", "right"), (390, "2024", "right"))
    for index, sign in enumerate(("$", "", "$")):
        row = [(60, f"Cost {index}"), (250, f"{index}1.50", "right"), (390, f"(1{index}.25)", "right")]
        sheet.row(118 + 14 * index, *row, *[(x, sign) for x in (200, 340) if sign])
    assert grid_of(find_one(sheet))[1] == ["Cost 0", "$ 01.50", "$ (10.25)"]
