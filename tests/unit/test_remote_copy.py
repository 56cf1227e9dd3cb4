"""The copy of published/ elsewhere: whole before anybody is pointed at it, and without what was taken back."""

import json
import shutil

import pytest

from orchestration.core.settings import Settings
from orchestration.release import copy_record, pointer, remote_copy
from orchestration.release.remote_copy import OthersPlaceError
from orchestration.remote.problems import RemoteError
from tests.memory_place import memory_places
from tests.tiny_release import publish_version, two_releases

BASE = "/bucket/out"


@pytest.fixture
def memory(monkeypatch):
    with memory_places(monkeypatch) as found:
        found.makedirs("/bucket")
        yield found


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A root with two releases, published one after the other."""
    folder = tmp_path_factory.mktemp("published")
    two_releases(Settings(data=folder / "data", key_dir=folder / "keys"))
    return folder


@pytest.fixture
def settings(published, tmp_path):
    shutil.copytree(published, tmp_path / "root", copy_function=shutil.copy2)
    at = {"data": tmp_path / "root" / "data", "key_dir": tmp_path / "root" / "keys"}
    return Settings(**at, published="s3://bucket/out")


def _copy(settings):
    return remote_copy.copy(settings, lambda _: None)


def _there(memory):
    return {name.removeprefix(f"{BASE}/"): content for name, content in memory.tree().items()}


def _here(settings):
    files = (f for f in settings.root.published.rglob("*") if f.is_file())
    return {f.relative_to(settings.root.published).as_posix(): f.read_bytes() for f in files}


def _require_whole(memory, settings):
    """A reader who follows the pointer finds every table that it names, with the right bytes."""
    there, here = _there(memory), _here(settings)
    if "current.json" not in there:
        return None
    pointed = json.loads(there["current.json"])
    for file in pointed["tables"].values():
        name = f"{pointed['path']}/{file}"
        assert name in there and there[name] == here.get(name, there[name])
    return pointed["release_id"]


def test_the_copy_holds_what_readers_get_and_nothing_is_copied_twice(memory, settings):
    assert copy_record.is_behind(settings)
    done = _copy(settings)
    there = _there(memory)
    assert there.pop("mukana.json")
    assert there == _here(settings) and done.put == len(there)
    assert not copy_record.is_behind(settings)
    memory.calls.clear()
    assert _copy(settings).put == 0
    assert not [call for call, _ in memory.calls if call == "open wb"]


def test_the_pointer_is_written_when_everything_it_names_is_there(memory, settings):
    _copy(settings)
    written = [path for call, path in memory.calls if call == "open wb"]
    at = written.index(f"{BASE}/current.json")
    assert all("/releases/" in path or path.endswith("mukana.json") for path in written[:at])
    assert not [path for path in written[at:] if "/releases/" in path]


def test_a_copy_that_is_cut_anywhere_points_at_a_whole_release_and_the_next_one_finishes(
    memory, settings
):
    _copy(settings)
    first = _require_whole(memory, settings)
    publish_version(settings.root, 3)
    total = len(_here(settings))
    cuts = 0
    for nth in range(0, 3 * total, 3):
        left = [nth]

        def interfere(call, _path, left=left):
            left[0] -= 1
            if left[0] < 0:
                raise ConnectionResetError

        memory.interfere = interfere
        try:
            _copy(settings)
        except RemoteError:
            cuts += 1
            assert copy_record.is_behind(settings)
            assert _require_whole(memory, settings) in (
                first,
                pointer.read(settings.root)["release_id"],
            )
        memory.interfere = lambda _call, _path: None
    assert cuts > 5
    _copy(settings)
    assert {n: c for n, c in _there(memory).items() if n != "mukana.json"} == _here(settings)


def test_releases_that_were_taken_back_here_go_there(memory, settings):
    _copy(settings)
    (old,) = pointer.prune(settings.root, 1)
    assert copy_record.is_behind(settings)
    assert any(name.startswith(f"releases/{old}/") for name in _there(memory))
    _copy(settings)
    assert not any(old in name for name in _there(memory))


def test_a_release_that_readers_there_are_pointed_at_goes_after_the_pointer(memory, settings):
    _copy(settings)
    pointed = _require_whole(memory, settings)
    publish_version(settings.root, 3)
    assert pointed in pointer.prune(settings.root, 1)
    memory.calls.clear()
    _copy(settings)
    assert not any(name.startswith(f"releases/{pointed}/") for name in _there(memory))
    order = [call for call in memory.calls if call[0] in ("open wb", "rm")]
    moved = order.index(("open wb", f"{BASE}/current.json"))
    assert (
        min(n for n, (call, path) in enumerate(order) if call == "rm" and pointed in path) > moved
    )


def test_what_was_taken_back_goes_although_nothing_new_can_be_written(memory, settings):
    _copy(settings)
    (old,) = pointer.prune(settings.root, 1)
    publish_version(settings.root, 3)

    def interfere(call, _path):
        if call == "open wb":
            raise OSError("quota")

    memory.interfere = interfere
    with pytest.raises(RemoteError):
        _copy(settings)
    assert not any(old in name for name in _there(memory))
    assert _require_whole(memory, settings)


def test_a_rollback_here_is_one_there(memory, settings):
    from orchestration.release.publish import point_back

    _copy(settings)
    current = pointer.read(settings.root)
    (earlier,) = current["previous"]
    point_back(settings.root, earlier)
    assert copy_record.is_behind(settings)
    _copy(settings)
    assert _require_whole(memory, settings) == earlier


def test_a_rollback_whose_copy_was_cut_and_that_is_taken_back_is_copied_again(memory, settings):
    from orchestration.release.publish import point_back

    _copy(settings)
    current, before = pointer.read(settings.root), _here(settings)
    point_back(settings.root, current["previous"][0])

    def interfere(call, path):
        if call == "open wb" and "/current/" in path:
            raise ConnectionResetError

    memory.interfere = interfere
    with pytest.raises(RemoteError):
        _copy(settings)
    memory.interfere = lambda _call, _path: None
    assert _require_whole(memory, settings) != current["release_id"]
    # Here everything is as it was when the last whole copy was made; there it is not.
    point_back(settings.root, current["release_id"])
    for name, content in before.items():
        (settings.root.published / name).write_bytes(content)
    assert copy_record.is_behind(settings)
    _copy(settings)
    assert _require_whole(memory, settings) == current["release_id"]


def test_a_file_that_was_altered_or_removed_there_is_put_again(memory, settings):
    _copy(settings)
    tables = [name for name in _there(memory) if name.endswith(".parquet")]
    memory.lay(f"{BASE}/{tables[0]}", b"other numbers")
    memory.rm_file(f"{BASE}/{tables[-1]}")
    memory.lay(f"{BASE}/releases/r-foreign/x.parquet", b"?")
    _copy(settings)
    assert {n: c for n, c in _there(memory).items() if n != "mukana.json"} == _here(settings)


def test_bytes_that_did_not_arrive_as_they_were_are_noticed(memory, settings, monkeypatch):
    monkeypatch.setattr(remote_copy, "_pieces", lambda _file: iter([b"half"]))
    with pytest.raises(RemoteError) as failed:
        _copy(settings)
    assert failed.value.kind == "changed"
    assert "current.json" not in _there(memory) and copy_record.is_behind(settings)


@pytest.mark.parametrize(
    "name", ["releases/x/a.parquet", "current/a.parquet", "current.json", "mukana.json"]
)
def test_a_place_with_files_of_somebody_else_is_left_alone(memory, settings, name):
    memory.lay(f"{BASE}/{name}", b"{}")
    with pytest.raises(OthersPlaceError) as refused:
        _copy(settings)
    assert str(refused.value).startswith("s3://bucket/out: siellä on tiedostoja")
    assert _there(memory) == {name: b"{}"}


def test_files_beside_the_copy_stay(memory, settings):
    memory.lay(f"{BASE}/README.txt", b"ours")
    _copy(settings)
    pointer.prune(settings.root, 1)
    _copy(settings)
    assert _there(memory)["README.txt"] == b"ours"


def test_a_root_that_came_back_from_a_backup_knows_its_place_again(memory, settings):
    _copy(settings)
    before = _there(memory)
    settings.root.copied.unlink()
    assert copy_record.is_behind(settings)
    _copy(settings)
    assert _there(memory) == before


def test_a_folder_of_this_computer_is_a_place_too(settings, tmp_path):
    target = tmp_path / "share" / "tables"
    settings = settings.model_copy(update={"published": str(target)})
    _copy(settings)
    found = {
        f.relative_to(target).as_posix(): f.read_bytes() for f in target.rglob("*") if f.is_file()
    }
    assert found.pop("mukana.json") and found == _here(settings)
    assert oct((target / "current.json").stat().st_mode)[-3:] == "644"
    (old,) = pointer.prune(settings.root, 1)
    (target / f"current.json.tmp-{'a' * 12}").write_bytes(b"left by a copy that was cut")
    _copy(settings)
    assert not (target / "releases" / old).exists()
    assert not list(target.rglob("*.tmp-*"))


def test_without_a_place_or_a_release_there_is_nothing_to_copy(memory, settings, tmp_path):
    assert not copy_record.is_behind(settings.model_copy(update={"published": ""}))
    empty = Settings(data=tmp_path / "empty", published="s3://bucket/out")
    assert not copy_record.is_behind(empty) and _copy(empty) is None
