import pytest

from extractors.forms.typed import AmbiguousDate, parse_date, parse_decimal, parse_integer, split_list


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.50", "1234.50"),
        ("(45.00)", "-45.00"),
        ("12.00-", "-12.00"),
        ("EUR 1,000", "1000"),
        ("1,000.00 USD", "1000.00"),
        ("€5.20", "5.20"),
        ("-£3", "-3"),
        ("３.５元", "3.5"),
        ("n/a", None),
        ("EUR", None),
        ("12 boxes", None),
    ],
)
def test_decimals(text: str, value: str | None):
    assert parse_decimal(text) == value


def test_the_decimal_mark_may_be_a_comma():
    assert parse_decimal("1.234,56", ",") == "1234.56"
    assert parse_decimal("1 234,56 EUR", ",") == "1234.56"
    assert parse_decimal("1.234,56") is None


def test_integers_have_no_decimals():
    assert parse_integer("1,234") == "1234"
    assert parse_integer("1.0") is None


@pytest.mark.parametrize(
    ("text", "order", "value"),
    [
        ("2024-03-01", None, "2024-03-01"),
        ("2024年3月1日", None, "2024-03-01"),
        ("2024.3.1", "dmy", "2024-03-01"),
        ("20240301", None, "2024-03-01"),
        ("1 March 2024", None, "2024-03-01"),
        ("1st Mar. 24", None, "2024-03-01"),
        ("01-MAR-2024", None, "2024-03-01"),
        ("Sept 3, 2024", None, "2024-09-03"),
        ("31/12/2024", None, "2024-12-31"),
        ("12/31/2024", None, "2024-12-31"),
        ("03/03/2024", None, "2024-03-03"),
        ("03/04/2024", "dmy", "2024-04-03"),
        ("03/04/2024", "mdy", "2024-03-04"),
        ("24/03/04", "ymd", "2024-03-04"),
        ("01.02.69", "dmy", "1969-02-01"),
        ("01.02.68", "dmy", "2068-02-01"),
        ("31/04/2024", "dmy", None),
        ("2024-02-30", None, None),
        ("Ma 3 2024", None, None),
        ("Total", None, None),
    ],
)
def test_days_of_the_calendar(text: str, order, value: str | None):
    assert parse_date(text, order) == value


def test_a_day_that_can_be_read_in_two_ways_is_not_guessed():
    with pytest.raises(AmbiguousDate):
        parse_date("03/04/2024", None)


def test_lists():
    assert split_list("desk; two chairs ;lamp;", ";") == ["desk", "two chairs", "lamp"]
