"""Cells that are numbers and dates, as people write them."""

from datetime import datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from orchestration.ingest.readers.cell_dates import Clock, parse_dates, read_dates
from orchestration.ingest.readers.cell_values import number_range, read_number

HELSINKI = Clock.of("Europe/Helsinki")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("4695,70", "4695.7", "4695.7"),
        ("44 375", "44375", "44375"),
        ("0,5 htv", "0.5", "0.5"),
        ("1-2", "1", "2"),
        ("2000–3400", "2000", "3400"),
        ("+20", "20", "20"),
        ("۱۲", "12", "12"),
        ("-3", "-3", "-3"),
        ("~62k", "62000", "62000"),
    ],
)
def test_a_number_or_range_keeps_its_bounds(text, low, high):
    assert number_range(text) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["ei päätyönä kukaan", "", "5-3", "1.2.3", "k", "+", "9" * 40])
def test_what_is_no_certain_number_is_none(text):
    assert number_range(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5.1.2022", datetime(2022, 1, 5)),
        ("1.1.2023 10.19.00", datetime(2023, 1, 1, 10, 19)),
        ("31.12.2024 23:59", datetime(2024, 12, 31, 23, 59)),
        ("1.4.24", datetime(2024, 4, 1)),
        ("2024-04-01T08:30:00", datetime(2024, 4, 1, 8, 30)),
        # Excel's day 45383: 1.1.2024 is day 45292, and 1.4. is 91 days later in a leap year.
        ("45383", datetime(2024, 4, 1)),
        ("45383.5", datetime(2024, 4, 1, 12)),
        ("25/12/2024", datetime(2024, 12, 25)),
        ("2024/02/05 10:00:00 AM GMT+2", datetime(2024, 2, 5, 10)),
        ("2024/02/05 12:07:09 AM GMT+2", datetime(2024, 2, 5, 0, 7, 9)),
        ("2024/2/5 1.00.00 ip. EET", datetime(2024, 2, 5, 13)),
        ("2024/02/05 12:30:00\u202fPM UTC+02:00", datetime(2024, 2, 5, 12, 30)),
        ("2024/02/05 13:05", datetime(2024, 2, 5, 13, 5)),
    ],
)
def test_a_date_is_read_day_first(text, expected):
    # A blank beside it keeps the column off the shortcut for columns of one format.
    for column in (["", text], [text]):
        assert parse_dates(pa.array(column), HELSINKI).to_pylist()[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        # As in the United States: the fourth of May, or the fifth of April?
        *("4/5/2024 10:00:00 AM", "4/5/2024 10:00", "4/25/2024", "2/25/24"),
        *("2024/13/01", "2024/02/30 10:00", "2024/02/05 13:00:00 PM GMT+2"),
        "04/05/2024",
        "31.2.2024",
        "eilen",
        "99999999",
        "31.2.2024 10.00.00",
        "5.2.0202",
        "1.1.9999",
    ],
)
def test_a_date_that_is_not_certain_is_null(text):
    assert parse_dates(pa.array([text])).to_pylist() == [None]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("20", set()),
        (" 20 ", set()),
        ("2000-3400", set()),
        ("4695,70", {"decimal_comma"}),
        ("44\u00a0375", {"blank_in_thousands"}),
        ("۱۲", {"other_digits"}),
        ("+20", {"plus_sign"}),
        ("~62k", {"about", "thousands_k"}),
        ("7500+", {"open_range"}),
        ("0,5 htv", {"decimal_comma", "unit"}),
    ],
)
def test_every_repair_of_a_number_is_named(text, rules):
    assert set(read_number(text).rules) == rules


def test_an_open_end_keeps_its_lower_bound_and_has_no_upper_one():
    assert number_range("7500+") == (Decimal(7500), None)


def test_repairs_of_dates_are_reported_by_position():
    texts = pa.array(["1.4.2024", "45383", "1.4.24", "45383", "04/05/2024", ""])
    _, repaired = read_dates(texts)
    assert repaired == {"excel_serial_date": [1, 3], "two_digit_year": [2]}


@pytest.mark.parametrize("text", ["1.4.24 10:00", "1.4.24 10.00.00"])
def test_a_two_digit_year_is_of_this_century_also_with_a_clock(text):
    [date] = parse_dates(pa.array([text])).to_pylist()
    assert date == datetime(2024, 4, 1, 10)
