"""Rules that many tables have: each is broken in every table that has it, and fails in each."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from tests.unit import candidate_fixture as fixture
from tests.unit.gate import judging

IDENTITY_CODE = "131052-308T"
Tables = list[str]


def tables_by_kind() -> dict[str, Tables]:
    found = defaultdict(list)
    for rule_id in judging.all_rules():
        if kind := judging.kind_of(rule_id):
            found[kind].append(rule_id.partition(".")[0])
    return found


def rules_of_kind(kind: str) -> set[str]:
    return {rule_id for rule_id in judging.all_rules() if judging.kind_of(rule_id) == kind}


def columns(rule_id: str) -> list[str]:
    """The columns that a rule checks one by one."""
    return [check.label for check in judging.all_rules()[rule_id].checks]


def add_a_column(rows: fixture.Rows, tables: Tables) -> None:
    for row in (row for table in tables for row in rows[table]):
        row["surprise_count"] = 1


def empty_the_required_columns(rows: fixture.Rows, tables: Tables) -> None:
    for table in tables:
        rows[table][-1] |= dict.fromkeys(columns(f"{table}.filled"))


def lead_keys_nowhere(rows: fixture.Rows, tables: Tables) -> None:
    for table in tables:
        rows[table][-1] |= dict.fromkeys(columns(f"{table}.references"), 777_123)


def repeat_a_row(rows: fixture.Rows, tables: Tables) -> None:
    for table in tables:
        rows[table].append(dict(rows[table][-1]))


def write_in_capitals(part: str) -> Callable[[fixture.Rows, Tables], None]:
    """Add a row with a key of its own whose codes or names differ from another's by case only."""

    def change(rows: fixture.Rows, tables: Tables) -> None:
        for table in tables:
            key, *names = last = rows[table][-1]
            # Not codes of which only some are agreed.
            texts = [n for n in names if part in n and f"{table}.{n}_known" not in code_rules]
            capitals = {name: last[name].upper() for name in texts if last[name]}
            rows[table].append(last | capitals | {key: 999})

    code_rules = rules_of_kind("code_known")
    return change


def remove_translations(rows: fixture.Rows, tables: Tables) -> None:
    for row in (row for table in tables for row in rows[table]):
        row |= {column: None for column in row if column.endswith("_sv")}


def move_the_day(rows: fixture.Rows, tables: Tables) -> None:
    for table in tables:
        rows[table][-1]["date_key"] = 20240615


def one_too_few(rows: fixture.Rows, tables: Tables) -> None:
    for table in tables:
        column, smallest = judging.SMALLEST_GROUPS[table]
        rows[table][-1][column] = smallest - 1


def write_unknown_codes(rows: fixture.Rows, tables: Tables) -> None:
    for rule_id in rules_of_kind("code_known"):
        table, _, name = rule_id.partition(".")
        rows[table][-1][name.removesuffix("_known")] = "otherwise"


# How each kind of rule is broken.
CHANGES: dict[str, Callable[[fixture.Rows, Tables], None]] = {
    "columns": add_a_column,
    "reviewed_columns": add_a_column,
    "grain": repeat_a_row,
    "codes_distinct": write_in_capitals("_code"),
    "names_distinct": write_in_capitals("name"),
    "translated": remove_translations,
    "day_of_period": move_the_day,
    "smallest_group": one_too_few,
    "code_known": write_unknown_codes,
}


@pytest.mark.parametrize("kind", CHANGES)
def test_a_rule_of_many_tables_fails_in_each_of_them(kind: str, tmp_path: Path) -> None:
    rows = fixture.rows()
    CHANGES[kind](rows, tables_by_kind()[kind])
    validation = judging.ask(fixture.write(tmp_path, rows), rules_of_kind(kind))
    assert judging.with_status(validation, "fail") == rules_of_kind(kind)


def test_a_table_with_another_number_of_rows_than_expected_fails(tmp_path: Path) -> None:
    rows = fixture.rows()
    counts = {table: len(listed) + 1 for table, listed in rows.items()}
    validation = judging.ask(fixture.write(tmp_path, rows, counts), rules_of_kind("has_rows"))
    assert judging.with_status(validation, "fail") == rules_of_kind("has_rows")


def _rewrite(folder: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    """Change every file, and its hash in the manifest."""
    manifest = json.loads((folder / "manifest.json").read_text())
    for table, entry in manifest["tables"].items():
        path = folder / f"{table}.parquet"
        pq.write_table(change(pq.read_table(path)), path)
        entry["sha256"] = judging.sha256(path)
    (folder / "manifest.json").write_text(json.dumps(manifest))


def _with_unsigned_key(table: pa.Table) -> pa.Table:
    """A key as an unsigned whole number, a type that is not among those agreed with Power BI."""
    place = next(n for n, name in enumerate(table.column_names) if name.endswith("_key"))
    name = table.column_names[place]
    return table.set_column(place, name, pc.cast(table[name], pa.uint64()))


def _with_identity_code(table: pa.Table) -> pa.Table:
    """An identity code in every row of the last column of texts, or of the last one without keys."""
    no_keys = [n for n, name in enumerate(table.column_names) if not name.endswith("_key")]
    texts = [n for n in no_keys if pa.types.is_string(table.schema.field(n).type)]
    place = (texts or no_keys)[-1]
    codes = pa.array([f"yhteys {IDENTITY_CODE}"] * len(table), pa.string())
    return table.set_column(place, table.column_names[place], codes)


def test_a_type_that_power_bi_does_not_read_fails_in_every_table(tmp_path: Path) -> None:
    folder = fixture.write(tmp_path, fixture.rows())
    _rewrite(folder, _with_unsigned_key)
    validation = judging.ask(folder, rules_of_kind("types"))
    assert judging.with_status(validation, "fail") == rules_of_kind("types")


def test_an_identity_code_fails_in_every_table_and_is_not_repeated(tmp_path: Path) -> None:
    folder = fixture.write(tmp_path, fixture.rows())
    _rewrite(folder, _with_identity_code)
    validation = judging.ask(folder, rules_of_kind("no_personal_data"))
    assert judging.with_status(validation, "fail") == rules_of_kind("no_personal_data")
    assert "131052" not in json.dumps(validation)


@pytest.mark.parametrize(
    ("kind", "change"), [("filled", empty_the_required_columns), ("references", lead_keys_nowhere)]
)
def test_every_required_column_and_every_key_is_checked(kind, change, tmp_path: Path) -> None:
    """One wrong value in each column: every column is counted, in every table."""
    rows = fixture.rows()
    change(rows, tables_by_kind()[kind])
    validation = judging.ask(fixture.write(tmp_path, rows), rules_of_kind(kind))
    found = {r["rule_id"]: r["observed_count"] for r in validation["results"]}
    assert found == {rule_id: len(columns(rule_id)) for rule_id in rules_of_kind(kind)}
    assert judging.with_status(validation, "fail") == rules_of_kind(kind)


def test_the_smallest_group_may_be_published(tmp_path: Path) -> None:
    rows = fixture.rows()
    for table, (column, smallest) in judging.SMALLEST_GROUPS.items():
        rows[table][-1][column] = smallest
    validation = judging.ask(fixture.write(tmp_path, rows), rules_of_kind("smallest_group"))
    assert judging.with_status(validation, "pass") == rules_of_kind("smallest_group")


def test_every_kind_is_broken_here() -> None:
    here = {*CHANGES, "has_rows", "types", "no_personal_data", "filled", "references"}
    assert here == {kind for kind in map(judging.kind_of, judging.all_rules()) if kind}
