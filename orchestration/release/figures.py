"""What a folder of published tables says in all: totals, and whom and what it is about.

Belongs here: reading that from Parquet, also of a release that an earlier version of Mukana made.
Does not belong here: comparing two of them (loss).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from orchestration.release.kept import Figures

# Tables without a figure about what people or organisations answered.
_NO_FIGURES = {
    "fct_delivery",
    "fct_quality_check",
    "fct_indicator_reference",
    "fct_indicator_suppressed",
    "fct_response_coverage",
    # Also services of which nobody has answered, where people of their county are suppressed.
    "fct_service_suppressed",
}
# Kind -> column of its key in the facts, dimension, column of its code, column of its name.
_MEMBERS = {
    "service": ("service_key", "dim_service", "service_code", "service_name_fi"),
    "period": ("period_key", "dim_period", "period_code", "period_name_fi"),
    "indicator": ("indicator_key", "dim_indicator", "indicator_code", "indicator_name_fi"),
    "questionnaire": (
        "questionnaire_key", "dim_questionnaire", "questionnaire_code", "questionnaire_title_fi",
    ),
}  # fmt: skip
_UNKNOWN = "unknown"


def of_folder(folder: Path) -> Figures:
    """The figures of a candidate or of a release."""
    pairs = _sum(folder, "fct_indicator_change", "pair_count")
    totals = {
        "pairs": pairs,
        # Both measurements of a pair count: one that gets its pair is no loss.
        "measurements": 2 * pairs + _sum(folder, "fct_indicator_level", "person_count"),
        "answers": _sum(folder, "fct_answer_distribution", "answer_count")
        + _rows(folder, "fct_governance_answer"),
        "activities": _rows(folder, "fct_activity"),
    }
    return Figures(totals, {kind: _members(folder, *names) for kind, names in _MEMBERS.items()})


def _sum(folder: Path, table: str, column: str) -> int:
    file = folder / f"{table}.parquet"
    if not file.exists() or column not in pq.read_schema(file).names:
        return 0
    return int(pc.sum(pq.ParquetFile(file).read([column])[column]).as_py() or 0)


def _rows(folder: Path, table: str) -> int:
    file = folder / f"{table}.parquet"
    return int(pq.read_metadata(file).num_rows) if file.exists() else 0


def _members(folder: Path, key: str, dimension: str, code: str, name: str) -> dict[str, str]:
    """Code -> name of the members that any fact has; a merged group is each service in it."""
    file = folder / f"{dimension}.parquet"
    if not file.exists() or not {key, code, name} <= set(pq.read_schema(file).names):
        return {}
    rows = pq.ParquetFile(file).read().to_pylist()
    names = {row[code]: row[name] for row in rows}
    used = set(_keys(folder, key))
    codes = {
        one.strip()
        for row in rows
        if row[key] in used
        for one in str(row.get("covers_codes") or row[code]).split(";")
    }
    return {one: names.get(one) or one for one in sorted(codes) if one != _UNKNOWN}


def _keys(folder: Path, key: str) -> Iterator[int]:
    """The keys that any fact with figures has."""
    for file in folder.glob("fct_*.parquet"):
        if file.stem not in _NO_FIGURES and key in pq.read_schema(file).names:
            yield from pq.ParquetFile(file).read([key])[key].unique().to_pylist()
