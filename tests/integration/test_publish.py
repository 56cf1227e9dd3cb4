"""Publishing: only validated bytes, in one step as readers see it, and again without a change."""

from __future__ import annotations

import errno
import json
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot
from orchestration.privacy.bands import band_of
from orchestration.release import metadata_tables, pointer, status
from orchestration.release.publish import NotPublishable, Outcome, publish
from tests.tiny_release import (
    NOW,
    automatic,
    ledger_records,
    make_candidate,
    pages,
    passed_validation,
    publish_version,
    rule_result,
    tree,
)

CONTENT = {"dim_language", "dim_questionnaire", "fct_every_type"}
METADATA_TABLES = {"dim_release", "fct_delivery", "fct_quality_check", "release_difference"}


@pytest.fixture
def root(tmp_path: Path) -> DataRoot:
    return DataRoot(tmp_path)


def publish_again(root: DataRoot, validation: dict[str, Any] | None) -> Outcome:
    return publish(
        root,
        validation,
        ledger_records(),
        NOW,
        standing=automatic(validation),
        documents=pages,
    )


def current(root: DataRoot) -> dict[str, Any]:
    return json.loads((root.published / "current.json").read_text("utf-8"))


def read_current(root: DataRoot, table: str) -> list[dict[str, Any]]:
    content = current(root)
    path = root.published / content["path"] / content["tables"][table]
    return pq.read_table(path).to_pylist()


def times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*")}


# What may be published


def without_validation(validation: dict[str, Any], root: DataRoot) -> None:
    return None


def failing(validation: dict[str, Any], root: DataRoot) -> dict[str, Any]:
    return validation | {"passed": False}


def passed_beside_a_broken_rule(validation: dict[str, Any], root: DataRoot) -> dict[str, Any]:
    return validation | {"results": [rule_result(status_code="error")]}


def passed_without_a_rule(validation: dict[str, Any], root: DataRoot) -> dict[str, Any]:
    return validation | {"results": []}


def passed_as_text(validation: dict[str, Any], root: DataRoot) -> dict[str, Any]:
    return validation | {"passed": "no"}


def stale(validation: dict[str, Any], root: DataRoot) -> dict[str, Any]:
    make_candidate(root, version=3)
    return validation


def one_table_fewer(validation: dict[str, Any], root: DataRoot) -> dict[str, Any]:
    return validation | {"tables": dict(list(validation["tables"].items())[1:])}


def one_table_more(validation: dict[str, Any], root: DataRoot) -> dict[str, Any]:
    return validation | {"tables": validation["tables"] | {"fct_more": "0" * 64}}


def one_byte_changed(validation: dict[str, Any], root: DataRoot) -> dict[str, Any]:
    path = root.candidate / "fct_every_type.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    return validation


def one_byte_changed_before_the_validation(
    validation: dict[str, Any], root: DataRoot
) -> dict[str, Any]:
    one_byte_changed(validation, root)
    return passed_validation(root.candidate)  # its hashes are those of the changed file


def one_file_gone(validation: dict[str, Any], root: DataRoot) -> dict[str, Any]:
    (root.candidate / "dim_language.parquet").unlink()
    return validation


def no_manifest(validation: dict[str, Any], root: DataRoot) -> dict[str, Any]:
    (root.candidate / "manifest.json").unlink()
    return validation


REFUSALS = {
    without_validation: "no_validation",
    failing: "not_passed",
    passed_beside_a_broken_rule: "not_passed",
    passed_without_a_rule: "no_rules",
    passed_as_text: "not_passed",
    stale: "stale_validation",
    one_table_fewer: "other_tables",
    one_table_more: "other_tables",
    one_byte_changed: "other_bytes",
    one_byte_changed_before_the_validation: "other_bytes",
    one_file_gone: "missing_file",
    no_manifest: "no_candidate",
}


@pytest.mark.parametrize("spoil", REFUSALS, ids=lambda spoil: spoil.__name__)
@pytest.mark.parametrize("is_first", [True, False], ids=["first", "later"])
def test_without_a_passing_validation_on_these_bytes_nothing_is_published(
    root: DataRoot, spoil, is_first: bool
) -> None:
    if not is_first:
        publish_version(root, 1)
    validation = spoil(make_candidate(root, 2), root)
    folders = (root.published, root.releases)
    before = [(tree(folder), times(folder)) for folder in folders]
    with pytest.raises(NotPublishable) as caught:
        publish_again(root, validation)
    assert caught.value.code == REFUSALS[spoil]
    assert caught.value.reason.endswith(".")
    assert "mukana run" in caught.value.next_step
    assert [(tree(folder), times(folder)) for folder in folders] == before


# What a release holds


def test_a_release_holds_the_validated_bytes_its_metadata_and_the_report(root: DataRoot) -> None:
    outcome = publish_version(root, 1)
    content = current(root)
    folder = root.published / content["path"]
    assert content["release_id"] == outcome.release_id == folder.name
    assert len(outcome.release_id) == 16
    assert content["published_at"] == "2024-07-01T09:30:00Z"
    assert set(content["tables"]) == CONTENT | METADATA_TABLES
    for table in CONTENT:
        name = f"{table}.parquet"
        assert (folder / name).read_bytes() == (root.candidate / name).read_bytes()
    assert (folder / "report.html").read_text() == "<p>ok</p>"
    assert tree(root.published / "current") == tree(folder)


def test_manifest_validation_and_report_of_a_release_are_kept_as_they_were(root: DataRoot) -> None:
    validation = make_candidate(root, 1)
    (root.candidate / "report.html").write_text("<p>for reviewers</p>", "utf-8")
    outcome = publish_again(root, validation)
    kept = root.releases / outcome.release_id
    assert (kept / "report.html").read_text("utf-8") == "<p>for reviewers</p>"
    assert {path.name for path in kept.iterdir()} == {
        "copies.json",
        "decisions_head.txt",
        "manifest.json",
        "published.json",
        "report.html",
        "validation.json",
    }
    validation = passed_validation(root.candidate)
    assert json.loads((kept / "validation.json").read_text("utf-8")) == validation
    before = tree(kept)
    publish(
        root,
        validation | {"library": "another"},
        [],
        NOW,
        standing=automatic(validation),
        documents=lambda _: {"report.html": b"other"},
    )
    assert tree(kept) == before


def test_the_time_of_publishing_is_utc_whatever_the_zone_given(root: DataRoot) -> None:
    helsinki = timezone(timedelta(hours=3))
    # 12:30:00.9 in Helsinki in summer is 09:30:00 in UTC, whole seconds
    moment = datetime(2024, 7, 1, 12, 30, 0, 900_000, tzinfo=helsinki)
    assert publish_version(root, 1, moment).published_at == "2024-07-01T09:30:00Z"
    assert read_current(root, "dim_release")[0]["published_at"] == NOW
    assert publish_version(root, 2, moment.astimezone(UTC)).published_at == "2024-07-01T09:30:00Z"


# Release metadata


def test_keys_of_release_metadata_are_those_that_the_warehouse_computes() -> None:
    for code in ("fi", "osallisuuskysely", "ckb"):
        sql = "select cast('0x' || substr(md5(?), 1, 13) as bigint)"
        assert metadata_tables.key_of(code) == duckdb.execute(sql, [code]).fetchall()[0][0]
    assert metadata_tables.key_of(None) == metadata_tables.key_of("") == 0


def test_counts_of_submissions_are_published_as_bands() -> None:
    edges = {0: "0", 1: "1-4", 4: "1-4", 5: "5-9", 9: "5-9", 10: "10-24", 24: "10-24"}
    edges |= {25: "25-49", 49: "25-49", 50: "50-99", 99: "50-99", 100: "100+", 5000: "100+"}
    assert {count: band_of(count) for count in edges} == edges


def test_deliveries_are_in_the_release_without_file_names_or_counts(root: DataRoot) -> None:
    publish_version(root, 1)
    refused, accepted = read_current(root, "fct_delivery")  # 0c… before ab…
    assert (accepted["delivery_code"], accepted["submission_band"]) == ("abababababab", "25-49")
    assert accepted["questionnaire_key"] == metadata_tables.key_of("osallisuuskysely")
    assert (refused["status_code"], refused["reason_code"]) == ("refused", "unknown_questionnaire")
    assert refused["reason_fi"] == "Otsikoista ei tunnistettu mitään kyselyä."
    assert refused["reason_en"] == "The headers match no questionnaire."
    assert refused["questionnaire_key"] == 0
    # A file of a few forms in one language says who of a sender's clients speaks it.
    assert not [column for column in accepted if "language" in column or "form" in column]
    assert b"Matti" not in b"".join(filter(None, tree(root.published).values()))


def test_the_release_and_its_rules_can_be_joined(root: DataRoot) -> None:
    outcome = publish_version(root, 1)
    (release,) = read_current(root, "dim_release")
    (check,) = read_current(root, "fct_quality_check")
    assert release["release_id"] == outcome.release_id
    assert (
        release["release_key"] == check["release_key"] == metadata_tables.key_of(outcome.release_id)
    )
    assert (release["table_count"], release["row_count"]) == (3, 5)  # 1 + 1 + 3 rows
    assert (release["is_synthetic"], release["decision_policy"]) == (True, "automatic")
    assert (check["rule_id"], check["observed_count"]) == ("every_type.rows", 0)
    assert (check["why_en"], check["owner_name"]) == (
        "An empty table passes every other rule.",
        "data engineer",
    )


def test_release_metadata_is_written_as_power_bi_reads_it(root: DataRoot) -> None:
    validation = make_candidate(root)
    publish(
        root, validation, [], NOW, standing=automatic(validation), documents=pages
    )  # no delivery: types must not depend on rows
    folder = root.published / current(root)["path"]
    allowed = {
        pa.int32(),
        pa.int64(),
        pa.string(),
        pa.bool_(),
        pa.timestamp("us"),
        pa.decimal128(18, 4),
    }
    for table in METADATA_TABLES:
        path = folder / f"{table}.parquet"
        assert set(pq.read_schema(path).types) <= allowed
        found = duckdb.execute(
            "select encodings, compression from parquet_metadata(?)", [str(path)]
        ).fetchall()
        names = {name for listed, _ in found for name in listed.split(", ")}
        assert names <= {"PLAIN", "PLAIN_DICTIONARY", "RLE_DICTIONARY", "RLE"}
        assert {compression for _, compression in found} <= {"SNAPPY"}
        assert pq.read_metadata(path).format_version == "1.0"
    assert pq.read_table(folder / "fct_delivery.parquet").num_rows == 0


# Again, and back


def test_publishing_the_same_again_rewrites_nothing(root: DataRoot) -> None:
    assert publish_version(root, 1).status == "published"
    folders = (root.published, root.releases)
    before = [(tree(folder), times(folder)) for folder in folders]
    again = publish(
        root,
        passed_validation(root.candidate),
        [],
        NOW + timedelta(days=1),
        standing=automatic(passed_validation(root.candidate)),
        documents=lambda _: {"report.html": b"other"},
    )
    assert (again.status, again.published_at) == ("unchanged", "2024-07-01T09:30:00Z")
    assert [(tree(folder), times(folder)) for folder in folders] == before


def test_going_back_to_an_older_release_moves_only_the_pointer_and_the_copies(
    root: DataRoot,
) -> None:
    first = publish_version(root, 1)
    kept = tree(root.published / "releases" / first.release_id)
    second = publish_version(root, 2, NOW + timedelta(days=1))
    assert read_current(root, "dim_language")[0]["version_number"] == 2
    back = publish_version(root, 1, NOW + timedelta(days=2))
    assert (back.status, back.release_id) == ("repointed", first.release_id)
    assert current(root)["release_id"] == first.release_id
    assert current(root)["previous"] == [second.release_id]
    assert tree(root.published / "releases" / first.release_id) == kept
    assert tree(root.published / "current") == kept
    assert (root.published / "releases" / second.release_id).is_dir()


@pytest.mark.parametrize("name", ["dim_language.parquet", "fct_delivery.parquet", "report.html"])
def test_an_altered_release_is_made_again_before_it_becomes_current_again(
    root: DataRoot, name: str
) -> None:
    first = publish_version(root, 1)
    folder = root.published / "releases" / first.release_id
    before = tree(folder)
    publish_version(root, 2)
    (folder / name).write_bytes((folder / name).read_bytes()[:-1])
    assert publish_version(root, 1, NOW + timedelta(days=2)).status == "repointed"
    assert current(root)["release_id"] == first.release_id
    assert tree(folder) == before


def test_a_table_that_is_no_more_goes_from_the_copies(root: DataRoot) -> None:
    publish_version(root, 1)
    (root.published / "current" / "fct_of_old.parquet").write_bytes(b"old")
    publish_version(root, 2)
    assert {path.stem for path in (root.published / "current").glob("*.parquet")} == (
        CONTENT | METADATA_TABLES
    )


def test_a_copy_that_a_reader_holds_does_not_stop_the_release(
    root: DataRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_version(root, 1)
    real = atomic_files.copy_whole

    def held(source: Path, target: Path) -> None:
        if target.name == "dim_language.parquet":
            raise PermissionError(errno.EACCES, "held by another process")
        real(source, target)

    monkeypatch.setattr(atomic_files, "copy_whole", held)
    outcome = publish_version(root, 2)
    assert outcome.held == ("dim_language.parquet",)
    assert read_current(root, "dim_language")[0]["version_number"] == 2
    monkeypatch.undo()
    assert publish_again(root, passed_validation(root.candidate)).held == ()
    assert tree(root.published / "current") == tree(root.published / current(root)["path"])


def test_the_five_latest_releases_stay(root: DataRoot) -> None:
    ids = [publish_version(root, n).release_id for n in range(1, 6)]
    # 1 is current once more, so 2 is now the one that was current longest ago
    publish_version(root, 1)
    sixth = publish_version(root, 6)
    assert sixth.removed == (ids[1],)
    kept = {path.name for path in (root.published / "releases").iterdir()}
    assert kept == {ids[0], *ids[2:], sixth.release_id}
    assert {path.name for path in root.releases.iterdir()} == {*ids, sixth.release_id}


# While people read


def test_readers_who_follow_the_pointer_never_see_two_releases_or_an_error(root: DataRoot) -> None:
    publish_version(root, 1)
    seen, problems, is_over = [], [], threading.Event()

    def read_in_a_loop() -> None:
        while not is_over.is_set():
            try:
                content = current(root)
                folder = root.published / content["path"]
                tables = [pq.read_table(folder / name) for name in content["tables"].values()]
                versions = {
                    version
                    for table in tables
                    if "version_number" in table.column_names
                    for version in table["version_number"].to_pylist()
                }
                ids = {
                    name
                    for table in tables
                    if "release_id" in table.column_names
                    for name in table["release_id"].to_pylist()
                }
                seen.append((content["release_id"], *versions))
                if len(versions) != 1 or ids != {content["release_id"]}:
                    problems.append((versions, ids))
            except Exception as error:  # noqa: BLE001 (any error of a reader is a finding)
                problems.append(error)

    readers = [threading.Thread(target=read_in_a_loop) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for version in range(2, 12):
            publish_version(root, version)
    finally:
        is_over.set()
        for reader in readers:
            reader.join()
    assert problems == []
    assert len(set(seen)) > 3, "the readers saw several releases, or the test proves nothing"


# What is held


def test_status_says_that_a_newer_candidate_is_held_and_why(root: DataRoot) -> None:
    first = publish_version(root, 1)
    assert status.read(root) == {
        "release_id": first.release_id,
        "published_at": "2024-07-01T09:30:00Z",
        "newer_candidate": None,
    }
    broken = rule_result(status_code="fail", observed_count=3)
    validation = make_candidate(root, 2) | {"passed": False, "results": [rule_result(), broken]}
    before = tree(root.published)
    written = status.held(root, validation)
    assert written == status.read(root)
    assert written["release_id"] == first.release_id
    assert written["newer_candidate"]["candidate_id"] == validation["candidate_id"]
    assert written["newer_candidate"]["reason_en"].endswith("Blocking findings: 1.")
    assert [rule["rule_id"] for rule in written["newer_candidate"]["rules"]] == ["every_type.rows"]
    after = tree(root.published)
    assert {name for name in after if after[name] != before.get(name)} == {"status.json"}
    publish_again(root, validation | {"passed": True, "results": [rule_result()]})
    assert status.read(root)["newer_candidate"] is None


def test_a_candidate_that_could_not_be_checked_is_held_too(root: DataRoot) -> None:
    written = status.held(root, None)
    assert (written["release_id"], written["newer_candidate"]["status_code"]) == (
        None,
        "not_checked",
    )
    assert pointer.read(root) is None


# Errors


@pytest.mark.parametrize("nth", [1, 3])
def test_a_full_disk_leaves_the_old_release_current_and_no_leftovers(
    root: DataRoot, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    publish_version(root, 1)
    validation = make_candidate(root, 2)
    before, real, calls = tree(root.published), atomic_files.copy_into, []

    def full(source: Path, target: Path) -> str:
        calls.append(target)
        if len(calls) == nth:
            target.write_bytes(source.read_bytes()[:10])
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(source, target)

    monkeypatch.setattr(atomic_files, "copy_into", full)
    with pytest.raises(OSError, match="No space"):
        publish_again(root, validation)
    assert tree(root.published) == before
    monkeypatch.undo()
    publish_again(root, validation)
    assert read_current(root, "dim_language")[0]["version_number"] == 2


def test_a_file_that_changes_between_check_and_copy_is_not_published(root: DataRoot) -> None:
    publish_version(root, 1)
    validation = make_candidate(root, 2)
    before = tree(root.published)

    def change_after_the_check(_: str) -> None:
        (root.candidate / "dim_language.parquet").write_bytes(b"changed")

    with pytest.raises(NotPublishable, match="changed while"):
        publish(
            root,
            validation,
            [],
            NOW,
            change_after_the_check,
            standing=automatic(validation),
            documents=pages,
        )
    assert tree(root.published) == before
