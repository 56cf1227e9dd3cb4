"""The numbers that the benchmark compares, from a yardstick's file or from Mukana's release.

Belongs here: reading them into one shape and saying where two differ. Does not belong here:
costs. Imported last, see run.bench.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb

from orchestration.core.data_root import DataRoot
from orchestration.release import pointer

# (service_code, period_code) -> pair_count, start_sum, end_sum, change_sum in score points.
Numbers = dict[tuple[str, str], tuple[int, Decimal, Decimal, Decimal]]

# A release may merge a smaller group with others near it, or suppress it.
_ALWAYS_PUBLISHED_PAIRS = 10

_COLUMNS = """
    service_code,
    period_code,
    pair_count::int,
    start_sum::decimal(18, 4),
    end_sum::decimal(18, 4),
    change_sum::decimal(18, 4)
"""


def from_file(path: Path) -> Numbers:
    """Numbers of a yardstick's Parquet file."""
    return _numbers(f"select {_COLUMNS} from '{path}'")


def from_release(root: Path, indicator: str) -> Numbers:
    """Numbers of `fct_indicator_change` in the current release, for one indicator code.

    Raises LookupError when nothing is published.
    """
    current = pointer.read(DataRoot(root))
    if current is None:
        raise LookupError(f"{root}: nothing is published; see mukana.log beside it (use --keep)")
    folder = DataRoot(root).published / current["path"]
    return _numbers(f"""
        select {_COLUMNS}
        from '{folder}/fct_indicator_change.parquet'
        inner join '{folder}/dim_service.parquet' using (service_key)
        inner join '{folder}/dim_period.parquet' using (period_key)
        inner join '{folder}/dim_indicator.parquet' using (indicator_key)
        where indicator_code = '{indicator}'
    """)


def differences(one: str, expected: Numbers, other: str, found: Numbers) -> list[str]:
    """One line for each group whose numbers are not the same; no groups at all is one too."""
    if not expected:
        return [f"{one} has no groups"]
    return [
        f"{service} {period}: {one} {_text(expected.get(key))} but {other} {_text(found.get(key))}"
        for key in sorted(expected.keys() | found.keys())
        if expected.get(key) != found.get(key)
        for service, period in [key]
    ]


def published_differently(expected: Numbers, release: Numbers) -> list[str]:
    """As `differences`, of a release: groups of few may be missing from it, merged ones are its own."""
    own = {key: row for key, row in release.items() if key in expected}
    wanted = {
        key: row for key, row in expected.items() if key in own or row[0] >= _ALWAYS_PUBLISHED_PAIRS
    }
    if not own:
        return ["the release has none of the groups"]
    return differences("people", wanted, "mukana", own)


def _text(row: tuple[int, Decimal, Decimal, Decimal] | None) -> str:
    return "nothing" if row is None else f"{row[0]} pairs, sums {row[1]}, {row[2]}, {row[3]}"


def _numbers(query: str) -> Numbers:
    found: Numbers = {}
    for service, period, *sums in duckdb.connect().execute(query).fetchall():
        if (service, period) in found:
            raise LookupError(f"{service} {period} stands twice in\n{query}")
        found[service, period] = tuple(sums)
    return found
