"""A remote landing: what is fetched, what is left and why, and that names cannot lead astray."""

import errno
from datetime import UTC, datetime, timedelta

import pytest

from orchestration.core import disk_problems
from orchestration.core.settings import Settings
from orchestration.intake import landing, remote_landing
from orchestration.intake.remote_names import is_wanted, unusable
from orchestration.remote import place as places
from orchestration.remote import together
from orchestration.remote.problems import RemoteError
from tests.memory_place import memory_places

BASE = "/bucket/in"
NOON = datetime(2025, 1, 8, 12, tzinfo=UTC)


@pytest.fixture
def memory(monkeypatch):
    with memory_places(monkeypatch) as found:
        found.makedirs(BASE)
        yield found


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path, landing="s3://bucket/in", settle_seconds=0, max_bytes=100)


def _lay(memory, name, content=b"a;b\n1;2\n", at=NOON):
    memory.lay(f"{BASE}/{name}", content, at)


def _here(settings):
    """What lies here, as a look at landing sees it."""
    return {one.name: one.path.read_bytes() for one in landing.look(settings.root.landing)}


def _fetch(settings):
    return remote_landing.fetch(settings, lambda _: None)


def _why(settings):
    return {one["name"]: one["why"] for one in remote_landing.look(settings).left}


def test_files_come_with_their_senders_their_bytes_and_their_time(memory, settings):
    _lay(memory, "ngo/säde 1.csv", b"one")
    _lay(memory, "city/sub/b.csv", b"two", NOON + timedelta(hours=1))
    assert remote_landing.look(settings).new == 2
    assert _fetch(settings).count == 2
    seen = landing.look(settings.root.landing)
    assert [(one.sender, one.name, one.path.read_bytes()) for one in seen] == [
        ("ngo", "ngo/säde 1.csv", b"one"),
        ("city", "city/sub/b.csv", b"two"),
    ]
    # 8.1.2025 12.00 UTC is 1 736 337 600 seconds after 1970.
    assert [one.mtime_ns for one in seen] == [1_736_337_600 * 10**9, 1_736_341_200 * 10**9]
    assert (settings.root.landing / "ngo").parent.name == "fetched"


def test_nothing_is_fetched_twice_and_nothing_is_written_there(memory, settings):
    _lay(memory, "ngo/a.csv")
    before = memory.tree()
    _fetch(settings)
    memory.calls.clear()
    assert not remote_landing.look(settings).is_due
    assert _fetch(settings).count == 0
    assert {call for call, _ in memory.calls} == {"find"}
    assert memory.tree() == before


def test_a_file_that_changed_comes_again_and_one_that_went_goes_here_too(memory, settings):
    _lay(memory, "ngo/a.csv", b"old")
    _lay(memory, "city/b.csv")
    _fetch(settings)
    # The same size in the same second: the token tells.
    _lay(memory, "ngo/a.csv", b"new", NOON + timedelta(milliseconds=1))
    memory.rm_file(f"{BASE}/city/b.csv")
    seen = remote_landing.look(settings)
    assert (seen.new, seen.gone) == (1, 1)
    _fetch(settings)
    assert _here(settings) == {"ngo/a.csv": b"new"}
    assert not (settings.root.landing / "city").exists()


def test_a_copy_that_was_altered_or_is_gone_here_is_fetched_again(memory, settings):
    _lay(memory, "ngo/a.csv", b"one")
    _lay(memory, "ngo/b.csv", b"two")
    _fetch(settings)
    (settings.root.landing / "ngo" / "a.csv").write_bytes(b"other")
    (settings.root.landing / "ngo" / "b.csv").unlink()
    assert _fetch(settings).count == 2
    assert _here(settings) == {"ngo/a.csv": b"one", "ngo/b.csv": b"two"}


def test_a_file_above_the_limit_is_not_fetched_and_has_its_size_here(memory, settings):
    _lay(memory, "ngo/big.csv", b"x" * 101)
    _fetch(settings)
    (seen,) = landing.look(settings.root.landing)
    assert seen.byte_count == 101 and seen.path.read_bytes() == bytes(101)
    assert not [path for call, path in memory.calls if call == "open rb"]
    assert not remote_landing.look(settings).is_due
    # A higher limit: now it comes.
    higher = settings.model_copy(update={"max_bytes": 101})
    assert _fetch(higher).count == 1
    assert _here(settings) == {"ngo/big.csv": b"x" * 101}


def test_a_file_that_is_still_written_is_left_to_the_next_run(memory, settings, monkeypatch):
    _lay(memory, "ngo/a.csv", b"half")
    _lay(memory, "ngo/b.csv")

    def grow(_seconds):
        _lay(memory, "ngo/a.csv", b"whole", NOON + timedelta(seconds=1))

    with monkeypatch.context() as between:
        between.setattr(remote_landing.time, "sleep", grow)
        _fetch(settings)
    assert set(_here(settings)) == {"ngo/b.csv"}
    assert _why(settings) == {"ngo/a.csv": "arriving"}
    _fetch(settings)
    assert _here(settings)["ngo/a.csv"] == b"whole" and _why(settings) == {}


@pytest.mark.parametrize(("what", "why"), [("changes", "changed"), ("goes", "not_there")])
def test_a_file_that_changes_or_goes_while_it_is_fetched_is_left(memory, settings, what, why):
    _lay(memory, "ngo/a.csv", b"first")
    _lay(memory, "ngo/b.csv")

    def interfere(call, path):
        if call == "open rb" and path.endswith("a.csv"):
            memory.interfere = lambda _call, _path: None
            if what == "goes":
                memory.rm_file(path)
            else:
                _lay(memory, "ngo/a.csv", b"second", NOON + timedelta(seconds=9))

    memory.interfere = interfere
    _fetch(settings)
    assert set(_here(settings)) == {"ngo/b.csv"}
    if what == "changes":
        assert _why(settings) == {"ngo/a.csv": why}
        _fetch(settings)
        assert _here(settings)["ngo/a.csv"] == b"second"


def test_one_file_that_may_not_be_read_holds_up_no_other_and_is_asked_for_again_later(
    memory, settings, monkeypatch
):
    _lay(memory, "ngo/closed.csv")
    _lay(memory, "ngo/open.csv")

    def interfere(call, path):
        if call == "open rb" and "closed" in path:
            raise PermissionError

    memory.interfere = interfere
    clock = [1_000_000.0]
    monkeypatch.setattr(remote_landing.time, "time", lambda: clock[0])
    assert remote_landing.look(settings, is_patient=True).new == 2
    _fetch(settings)
    assert set(_here(settings)) == {"ngo/open.csv"}
    assert _why(settings) == {"ngo/closed.csv": "no_access"}
    clock[0] += 599
    assert not remote_landing.look(settings, is_patient=True).is_due
    # Who starts a run by hand means it.
    assert remote_landing.look(settings).is_due
    clock[0] += 1
    assert remote_landing.look(settings, is_patient=True).is_due
    _fetch(settings)
    _lay(memory, "ngo/closed.csv", b"other", NOON + timedelta(seconds=1))
    assert remote_landing.look(settings, is_patient=True).is_due


def test_a_network_that_stays_away_is_not_asked_for_every_file(memory, settings):
    for number in range(40):
        _lay(memory, f"ngo/{number:02}.csv")

    def interfere(call, _path):
        if call == "open rb":
            raise ConnectionResetError("10.0.0.1")

    memory.interfere = interfere
    _fetch(settings)
    opened = [path for call, path in memory.calls if call == "open rb"]
    # Three files, and those that the other threads had begun, three times each.
    assert len(opened) <= 3 * (3 + together.WORKERS)
    assert set(_why(settings).values()) == {"cut"}
    memory.interfere = lambda _call, _path: None
    assert _fetch(settings).count == 40


def test_a_place_that_cannot_be_listed_removes_nothing_here(memory, settings):
    _lay(memory, "ngo/a.csv")
    _fetch(settings)

    def interfere(_call, _path):
        raise TimeoutError("secret")

    memory.interfere = interfere
    with pytest.raises(RemoteError) as failed:
        _fetch(settings)
    fi, en = str(failed.value).splitlines()
    assert fi.startswith("s3://bucket/in: tiedostoja ei voitu luetella. Palvelin ei vastannut")
    assert en.startswith("s3://bucket/in: the files could not be listed. The server did not answer")
    assert "secret" not in fi + en
    assert _here(settings)


def test_a_server_that_says_nothing_is_waited_for_no_longer_than_the_limit(
    memory, settings, monkeypatch
):
    monkeypatch.setattr(places, "LIST_SECONDS", 0.01)
    memory.interfere = lambda _call, _path: places.time.sleep(0.2)
    with pytest.raises(RemoteError) as failed:
        places.Place(settings.remote_landing)._call("list", lambda files: files.find("/"), 0.01)
    assert failed.value.kind == "no_answer"


def test_an_endless_file_is_not_followed(memory, settings):
    _lay(memory, "ngo/a.csv", b"12345")
    entry = places.Place(settings.remote_landing).listing().entries[0]
    memory.store[f"{BASE}/ngo/a.csv"].write(b"x" * 50)
    with pytest.raises(RemoteError) as failed:
        list(places.Place(settings.remote_landing).pieces(entry))
    assert failed.value.kind == "changed"


HOSTILE = {
    "../out.csv": "bad_name",
    "ngo/../../out.csv": "bad_name",
    "/etc/x.csv": "bad_name",
    "ngo//x.csv": "bad_name",
    "ngo/./x.csv": "bad_name",
    "ngo/a\\..\\..\\x.csv": "bad_name",
    "ngo/\x1b[2Jx.csv": "bad_name",
    "ngo/x\n.csv": "bad_name",
    "ngo/x\x00.csv": "bad_name",
    "ngo/" + "ä" * 200 + ".csv": "bad_name",
    "ngo/" + "a/" * 600 + "x.csv": "bad_name",
    "ngo/\ud800.csv": "bad_name",
    "ngo/A.csv": "same_name",
    "ngo/a.csv": "same_name",
    "City/b.csv": "same_name",
    "city/c.csv": "same_name",
    "town/x": "is_folder",
    "ngo/se\u0308de.csv": "same_name",
    "ngo/s\u00ebde.csv": "same_name",
}


def test_hostile_names_are_known_by_name_and_honest_ones_are_not():
    honest = ["town/x/y.csv", "ngo/good.csv", "ngo/2024-05-01T10:00.csv", "loose.csv", "ngo/..a"]
    assert unusable([*HOSTILE, *honest]) == HOSTILE


def test_hostile_names_write_nothing_outside_and_hold_up_nobody(memory, settings, tmp_path):
    names = [name for name in HOSTILE if "\ud800" not in name and name != "town/x"]
    for name in names:
        memory.store[f"{BASE}/{name}"] = memory.store.get("x") or _file(memory)
    _lay(memory, "ngo/good.csv", b"good")
    _fetch(settings)
    assert _here(settings) == {"ngo/good.csv": b"good"}
    outside = {path.name for path in tmp_path.iterdir()}
    assert outside == {"fetched"}
    assert all(name.isprintable() for name in _why(settings))


def _file(memory):
    _lay(memory, "template", b"evil")
    return memory.store.pop(f"{BASE}/template")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("ngo/a.csv", True), ("ngo/delivery.yml", True), ("ngo/.a.csv", False), (".x/a.csv", False),
        ("ngo/~$a.xlsx", False), ("ngo/a.xlsx.part", False), ("ngo/a.filepart", False),
    ],
)  # fmt: skip
def test_names_that_are_never_taken_are_not_fetched(name, wanted):
    assert is_wanted(name) is wanted


def test_a_name_with_an_identity_code_is_not_shown(memory, settings):
    _lay(memory, "ngo/131052-308T\x01.csv")
    (name,) = _why(settings)
    assert "131052" not in name


def test_ten_thousand_files_are_one_look(memory, settings):
    for number in range(10_000):
        memory.store[f"{BASE}/ngo/{number}.csv"] = memory.store.get("t") or _file(memory)
        memory.store["t"] = memory.store[f"{BASE}/ngo/{number}.csv"]
    seen = remote_landing.look(settings)
    assert seen.new == 10_000
    assert [call for call, _ in memory.calls if call != "open wb"] == ["find"]


def test_the_error_of_a_library_is_not_carried_along(memory, settings):
    def interfere(_call, _path):
        raise OSError(errno.ENOSPC, "No space left on device")

    memory.interfere = interfere
    with pytest.raises(RemoteError) as failed:
        _fetch(settings)
    assert failed.value.__cause__ is None and failed.value.__context__ is None
    # The disk that is full is not that of the root.
    assert disk_problems.sentence(failed.value, settings.root) is None
