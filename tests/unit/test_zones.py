"""Who may read a data root: other users of the computer only what is published."""

import os
import stat
from datetime import datetime
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from orchestration.core import zones
from orchestration.core.data_root import DataRoot
from orchestration.intake import leftovers
from orchestration.intake.initialise import initialise
from tests.roots import new_root
from tests.tiny_release import publish_version

pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
NOBODY = 65534


@pytest.fixture(autouse=True)
def closed():
    """The umask of Mukana's processes, and that of the tests again."""
    before = os.umask(0o022)
    zones.close_to_others()
    yield
    os.umask(before)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _readable_by_others(folder: Path) -> set[str]:
    """What another user reads below a folder, in a process of that user."""
    read_end, write_end = os.pipe()
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    if (child := os.fork()) == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        readable = [name for name in names if os.access(folder / name, os.R_OK)]
        os.write(write_end, "\n".join(readable).encode())
        os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    return set(text.split("\n")) - {""}


def test_a_new_root_is_closed_whatever_the_umask_was(tmp_path):
    os.umask(0o000)
    root = DataRoot(tmp_path / "data")
    initialise(root, tmp_path / "keys")
    assert _mode(root.path) == 0o711
    zones_made = [root.landing, root.questionnaires, root.registers, tmp_path / "keys"]
    assert [_mode(zone) for zone in zones_made] == [0o700] * 4
    assert zones.opened(root, tmp_path / "keys") == []


@pytest.mark.skipif(os.geteuid() != 0 if hasattr(os, "geteuid") else True, reason="needs root")
def test_another_user_reads_what_is_published_and_nothing_else(tmp_path):
    for folder in (tmp_path, *tmp_path.parents):  # pytest's own folders are closed
        if not folder.stat().st_mode & 0o001:
            folder.chmod(0o711)
    place = new_root(tmp_path)
    publish_version(place.root, 1)
    (place.root.landing / "ngo").mkdir()
    (place.root.landing / "ngo" / "a.csv").write_text("code")
    # What an earlier version or a person copied there keeps its rights below a closed folder.
    (place.root.landing / "ngo" / "a.csv").chmod(0o666)
    read = _readable_by_others(place.root.path)
    assert {name.split("/")[0] for name in read} == {"published"}
    assert {"published/current.json", "published/current/dim_release.parquet"} <= read


def test_the_readers_of_published_are_those_of_its_folder(tmp_path):
    root = DataRoot(tmp_path / "data")
    root.published.mkdir(parents=True)
    root.published.chmod(0o750)
    publish_version(root, 1)
    folders = {_mode(path) for path in root.published.rglob("*") if path.is_dir()}
    files = {_mode(path) for path in root.published.rglob("*") if path.is_file()}
    assert (folders, files) == ({0o750}, {0o640})
    publish_version(root, 2, datetime(2024, 7, 2))
    assert {_mode(path) for path in root.published.rglob("*") if path.is_file()} == {0o640}
    assert {_mode(path) & 0o077 for path in root.releases.rglob("*")} == {0}


def test_a_folder_that_others_may_read_is_named_and_repaired(tmp_path):
    place = new_root(tmp_path)
    keys = place.settings.key_dir
    place.root.ledger.mkdir()
    record = place.root.ledger / "a.json"
    record.write_text("{}")
    record.chmod(0o644)
    place.root.ledger.chmod(0o755)
    keys.chmod(0o750)
    with pytest.raises(zones.OpenRootError, match=r"ledger.*init --repair"):
        initialise(place.root, keys)
    assert str(keys) in zones.opened(place.root, keys)[0]
    assert zones.repair(place.root, keys) == 3
    assert (_mode(place.root.ledger), _mode(record), _mode(keys)) == (0o700, 0o600, 0o700)
    assert initialise(place.root, keys) is None


def test_readers_may_not_write_to_published(tmp_path):
    place = new_root(tmp_path)
    place.root.published.mkdir()
    place.root.published.chmod(0o775)
    assert "published" in zones.opened(place.root, place.settings.key_dir)[0]
    zones.repair(place.root, place.settings.key_dir)
    assert _mode(place.root.published) == 0o755


def test_a_file_system_without_rights_is_refused(tmp_path, monkeypatch):
    place = new_root(tmp_path)
    place.root.landing.chmod(0o777)
    monkeypatch.setattr(Path, "chmod", lambda *_: None)
    with pytest.raises(zones.OpenRootError, match="does not keep the rights"):
        zones.repair(place.root, place.settings.key_dir)


SYNCED = {
    "OneDrive - Kaupunki/data": None,
    "OneDrive/a/data": None,
    "Dropbox (Paja)/data": None,
    "Library/Mobile Documents/com~apple~CloudDocs/data": None,
    "Library/CloudStorage/GoogleDrive-a@b.fi/My Drive/data": None,
    "Nextcloud/data": None,
    "iCloudDrive/data": None,
    "kotikansio/data": ".dropbox",
    "tyot/a/b/data": "../../.sync_0a1b.db",
    "yhteinen/data": ".stfolder/",
    "jaettu/data": ".849C9593-D756-4E56-8D6E-42412F2A707B",
    "public_html/data": None,
}


@pytest.mark.parametrize("where", SYNCED)
def test_a_root_that_is_copied_or_shown_elsewhere_is_refused_with_the_reason(tmp_path, where):
    path, marker = tmp_path / where, SYNCED[where]
    path.parent.mkdir(parents=True)
    if marker:
        mark = path.parent / marker.rstrip("/")
        mark.mkdir() if marker.endswith("/") else mark.touch()
    with pytest.raises(zones.OpenRootError, match=r"copied to other computers|shown to others"):
        initialise(DataRoot(path), tmp_path / "keys")
    assert not path.exists()
    # People who do not exist may live anywhere.
    initialise(DataRoot(path), tmp_path / "keys", synthetic=True)
    initialise(DataRoot(path), tmp_path / "keys")


def test_the_settings_folder_of_dropbox_does_not_make_a_home_a_copied_folder(tmp_path):
    (tmp_path / ".dropbox").mkdir()
    assert zones.misplaced(DataRoot(tmp_path / "data"), tmp_path / "keys") == []


def test_a_root_in_a_folder_where_anybody_may_replace_it_is_refused(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    with pytest.raises(zones.OpenRootError, match="may replace folders"):
        initialise(DataRoot(shared / "data"), tmp_path / "keys")


def test_a_key_inside_the_root_is_refused(tmp_path):
    root = DataRoot(tmp_path / "data")
    with pytest.raises(zones.OpenRootError, match="MUKANA_KEY_DIR"):
        initialise(root, root.path / "keys")


def test_leftovers_of_runs_that_died_are_removed_in_every_folder(tmp_path):
    place, root = new_root(tmp_path), new_root(tmp_path).root
    gone = [
        root.raw / "submissions" / "a.parquet.tmp-0123456789ab",
        root.restricted / "open_answers" / "a.parquet.tmp-0123456789ab",
        root.ledger / "a.json.tmp-0123456789ab",
        root.refused / "a" / "receipt.txt.tmp-0123456789ab",
        root.releases / "b.tmp-0123456789ab" / "manifest.json",
        root.published / "releases" / "b.tmp-0123456789ab" / "dim_date.parquet",
        root.path / "root.json.tmp-0123456789ab",
        root.warehouse.parent / "scratch" / "warehouse.duckdb",
    ]
    kept = [root.registers / "services.tmp-old copy.csv", root.landing / "n.tmp-0123456789ab"]
    for file in gone + kept:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("person")
    leftovers.sweep(place.root)
    assert [file for file in gone if file.exists()] == []
    assert [file for file in kept if not file.exists()] == []
    assert not list(root.path.rglob("*tmp-0123456789ab/*"))


def test_a_run_sweeps_only_when_it_holds_the_lock(tmp_path, monkeypatch):
    import dagster as dg

    from orchestration.assets import run_resource
    from orchestration.core.progress import Silent

    place = new_root(tmp_path)
    held = []

    def sweep(root):
        try:
            with FileLock(root.lock, timeout=0):
                held.append(False)
        except Timeout:
            held.append(True)

    monkeypatch.setattr(run_resource.leftovers, "sweep", sweep)
    with dg.build_resources({"run": run_resource.run_resource(place.settings, Silent())}):
        assert held == [True]


def test_no_run_starts_on_a_root_that_others_may_read(tmp_path):
    import dagster as dg

    from orchestration.assets import run_resource
    from orchestration.core.progress import Silent

    place = new_root(tmp_path)
    place.root.landing.chmod(0o755)
    resource = run_resource.run_resource(place.settings, Silent())
    with pytest.raises(Exception) as found, dg.build_resources({"run": resource}):
        pass
    assert "init --repair" in str(found.value.__cause__ or found.value)
