"""Cells that are numbers and dates, as people write them."""

from datetime import datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from orchestration.ingest.values import number_range, parse_dates


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
    ],
)
def test_a_number_or_range_keeps_its_bounds(text, low, high):
    assert number_range(text) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["7500+", "~62k", "ei päätyönä kukaan", "", "5-3", "1.2.3"])
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
    ],
)
def test_a_date_is_read_day_first(text, expected):
    # A blank beside it keeps the column off the shortcut for columns of one format.
    for column in (["", text], [text]):
        assert parse_dates(pa.array(column)).to_pylist()[-1] == expected


@pytest.mark.parametrize("text", ["04/05/2024", "31.2.2024", "eilen", "99999999"])
def test_a_date_that_is_not_certain_is_null(text):
    assert parse_dates(pa.array([text])).to_pylist() == [None]
