"""A backup and its restore: what is in it, what it may replace, and who stays forgotten."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import tarfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError
from orchestration.intake import forget, forgotten, initialise
from orchestration.release import decision_log, history_store
from orchestration.release.decision_log import Decision
from orchestration.upkeep import archive, backup, restore, root_state
from tests.exports import HEADER, row, xlsx
from tests.roots import Workplace, new_root
from tests.unit.test_history_store import candidate_of, release

PERSON = "7KES52"


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> Workplace:
    """A root with a delivery of seven people, a decision, and a release that readers have."""
    folder = tmp_path_factory.mktemp("first")
    place = new_root(folder)
    people = [PERSON, *(f"8ELO{n}" for n in range(6))]
    rows = [row(code, "Alku", [3] * 10, at=f"5.2.2024 11.{n:02}.00", service="Lahden paja") for n, code in enumerate(people)]  # fmt: skip
    place.land(xlsx(folder / "a.xlsx", [HEADER, *rows]), "ngo/a.xlsx")
    place.take()
    decision_log.add(place.root, Decision("approve", "Aino", "looked", "2026-01-01T00:00:00+00:00"))
    release(place.root, 1, "a")
    (place.root.path / "empty").rename(folder / "empty")
    return place


@pytest.fixture
def place(first, tmp_path) -> Workplace:
    """A copy of it, with its key."""
    shutil.copytree(first.root.path, tmp_path / "data")
    shutil.copytree(first.settings.key_dir, tmp_path / "keys")
    update = {"data": tmp_path / "data", "key_dir": tmp_path / "keys"}
    return Workplace(first.settings.model_copy(update=update))


def made(place: Workplace, folder: str = "backups", **chosen: bool) -> Path:
    file, _ = backup.make(place.settings, place.root.path.parent / folder, **chosen)
    return file


def elsewhere(place: Workplace, name: str = "other") -> Workplace:
    """The same installation with a root that is not there yet."""
    data = place.root.path.parent / name
    return Workplace(place.settings.model_copy(update={"data": data}))


def put(
    place: Workplace, file: Path, newest: str | None = None, more: frozenset[str] = frozenset()
) -> restore.Restored:
    return restore.carry_out(place.settings, restore.plan(place.settings, file), newest, more)


def tree(root: DataRoot) -> dict[str, bytes]:
    """What a backup has of a root."""
    files = (f for place in backup.kept(root).values() for f in (place, *place.rglob("*")))
    return {f.relative_to(root.path).as_posix(): f.read_bytes() for f in files if f.is_file()}


def people(place: Workplace) -> int:
    return sum(record.counts["used"] for record in place.records)


def test_every_place_of_a_root_is_in_a_backup_or_left_out_on_purpose(place):
    root = place.root
    properties = [name for name, value in vars(DataRoot).items() if isinstance(value, property)]
    tops = {getattr(root, name).relative_to(root.path).parts[0] for name in properties}
    assert tops == set(backup.kept(root)) | set(backup.left_out(root))
    assert not set(backup.kept(root)) & set(backup.left_out(root))


def test_what_is_restored_elsewhere_is_what_was_saved(place):
    place.root.quarantine.mkdir()
    (place.root.quarantine / "a.xlsx").write_bytes(b"somebody")
    other = elsewhere(place)
    done = put(other, made(place))
    assert tree(other.root) == tree(place.root)
    assert not other.root.quarantine.exists()
    assert not other.root.warehouse.exists()
    # Landing knows a file by its time, to the nanosecond: nothing has to be read again.
    assert other.declared.waiting() == []
    assert (done.kept_landing, done.later_release, done.forgotten_again) == (False, None, 0)
    root_state.require_whole(other.root)


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_backup_and_restored_root_are_closed_to_others_and_what_is_published_is_not(place):
    other, file = elsewhere(place), made(place)
    put(other, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    initialise.require_closed(other.root, other.settings.key_dir)
    assert stat.S_IMODE(other.root.raw.stat().st_mode) == 0o700
    assert stat.S_IMODE((other.root.published / "current.json").stat().st_mode) == 0o644


def test_a_backup_waits_for_the_run_that_is_under_way(place):
    with ThreadPoolExecutor(1) as thread:
        with FileLock(place.root.lock):
            waiting = thread.submit(made, place)
            with pytest.raises(TimeoutError):
                waiting.result(0.3)
            assert not list((place.root.path.parent / "backups").glob("*"))
        assert waiting.result(20).exists()


def test_the_key_is_never_in_a_backup(place):
    secret = initialise.secret_of(place.root, place.settings.key_dir)
    content = made(place).read_bytes()
    assert secret not in content
    assert secret.hex().encode() not in content


def test_without_landing_no_respondent_code_is_in_it(place):
    with (
        tarfile.open(made(place)) as whole,
        tarfile.open(made(place, "b", with_landing=False)) as tar,
    ):
        landed = set(whole.getnames()) - set(tar.getnames())
    assert landed == {"landing/ngo/a.xlsx"}
    other = elsewhere(place)
    put(other, next((place.root.path.parent / "b").glob("*.tar")))
    assert people(other) == 7


def test_a_landing_that_is_elsewhere_is_neither_saved_nor_touched(place, tmp_path):
    whole, outside = made(place, "b"), tmp_path / "share"
    (place.root.path / "landing").rename(outside)
    there = Workplace(place.settings.model_copy(update={"landing": str(outside)}))
    assert there.root.landing == outside
    with tarfile.open(made(there)) as tar:
        assert not [name for name in tar.getnames() if name.startswith("landing")]
    arrived = outside / "ngo" / "a.xlsx"
    arrived.write_bytes(b"newer")
    assert put(there, whole).kept_landing
    assert arrived.read_bytes() == b"newer"
    assert not (there.root.path / "landing").exists()


def test_a_file_that_is_arriving_comes_with_the_next_backup(place, monkeypatch):
    arriving = place.root.landing / "ngo" / "b.xlsx"
    arriving.write_bytes(b"a quarter")
    monkeypatch.setattr(backup.time, "sleep", lambda _: arriving.write_bytes(b"half of it"))
    with tarfile.open(made(place)) as tar:
        assert "landing/ngo/b.xlsx" not in tar.getnames()


def test_a_file_that_changes_while_it_is_copied_makes_no_backup(place, monkeypatch):
    real = archive._member

    def grow(name, size, mtime):
        if name.startswith("landing/"):
            with (place.root.path / name).open("ab") as file:
                file.write(b"more")
        return real(name, size, mtime)

    monkeypatch.setattr(archive, "_member", grow)
    with pytest.raises(archive.ArchiveError, match=r"A file in landing/ was being written"):
        made(place)
    assert list((place.root.path.parent / "backups").iterdir()) == []


@pytest.mark.parametrize("where", ["data/b", "keys"])
def test_a_backup_lies_neither_in_the_root_nor_beside_the_key(place, where):
    with pytest.raises(archive.ArchiveError, match=r"lies in the data root|holds a key"):
        made(place, where)


def test_a_root_that_is_not_whole_is_not_saved_over_what_is(place):
    (place.root.history / "000001" / "record.json").write_bytes(b"{}")
    with pytest.raises(history_store.HistoryError):
        made(place)


def end_of(file: Path) -> int:
    """Where a backup ends, but for the blanks with which tar fills its last block."""
    with tarfile.open(file) as tar:
        *_, last = tar
    return last.offset_data + last.size


@pytest.mark.parametrize("share", [0.001, 0.3, 0.6, 0.9, 0.999])
def test_a_damaged_backup_changes_nothing(place, share):
    file = made(place)
    content = bytearray(file.read_bytes())
    content[int(end_of(file) * share)] ^= 0x55
    file.write_bytes(content)
    before = tree(place.root)
    with pytest.raises(UserError, match=r"damaged|belong nowhere"):
        put(place, file)
    assert tree(place.root) == before
    assert place.root.identity.exists()


def test_a_manifest_that_was_altered_changes_nothing(place):
    file = made(place)
    content = file.read_bytes()
    assert content.count(b'"is_synthetic": false') == 1
    file.write_bytes(content.replace(b'"is_synthetic": false', b'"is_synthetic": true '))
    with pytest.raises(archive.ArchiveError, match="its manifest was altered"):
        put(place, file)


@pytest.mark.parametrize("kept", [0, 1, 5000, 0.5, 0.99])
def test_a_backup_that_was_cut_off_changes_nothing(place, kept):
    file = made(place)
    content = file.read_bytes()
    file.write_bytes(content[: int(kept * end_of(file)) if isinstance(kept, float) else kept])
    with pytest.raises(archive.ArchiveError, match="is no backup, or is damaged"):
        put(place, file)


def test_nothing_is_written_outside_the_root(place, tmp_path):
    file = made(place)
    manifest = archive.read(file)
    entry = archive.Entry("0" * 64, 1, 1)
    for name in ("../a", "/a", "landing/../../a", ".dagster/dagster.yaml", "warehouse/x", ""):
        odd = archive.Manifest(manifest.about, {**manifest.files, name: entry})
        with pytest.raises(archive.ArchiveError, match="belong nowhere"):
            archive.unpack(file, odd, tmp_path / "out", backup.kept(place.root))


def test_a_backup_of_a_later_version_is_refused_with_that_version(place, monkeypatch):
    monkeypatch.setattr(archive, "FORMAT", 2)
    manifest = archive.Manifest(archive.read(made(place, "b")).about, {}, 2)
    monkeypatch.undo()
    file = place.root.path.parent / "later.tar"
    with tarfile.open(file, "w") as tar:
        content = archive._spelled(manifest)
        tar.addfile(archive._member(archive.MANIFEST, len(content), 0), io.BytesIO(content))
    with pytest.raises(archive.ArchiveError, match="written by a later version of Mukana"):
        archive.read(file)


def test_a_history_never_goes_backwards_in_a_root_that_knows_later_releases(place):
    file = made(place)
    release(place.root, 2, "b")
    before = tree(place.root)
    with pytest.raises(restore.RestoreError, match=candidate_of(2)[:16]):
        put(place, file)
    assert tree(place.root) == before
    # Nor if the history itself is gone, and only the readers' folder tells.
    shutil.rmtree(place.root.history)
    with pytest.raises(restore.RestoreError, match=candidate_of(2)[:16]):
        put(place, file)


def test_after_a_loss_of_everything_a_release_that_readers_have_stops_the_next_one(place):
    file, newest = made(place), candidate_of(2)[:16]
    other = elsewhere(place)
    done = put(other, file, newest)
    assert done.later_release == newest
    with pytest.raises(history_store.HistoryError, match=newest):
        history_store.base(other.root, "b", "key")
    history_store.start_anew(other.root, "Aino", "nobody has a copy")
    assert history_store.base(other.root, "b", "key") == history_store.Base(0, None, None)
    root_state.require_whole(other.root)


def test_a_release_that_the_backup_knows_stops_nothing(place):
    other = elsewhere(place)
    assert put(other, made(place), candidate_of(1)[:16]).later_release is None
    assert history_store.base(other.root, "b", "key").number == 1


def forget_person(place: Workplace) -> frozenset[str]:
    found = forget.find(place.declared, "osallisuuskysely", [PERSON])
    forget.carry_out(place.declared, found, ("Aino", "asked"))
    return frozenset(found.keys)


def test_who_was_forgotten_after_the_backup_stays_forgotten(place):
    file = made(place)
    keys = forget_person(place)
    proof = (place.root.decisions / forget.PROOF).read_bytes()
    done = put(place, file)
    assert done.forgotten_again == 1
    assert (people(place), forgotten.keys(place.root)) == (6, keys)
    assert (place.root.decisions / forget.PROOF).read_bytes() == proof


def test_a_newer_list_of_forgotten_people_may_be_given_for_an_empty_folder(place):
    file, other = made(place), elsewhere(place)
    keys = forget_person(place)
    done = put(other, file, None, keys)
    assert (done.forgotten_again, people(other)) == (1, 6)
    # The file that they were read from lay in quarantine before.
    assert not (other.root.landing / "ngo" / "a.xlsx").exists()


def test_decisions_that_came_after_the_backup_stay(place):
    file = made(place)
    decision_log.add(place.root, Decision("reject", "Aino", "no", "2026-01-02T00:00:00+00:00"))
    put(place, file)
    assert [one.kind for one in decision_log.read(place.root)] == ["approve", "reject"]


def test_a_damaged_log_of_decisions_is_replaced_by_that_of_the_backup(place):
    file = made(place)
    with (place.root.decisions / decision_log.FILE).open("ab") as log:
        log.write(b"{}\n")
    put(place, file)
    assert [one.kind for one in decision_log.read(place.root)] == ["approve"]


def test_files_of_senders_that_are_there_stay(place):
    file = made(place)
    arrived = place.root.landing / "ngo" / "later.csv"
    arrived.write_bytes(b"a;b")
    assert put(place, file).kept_landing
    assert arrived.exists()


def test_a_backup_of_another_root_is_refused(place, tmp_path):
    other = new_root(tmp_path / "another")
    with pytest.raises(restore.RestoreError, match="a backup of another root"):
        put(other, made(place))


def test_the_key_is_copied_apart_from_data_and_only_the_right_one_comes_back(place, tmp_path):
    env = {"MUKANA_KEY_DIR": str(place.settings.key_dir), "MUKANA_DATA": str(place.root.path)}
    safe, other_key = tmp_path / "safe" / "a.key", tmp_path / "safe" / "b.key"

    def ask(*arguments: str) -> tuple[int, str]:
        said = CliRunner(env=env).invoke(app, ["key", *arguments])
        return said.exit_code, f"{said.output}{said.exception or ''}"

    assert ask("backup", str(safe))[0] == 0
    assert "is there already" in ask("backup", str(safe))[1]
    made(place)
    assert "holds data" in ask("backup", str(tmp_path / "backups" / "a.key"))[1]
    shutil.rmtree(place.settings.key_dir)
    with pytest.raises(initialise.KeyMissingError):
        place.declared.secret()
    other_key.write_text("ab" * 32)
    assert "needs" in ask("restore", str(other_key))[1]
    other_key.write_text("no key")
    assert "holds no key" in ask("restore", str(other_key))[1]
    assert ask("restore", str(safe))[0] == 0
    assert place.declared.secret()


def test_the_command_asks_which_release_readers_have_only_where_the_root_cannot_know(place):
    file, other = made(place), elsewhere(place)
    # What the command sets in the environment is taken back at its end.
    env = {"MUKANA_KEY_DIR": str(place.settings.key_dir), "MUKANA_DATA": "", "DAGSTER_HOME": ""}

    def ask(root: DataRoot, typed: str) -> str:
        where = ["restore", str(file), "--data", str(root.path)]
        return CliRunner(env=env).invoke(app, where, input=typed).output

    said = ask(other.root, "\ny\n")
    assert "Id of the newest release" in said
    assert "Restored" in said
    assert "Id of the newest release" not in ask(place.root, "y\n")
    assert json.loads(other.root.identity.read_bytes())


@pytest.mark.parametrize("landing", ["s3://bucket/in", "ELSEWHERE"])
def test_a_landing_elsewhere_is_no_part_of_the_backup_and_stays_as_it_is(place, tmp_path, landing):
    folder = tmp_path / "elsewhere"
    settings = place.settings.model_copy(
        update={"landing": landing.replace("ELSEWHERE", str(folder))}
    )
    sent = settings.root.landing / "ngo" / "a.csv"
    sent.parent.mkdir(parents=True)
    sent.write_bytes(b"a;b")
    settings.root.copied.write_bytes(b"{}")
    file, manifest = backup.make(settings, tmp_path / "backup")
    assert not [name for name in manifest.files if "a.csv" in name or name == "copied.json"]
    restore.carry_out(settings, restore.plan(settings, file), None, frozenset())
    assert sent.read_bytes() == b"a;b"
