"""What a folder of published tables says of its own quality: who is followed up, what is suppressed.

Belongs here: reading that from Parquet; every number is a sum of published ones. Does not belong
here: what a report or a quality description makes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

Row = dict[str, Any]


def rows_of(folder: Path, table: str, *columns: str) -> list[Row]:
    """Columns of a table as rows; empty if the folder has no such table or not these columns."""
    file = folder / f"{table}.parquet"
    if not file.exists() or not set(columns) <= set(pq.read_schema(file).names):
        return []
    return pq.ParquetFile(file).read(list(columns)).to_pylist()


def names_of(folder: Path, dimension: str, key: str, *columns: str) -> dict[Any, Row]:
    """Key of a dimension -> these columns of it."""
    return {row[key]: row for row in rows_of(folder, dimension, key, *columns)}


def organisations(folder: Path) -> frozenset[str]:
    """Codes of questionnaires that organisations answer: how they typed may be counted exactly."""
    rows = rows_of(folder, "dim_questionnaire", "questionnaire_code", "subject_code")
    return frozenset(
        row["questionnaire_code"] for row in rows if row["subject_code"] == "organisation"
    )


def distinct(folder: Path, table: str, column: str) -> set[Any]:
    """The different values of a column; none if the folder has no such table or column."""
    file = folder / f"{table}.parquet"
    if not file.exists() or column not in pq.read_schema(file).names:
        return set()
    found = pq.ParquetFile(file).read([column])[column]
    return set(found.unique().to_pylist())


def followed_up(folder: Path) -> float | None:
    """Share (0 to 1) of published starts that have an end; None where none is published."""
    rows = rows_of(folder, "fct_response_coverage", "paired_count", "start_only_count")
    both = [one for one in rows if None not in one.values()]
    paired = sum(one["paired_count"] for one in both)
    everybody = paired + sum(one["start_only_count"] for one in both)
    return paired / everybody if everybody else None


def waves(folder: Path) -> list[Row]:
    """Of each governance questionnaire and wave, the most areas that answered any question."""
    columns = ("questionnaire_title_fi", "wave_code", "area_count", "area_set_count")
    most: dict[tuple[str, str], Row] = {}
    for row in rows_of(folder, "rpt_governance_metric", *columns):
        if None not in row.values():
            key = (row["questionnaire_title_fi"], row["wave_code"])
            before = most.get(key)
            if before is None or row["area_count"] > before["answered"]:
                most[key] = {
                    "title": key[0],
                    "wave": key[1],
                    "answered": row["area_count"],
                    "areas": row["area_set_count"],
                }
    return [most[key] for key in sorted(most)]


def answered(folder: Path) -> float | None:
    """Share (0 to 1) of areas that answered the latest wave of each governance questionnaire."""
    latest = {one["title"]: one for one in waves(folder)}.values()
    areas = sum(one["areas"] for one in latest)
    return sum(one["answered"] for one in latest) / areas if areas else None


def suppressed_count(folder: Path) -> int | None:
    """How many results are suppressed; None where the folder has no table of them."""
    file = folder / "fct_indicator_suppressed.parquet"
    return int(pq.read_metadata(file).num_rows) if file.exists() else None


def suppressed(folder: Path) -> list[Row]:
    """What is suppressed, by half-year, county and indicator, with names in each language."""
    columns = (
        "period_key", "region_key", "indicator_key", "pairing_status_code", "suppressed_from_code",
        "suppressed_person_band",
    )  # fmt: skip
    names = {
        "period": names_of(folder, "dim_period", "period_key", *_in_languages("period_name")),
        "region": names_of(folder, "dim_region", "region_key", *_in_languages("region_name")),
        "indicator": names_of(
            folder, "dim_indicator", "indicator_key", *_in_languages("indicator_name")
        ),
    }
    found = rows_of(folder, "fct_indicator_suppressed", *columns)
    found.sort(key=lambda row: tuple(str(row[column]) for column in columns))
    return [row | dict(_named(row, names)) for row in found]


def _in_languages(column: str) -> list[str]:
    return [f"{column}_{language}" for language in ("fi", "sv", "en")]


def _named(row: Row, names: dict[str, dict[Any, Row]]) -> Iterator[tuple[str, str | None]]:
    for kind, by_key in names.items():
        key = row[f"{kind}_key"]
        # Indicator 0 stands for everybody who answered.
        named = by_key.get(key, {}) if key or kind != "indicator" else {}
        for column in _in_languages(f"{kind}_name"):
            yield column, named.get(column)
