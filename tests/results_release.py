"""A tiny release with what readers get beside its tables: the candidate fixture, published by hand.

One workshop whose score falls, a second one of which nothing is published, both in one merged
group; a log, a wave, a level. Numbers are invented and stand here only.
"""

from __future__ import annotations

import functools
import json
import tempfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from orchestration.outputs.write import write_outputs
from orchestration.release import metadata_tables
from tests.tiny_release import automatic, ledger_records, passed_validation
from tests.unit import candidate_fixture

NOW = datetime(2025, 3, 1, 8, 0, 0)
# Scenario: 14 pairs, 40 % of those who started without an end answer.
FALL: dict[str, Any] = {
    "period_key": 20242,
    "period_code": "2024H2",
    "pair_count": 14,
    "start_mean": 61.2,
    "end_mean": 57.1,
    "change_mean": -4.1,
    "change_ci_low": -9.8,
    "change_ci_high": 1.6,
    "interval_basis_code": "own",
    "retention_share": 0.6,
    "lost_to_follow_up_start_mean": 52.7,
    "start_count": 24,
    "start_status_code": "number",
    "conclusion_code": "no_clear_change",
}
NO_END = {
    "lost_to_follow_up_count": 9,
    "lost_to_follow_up_status_code": "number",
    "lost_to_follow_up_start_mean": 52.7,
    "baseline_difference": -8.5,
    "expected_change_mean": 3.3,
}


def rows() -> candidate_fixture.Rows:
    """The rows of the fixture, with the fall and the small services."""
    found = candidate_fixture.rows()
    change, attrition = found["rpt_indicator_change"], found["rpt_indicator_attrition"]
    change.append(change[0] | FALL)
    attrition.append(
        attrition[0] | {name: FALL[name] for name in ("period_key", "period_code")} | NO_END
    )
    lahti = found["dim_service"][1]
    small = lahti | {"service_key": 12, "service_code": "tiny", "covers_codes": "tiny"}
    small |= {f"service_name_{code}": f"Tiny {code}" for code in ("fi", "sv", "en")}
    merged = lahti | {"service_key": 13, "service_code": "several_ab12", "is_merged": True}
    merged |= {"service_count": 2, "covers_codes": "lahti_workshop; tiny", "sender_count": None}
    merged |= {f"service_name_{code}": f"Others {code}" for code in ("fi", "sv", "en")}
    found["dim_service"] += [small, merged]
    found["fct_indicator_level"].append(
        found["fct_indicator_level"][0]
        | {"period_key": 20242, "person_count": 14, "score_sum": Decimal(910)}
    )
    return found


def write(folder: Path, content: candidate_fixture.Rows) -> Path:
    """A release folder: tables and release metadata, nothing else."""
    candidate_fixture.write(folder, content)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    validation = passed_validation(folder)
    made = metadata_tables.tables(
        manifest, validation, ledger_records(), NOW, {}, automatic(validation), frozenset()
    )
    for name, table in made.items():
        (folder / f"{name}.parquet").write_bytes(metadata_tables.to_parquet(table))
    return folder


@functools.cache
def release() -> Path:
    """The release with its outputs, made once for a whole run of tests: do not change it."""
    folder = write(Path(tempfile.mkdtemp()) / "release", rows())
    write_outputs(folder)
    return folder


def page(name: str, language: str = "") -> str:
    """The text of one of its pages; languages other than Finnish have a folder."""
    return (release() / "results" / language / name).read_text(encoding="utf-8")
