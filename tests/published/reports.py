"""Rows of the reports of places and of reliability."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.published.marts import Marts, Members, Published, Row, counted, row_of

_PHASES = {"start": ("paired", "start_only"), "end": ("paired", "end_only"), "single": ("single",)}
_CODE_OF_LEVEL = {"county": "region_code"}
_BANDS = {"30-49": (30, 49), "50-99": (50, 99), "100-199": (100, 199), "200+": (200, 10**9)}


def rows_of_reports(marts: Marts) -> Iterator[Published]:
    """Rows of change, attrition and reliability."""
    for row in marts.read("rpt_indicator_change"):
        yield from _change(marts, row)
    for row in marts.read("rpt_indicator_attrition"):
        yield counted("attrition", _in_place(marts, row, "paired"), row["pair_count"])
        if row["lost_to_follow_up_count"] is not None:
            # Of every half-year: few end in the half-year in which they started.
            without_end = _in_place(marts, row | {"period_key": None}, "start_only")
            yield counted("lost to follow-up", without_end, row["lost_to_follow_up_count"])
    for row in marts.read("rpt_indicator_reliability"):
        yield _reliability(marts, row)


def _change(marts: Marts, row: Row) -> Iterator[Published]:
    pairs = _in_place(marts, row, "paired")
    if row["pair_count"] is not None:
        yield counted(f"change {row['level']}", pairs, row["pair_count"])
    for phase, statuses in _PHASES.items():
        if row[f"{phase}_count"] is not None:
            # Published where nobody of the place is suppressed, or of a service as far as is known.
            members = _in_place(marts, row, *statuses)
            yield counted(f"{phase} {row['level']}", members, row[f"{phase}_count"])
    if row["retention_share"] is not None:
        always = row | {"period_key": None}
        ended, without_end = (_in_place(marts, always, s) for s in ("paired", "start_only"))
        share = pytest.approx(len(ended) / (len(ended) + len(without_end)))
        yield row_of("retention", [*ended, *without_end], (row["retention_share"],), (share,))
        yield row_of("retention", ended, (), ())


def _in_place(marts: Marts, row: Row, *statuses: str) -> Members:
    """Members of the cells of the row's place and half-year (of every half-year for None)."""
    column = _CODE_OF_LEVEL.get(row["level"], f"{row['level']}_code")
    # Merged services with different codes are a place of their own in their county.
    codes = {row["group_code"]} if not row["group_code"].endswith("/several") else {"several"}
    return [
        m
        for cell in marts.cells
        if cell.place[column] in codes
        for m in cell.members
        if m.pairing_status_code in statuses and row["period_key"] in (None, m.period_key)
    ]


def _reliability(marts: Marts, row: Row) -> Published:
    people = marts.in_cells(_PHASES[row["phase_code"]], row["period_key"])
    members = [m for m in people if row["language_code"] in ("all", m.language_code)]
    if row["language_code"] != "all" and len({m.language_code for m in people}) > 1:
        # Published once: starts without an end must be free to become pairs.
        members = [m for m in members if m.pairing_status_code != "start_only"]
    low, high = _BANDS[row["person_count_band"]]
    name = f"reliability {row['language_code']}"
    return row_of(name, members, (True,), (low <= len(members) <= high,))
