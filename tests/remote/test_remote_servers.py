"""Landing and the copy of published tables on real servers: cut in the middle, and no secret in any output."""

import hashlib
import json
import shutil
import time
from collections import Counter

import pytest

from orchestration.core.address import parse
from orchestration.core.settings import Settings
from orchestration.intake import landing, remote_landing, sending
from orchestration.intake.sending import Sent
from orchestration.release import copy_record, pointer, remote_copy
from orchestration.remote import place as places
from orchestration.remote.place import Place
from orchestration.remote.problems import RemoteError
from tests.tiny_release import two_releases


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    two_releases(Settings(data=folder / "data", key_dir=folder / "keys"))
    return folder


def _settings(folder, **more):
    usual = {"data": folder / "data", "key_dir": folder / "keys", "settle_seconds": 0.01}
    return Settings(**usual, **more)


def _lay(server, files):
    place = Place(parse(server.url, "test"))
    for name, content in files.items():
        place.put(name, lambda content=content: [content], hashlib.sha256(content).hexdigest())


def _copy(settings):
    return remote_copy.copy(settings, lambda _: None)


def _there(server):
    place = Place(parse(server.url, "test"))
    return {one.name: b"".join(place.pieces(one)) for one in place.listing().entries}


def _here(settings):
    files = (f for f in settings.root.published.rglob("*") if f.is_file())
    return {f.relative_to(settings.root.published).as_posix(): f.read_bytes() for f in files}


def test_landing_on_a_server_whose_network_is_cut_in_the_middle_comes_with_the_next_runs(
    server, network, tmp_path, monkeypatch
):
    monkeypatch.setattr(places, "LIST_SECONDS", 20.0)
    monkeypatch.setattr(places, "CALL_SECONDS", 10.0)
    files = {f"ngo/{number}.csv": bytes([number]) * 60_000 for number in range(12)}
    _lay(server, files)
    settings = _settings(tmp_path, landing=server.url)
    network.cut_after = network.passed + 250_000
    for _ in range(4):
        try:
            remote_landing.fetch(settings, lambda _: None)
        except RemoteError as error:
            assert server.url in str(error)
        here = {one.name: one.path.read_bytes() for one in landing.look(settings.root.landing)}
        # What lies here is whole, always.
        assert here.items() <= files.items()
        if here == files:
            break
    assert here == files
    assert not remote_landing.look(settings).is_due


def test_a_file_from_the_desk_arrives_once_whole_and_never_over_another_also_by_a_bad_network(
    server, network, tmp_path, monkeypatch
):
    monkeypatch.setattr(places, "LIST_SECONDS", 20.0)
    monkeypatch.setattr(places, "CALL_SECONDS", 10.0)
    ours = bytes(range(256)) * 1_000
    _lay(server, {"ngo/a.csv": b"theirs"})
    settings = _settings(tmp_path, landing=server.url)
    network.cut_after = network.passed + 100_000
    for _ in range(4):
        try:
            sent = sending.send(settings, "ngo", "a.csv", ours)
            break
        except RemoteError as error:
            assert server.url in str(error)
            names = {
                entry.name for entry in places.Place(parse(server.url, "test")).listing().entries
            }
            # What was cut has a name that landing leaves alone.
            assert {name for name in names if ".tmp-" not in name} <= {"ngo/a.csv", "ngo/a-2.csv"}
    assert sent.name == "ngo/a-2.csv"
    assert sending.send(settings, "ngo", "b.csv", ours) == Sent("ngo/a-2.csv", is_new=False)
    remote_landing.fetch(settings, lambda _: None)
    here = {one.name: one.path.read_bytes() for one in landing.look(settings.root.landing)}
    assert here == {"ngo/a.csv": b"theirs", "ngo/a-2.csv": ours}


def test_a_small_file_costs_one_request_and_the_next_run_asks_for_the_listing_only(
    server, network, tmp_path
):
    _lay(server, {f"ngo/{number}.csv": bytes([number]) * 3_000 for number in range(1, 31)})
    settings = _settings(tmp_path, landing=server.url)

    def asked() -> Counter[str]:
        before = server.calls + network.requests
        assert remote_landing.fetch(settings, lambda _: None).index.left == {}
        return server.calls + network.requests - before

    first, second = asked(), asked()
    assert len(landing.look(settings.root.landing)) == 30
    if server.kind == "sftp":
        assert {"open", "read", "fstat", "close"}.isdisjoint(second)
        assert [first[name] for name in ("open", "read", "fstat", "close")] == [30] * 4
    else:
        # It looks twice where something is new.
        assert first.total() - 2 * second.total() == 30


def test_a_file_that_is_put_again_after_the_look_is_not_taken_for_the_one_that_was_seen(server):
    _lay(server, {"a.csv": b"first"})
    place = Place(parse(server.url, "test"))
    [seen] = place.listing().entries
    time.sleep(1.1)  # SFTP has seconds
    _lay(server, {"a.csv": b"other"})
    with pytest.raises(RemoteError) as failed:
        b"".join(place.pieces(seen))
    assert failed.value.kind == "changed"


def test_a_copy_on_a_server_whose_network_is_cut_points_at_whole_releases_only(
    server, network, tmp_path, published, monkeypatch
):
    monkeypatch.setattr(places, "LIST_SECONDS", 20.0)
    monkeypatch.setattr(places, "CALL_SECONDS", 10.0)
    shutil.copytree(published, tmp_path / "root")
    settings = _settings(tmp_path / "root", published=server.url)
    for cut in (8_000, 20_000, None):
        network.cut_after = None if cut is None else network.passed + cut
        try:
            _copy(settings)
        except RemoteError:
            assert copy_record.is_behind(settings)
        # A copy that needed less than that must not leave the cut to those who look.
        network.cut_after = None
        there = _there(server)
        if "current.json" in there:
            pointed = json.loads(there["current.json"])
            names = {f"{pointed['path']}/{file}" for file in pointed["tables"].values()}
            assert {name: there.get(name) for name in names}.items() <= _here(settings).items()
    assert network.cut_count
    there = _there(server)
    assert there.pop("mukana.json") and there == _here(settings)
    assert not copy_record.is_behind(settings)
    # Taken back here: gone there, folder and all.
    (old,) = pointer.prune(settings.root, 1)
    _copy(settings)
    assert not [name for name in _there(server) if old in name]
    if server.folder:
        assert not (server.folder / "releases" / old).exists()
    assert _copy(settings).put == 0


def test_a_reader_never_sees_half_a_pointer(server, tmp_path):
    """Rewritten again and again, it is always one of the two."""
    import threading

    place = Place(parse(server.url, "test"))
    old, new = (json.dumps({"release_id": letter * 40_000}).encode() for letter in "ab")
    _lay(server, {"current.json": old})
    seen, stop = [], threading.Event()

    def read():
        mine = Place(parse(server.url, "test"))
        while not stop.is_set():
            try:
                seen.append(b"".join(mine.pieces(mine.entry("current.json"))))
            except RemoteError as error:
                assert error.kind in ("changed", "not_there", "other"), error

    reader = threading.Thread(target=read)
    reader.start()
    until = time.monotonic() + 2
    while time.monotonic() < until:
        for content in (new, old):
            _lay(server, {"current.json": content})
    stop.set()
    reader.join()
    assert place.entry("current.json").byte_count == len(old)
    assert seen and set(seen) <= {old, new}
