"""How many started and ended in a place is said of everybody in it, or not at all."""

from __future__ import annotations

import pyarrow as pa
import pytest

from tests import sql

TEXT, INT, MONEY = pa.string(), pa.int32(), pa.decimal128(18, 4)
KEYS = {"level": TEXT, "group_code": TEXT, "period_key": INT, "indicator_key": INT}
SUMS = ("start_sum", "end_sum", "change_sum")
SQUARES = ("start_square_sum", "end_square_sum", "change_square_sum", "cross_sum")
DIRECTIONS = ("improved", "declined", "improved_unequal", "declined_unequal")


def _place(level: str, **more: object) -> dict[str, object]:
    return {"level": level, "group_code": "g", "period_key": 20241, "indicator_key": 1} | more


def counts(level: str, pairs: int | None, levels: list[tuple[str, str, int | None]]) -> dict:
    """The counts of a place with `pairs` published, and (pairing status, status, count) of others."""
    names = (f"{part}_{language}" for part in ("name", "covers") for language in ("fi", "sv", "en"))
    tables = {
        "int_change_places": sql.table(
            [_place(level, pair_count=pairs)], **KEYS, is_several=pa.bool_(), service_count=INT,
            pair_count=INT, **dict.fromkeys(names, TEXT), **dict.fromkeys(SUMS, MONEY),
        ),
        "int_place_spreads": sql.table(
            [], **KEYS, pair_count=INT, **dict.fromkeys(SQUARES, MONEY),
            wider_deviation_sum=pa.float64(), wider_freedom_count=INT,
        ),
        "int_place_directions": sql.table(
            [], **KEYS, pair_count=INT, **{f"{name}_count": INT for name in DIRECTIONS}
        ),
        "int_place_medians": sql.table([], **KEYS, pair_count=INT, change_median=pa.float64()),
        "int_place_levels": sql.table(
            [
                _place(level, pairing_status_code=pairing, status_code=status, person_count=count)
                for pairing, status, count in levels
            ],
            **KEYS, pairing_status_code=TEXT, status_code=TEXT, person_count=INT, published_count=INT,
        ),
    }  # fmt: skip
    (found,) = sql.run(tables, "int_change_sums")
    return {"pairs": found["counted_pair_count"], "status": found["pair_status_code"]}


@pytest.mark.parametrize("hidden", ["few", "merged"])
@pytest.mark.parametrize("level", ["municipality", "county", "sector", "service_type"])
def test_where_pairs_of_a_place_are_suppressed_or_elsewhere_its_starts_are_not_counted(
    level, hidden
):
    # 17 pairs are published; others are suppressed, or published under the name of a merged group.
    found = counts(level, 17, [("paired", hidden, None), ("start_only", "number", 13)])
    assert found == {"pairs": None, "status": hidden}


def test_where_all_pairs_of_a_place_are_published_they_are_counted():
    assert counts("county", 17, []) == {"pairs": 17, "status": "number"}


def test_the_pairs_of_a_service_by_itself_are_all_in_its_row():
    # Of its county some are suppressed: they are of other services.
    assert counts("service", 8, [("paired", "few", None)]) == {"pairs": 8, "status": "number"}


def test_a_place_without_published_pairs_has_none_or_does_not_say():
    assert counts("county", None, []) == {"pairs": 0, "status": "number"}
    assert counts("county", None, [("paired", "few", None)]) == {"pairs": None, "status": "few"}
    assert counts("service", None, [("paired", "merged", None)])["status"] == "merged"
