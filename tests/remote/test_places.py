"""The same answers from S3, Azure and SFTP: listing, reading, writing, removing, and a bad network."""

import hashlib
import logging
import time
from pathlib import Path

import pytest

from orchestration.core.address import parse
from orchestration.remote import filesystems
from orchestration.remote import place as places
from orchestration.remote.place import Place
from orchestration.remote.problems import RemoteError
from tests.remote.servers import SECRETS


def _place(server) -> Place:
    return Place(parse(server.url, "test"))


def _put(place, name, content):
    return place.put(name, lambda: [content], hashlib.sha256(content).hexdigest())


def _read(place, entry):
    return b"".join(place.pieces(entry))


def test_what_is_put_is_listed_read_and_removed(server):
    place = _place(server)
    _put(place, "säde ja ääni/a 1.csv", b"one")
    _put(place, "city/deep/er/b.csv", b"three")
    # A neighbour whose name begins alike is no part of the place.
    _put(Place(parse(f"{server.url}2", "test")), "x.csv", b"?")
    listing = place.listing()
    assert [(one.name, one.byte_count, one.is_file) for one in listing.entries] == [
        ("city/deep/er/b.csv", 5, True),
        ("säde ja ääni/a 1.csv", 3, True),
    ]
    assert [_read(place, one) for one in listing.entries] == [b"three", b"one"]
    assert all(place.entry(one.name) == one for one in listing.entries)
    assert all(abs(one.mtime_ns / 1e9 - time.time()) < 60 for one in listing.entries)
    place.remove(["city/deep/er/b.csv", "never/there.csv"])
    place.remove_empty_folders(["city/deep/er", "city/deep", "city"])
    assert [one.name for one in place.listing().entries] == ["säde ja ääni/a 1.csv"]


def test_the_empty_objects_by_which_programs_show_folders_are_no_files(server):
    if server.kind != "s3":
        pytest.skip("SFTP has folders; adlfs knows those of Azure")
    place = _place(server)
    files = filesystems.open_filesystem(place.address)
    for name in ("", "ngo/"):
        files.call_s3("put_object", Bucket=place.address.host, Key=f"place/{name}", Body=b"")
    _put(place, "ngo/a.csv", b"a")
    assert [one.name for one in place.listing().entries] == ["ngo/a.csv"]


def test_a_file_that_changed_has_another_token_and_is_not_read_as_the_old_one(server):
    place = _place(server)
    before = _put(place, "a.csv", b"old")
    time.sleep(1.1)
    after = _put(place, "a.csv", b"new")
    assert before != after and place.listing().entries == (after,)
    with pytest.raises(RemoteError) as failed:
        _read(place, before)
    assert failed.value.kind == "changed"


def test_a_file_in_several_pieces_is_whole(server, monkeypatch):
    monkeypatch.setattr(places, "PIECE", 100_000)
    place, content = _place(server), bytes(range(256)) * 3_000
    entry = _put(place, "big.bin", content)
    assert _read(place, entry) == content
    assert _read(place, _put(place, "empty.bin", b"")) == b""


def test_what_is_not_there_is_said_so(server):
    with pytest.raises(RemoteError) as failed:
        _place(server).entry("nothing.csv")
    assert failed.value.kind == "not_there"
    missing = server.url.replace("county", "nobody") if not server.folder else f"{server.url}x"
    with pytest.raises(RemoteError) as failed:
        Place(parse(missing, "test")).listing()
    assert failed.value.kind == "not_there"


def test_a_connection_that_breaks_once_is_tried_again(server, network, monkeypatch):
    monkeypatch.setattr(places, "PIECE", 100_000)
    content = bytes(range(256)) * 8_000
    place = _place(server)
    entry = _put(place, "big.bin", content)
    network.cut_after = network.passed + 300_000
    try:
        assert _read(_place(server), entry) == content
    except RemoteError as error:
        # The library does not go on in the middle: then the whole file is for the next run.
        assert error.kind in ("cut", "no_answer", "other")
        assert _read(_place(server), entry) == content


def test_a_server_that_is_gone_is_said_so_in_both_languages_without_any_secret(
    server, network, caplog
):
    caplog.set_level(logging.WARNING)
    network.down()
    start = time.monotonic()
    with pytest.raises(RemoteError) as failed:
        _place(server).listing()
    assert time.monotonic() - start < 60
    fi, en = str(failed.value).splitlines()
    assert fi.startswith(f"{server.url}: tiedostoja ei voitu luetella. ")
    assert en.startswith(f"{server.url}: the files could not be listed. ")
    assert failed.value.kind in ("cut", "no_answer")
    assert not [name for name, secret in SECRETS.items() if secret in fi + en + caplog.text]


def test_a_server_that_stays_silent_is_given_up(server, network, monkeypatch):
    monkeypatch.setattr(filesystems, "CONNECT_SECONDS", 1)
    monkeypatch.setattr(filesystems, "ANSWER_SECONDS", 1)
    monkeypatch.setattr(places, "LIST_SECONDS", 3.0)
    network.silent = True
    start = time.monotonic()
    with pytest.raises(RemoteError) as failed:
        _place(server).listing()
    assert failed.value.kind in ("no_answer", "cut")
    assert time.monotonic() - start < 30


def test_a_server_that_sends_byte_by_byte_is_given_up(server, network, monkeypatch):
    """Each byte is in time for the library: only the limit of the whole call ends it."""
    monkeypatch.setattr(places, "PAUSES", ())
    place = _place(server)
    entry = _put(place, "a.bin", bytes(60_000))
    network.trickles = True
    monkeypatch.setattr(places, "CALL_SECONDS", 2.0)
    start = time.monotonic()
    with pytest.raises(RemoteError) as failed:
        _read(_place(server), entry)
    assert failed.value.kind == "no_answer"
    assert time.monotonic() - start < 15
    network.trickles = False


def test_wrong_credentials_are_said_so(server, monkeypatch):
    if server.kind == "s3":
        pytest.skip("moto takes any key")
    if server.kind == "az":
        other = "A" * 86 + "=="
        text = server.environment["AZURE_STORAGE_CONNECTION_STRING"].replace(SECRETS["az"], other)
        monkeypatch.setenv("AZURE_STORAGE_CONNECTION_STRING", text)
    else:
        home = server.environment["HOME"]
        monkeypatch.setenv("HOME", f"{home}/empty")
        folder = Path(home) / "empty" / ".ssh"
        folder.mkdir(parents=True, exist_ok=True)
        known = (Path(home) / ".ssh" / "known_hosts").read_text()
        (folder / "known_hosts").write_text(known)
    with pytest.raises(RemoteError) as failed:
        _place(server).listing()
    assert failed.value.kind == "no_access"


def test_an_sftp_server_that_known_hosts_does_not_know_is_not_talked_to(
    server, monkeypatch, tmp_path
):
    if server.kind != "sftp":
        pytest.skip("only SFTP has keys of hosts; the others have certificates")
    (tmp_path / ".ssh").mkdir()
    key = f"{server.environment['HOME']}/.ssh/id_ed25519"
    (tmp_path / ".ssh" / "id_ed25519").symlink_to(key)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(RemoteError) as failed:
        _place(server).listing()
    assert failed.value.kind == "unknown_host_key"


def test_links_on_an_sftp_server_are_no_files_and_closed_folders_are_named(server):
    if not server.folder:
        pytest.skip("object stores have neither links nor folders")
    (server.folder / "ngo").mkdir()
    (server.folder / "ngo" / "a.csv").write_bytes(b"a")
    (server.folder / "ngo" / "b.csv").symlink_to("a.csv")
    (server.folder / "loop").symlink_to(server.folder)
    found = _place(server).listing().by_name()
    assert {name: one.is_file for name, one in found.items()} == {
        "ngo/a.csv": True,
        "ngo/b.csv": False,
        "loop": False,
    }


def test_ten_thousand_files_are_listed_quickly(server):
    if server.kind == "az":
        pytest.skip("azurite needs minutes to lay them; listing is by five thousand")
    if server.folder:
        for number in range(10_000):
            (server.folder / f"{number}.csv").write_bytes(b"a;b")
    else:
        # By requests it would take a minute.
        from moto.s3.models import s3_backends

        backend = s3_backends["123456789012"]["aws"]
        for number in range(10_000):
            backend.put_object(parse(server.url, "test").host, f"place/{number}.csv", b"a;b")
    start = time.process_time()
    assert len(_place(server).listing().entries) == 10_000
    assert time.process_time() - start < 20
