"""What the desk puts into landing: whole, under a name of its own, never twice and never over another file."""

import os
from datetime import UTC, datetime
from pathlib import PurePosixPath

import pytest

from orchestration.core import atomic_files
from orchestration.core.settings import Settings
from orchestration.intake import landing, remote_landing, sent_names
from orchestration.intake.remote_names import is_wanted, unusable
from orchestration.intake.sending import SendingError, Sent, send
from orchestration.remote.problems import RemoteError
from tests.exports import HEADER, row, xlsx
from tests.memory_place import memory_places
from tests.roots import new_root

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def place(tmp_path):
    return new_root(tmp_path)


def _landed(place) -> dict[str, bytes]:
    """What a look at landing finds."""
    return {one.name: one.path.read_bytes() for one in landing.look(place.root.landing)}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Osallisuus 2024.xlsx", "Osallisuus 2024.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\vienti.csv", "vienti.csv"),
        (".piilo.xlsx", "piilo.xlsx"),
        ("~$vienti.xlsx", "vienti.xlsx"),
        ("vienti.xlsx.part", "vienti.xlsx"),
        ("vienti.xlsx.tmp-0123456789ab", "vienti.xlsx"),
        ("a\x00b\x1b[31m\u202e.csv", "ab[31m.csv"),
        ("mikä: tämä?.csv", "mikä_ tämä_.csv"),
        # As a Mac writes it: the letter and its dots apart.
        ("a\u0308.csv", "ä.csv"),
        ("delivery.yml", "tiedosto.yml"),
        ("Delivery.YML", "tiedosto.YML"),
        ("con.csv", "tiedosto.csv"),
        ("131052-308T.xlsx", "tiedosto.xlsx"),
        ("x.131052-308T", "tiedosto"),
        ("brian@ngo.fi.xlsx", "tiedosto.xlsx"),
        ("", "tiedosto"),
        ("...", "tiedosto"),
        ("/", "tiedosto"),
        ("\ud800a.csv", "a.csv"),
    ],
)
def test_a_name_is_one_that_landing_looks_at_on_every_file_system(given, expected):
    name = sent_names.cleaned(given)
    assert name == expected
    assert is_wanted(f"ngo/{name}") and not unusable([f"ngo/{name}"])
    assert not landing.is_under_way(PurePosixPath(name)) and name != landing.STATEMENT


def test_a_long_name_is_shortened_and_keeps_its_format():
    name = sent_names.cleaned("ä" * 400 + ".xlsx")
    # 175 bytes are left for letters of two bytes.
    assert name == "ä" * 87 + ".xlsx"


def test_a_file_arrives_whole_in_the_folder_of_its_sender(place):
    assert send(place.settings, "ngo", "../a.csv", b"a;b") == Sent("ngo/a.csv", is_new=True)
    assert _landed(place) == {"ngo/a.csv": b"a;b"}
    assert [one.sender for one in landing.look(place.root.landing)] == ["ngo"]


def test_the_same_bytes_are_put_there_once_and_others_never_over_them(place):
    send(place.settings, "ngo", "a.csv", b"one")
    assert send(place.settings, "ngo", "b.csv", b"one") == Sent("ngo/a.csv", is_new=False)
    assert send(place.settings, "ngo", "A.csv", b"two").name == "ngo/A-2.csv"
    assert send(place.settings, "ngo", "a.csv", b"six").name == "ngo/a-3.csv"
    assert send(place.settings, "city", "a.csv", b"one") == Sent("city/a.csv", is_new=True)
    assert _landed(place) == {
        "ngo/a.csv": b"one", "ngo/A-2.csv": b"two", "ngo/a-3.csv": b"six", "city/a.csv": b"one",
    }  # fmt: skip


def test_a_name_that_somebody_takes_in_the_same_moment_is_left_to_them(place, monkeypatch):
    real = sent_names.free

    def free_and_taken(name, taken):
        found = real(name, taken)
        if found == "a.csv":
            (place.root.landing / "ngo" / "a.csv").write_bytes(b"theirs")
        return found

    monkeypatch.setattr(sent_names, "free", free_and_taken)
    assert send(place.settings, "ngo", "a.csv", b"ours").name == "ngo/a-2.csv"
    assert _landed(place) == {"ngo/a.csv": b"theirs", "ngo/a-2.csv": b"ours"}


def test_no_look_sees_a_part_and_nothing_is_left_where_writing_failed(place, monkeypatch):
    seen = []

    def fail(path, content):
        path.write_bytes(content[:1])
        seen.extend((one.name, one.byte_count) for one in landing.look(place.root.landing))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_files, "write_file", fail)
    with pytest.raises(OSError, match="No space left"):
        send(place.settings, "ngo", "a.csv", b"content")
    # The name is taken, and nothing of the content can be seen.
    assert seen == [("ngo/a.csv", 0)]
    assert list((place.root.landing / "ngo").iterdir()) == []


def test_what_a_process_that_was_ended_left_is_removed_and_nothing_else(place):
    folder = place.root.landing / "ngo"
    folder.mkdir()
    names = ("a.csv.tmp-0123456789ab", "b.csv.tmp-0123456789ab", "c.tmp-1.csv", "d.part")
    for name in names:
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (LONG_AGO.timestamp(),) * 2)
    os.utime(folder / names[1])
    send(place.settings, "ngo", "e.csv", b"new")
    assert {file.name for file in folder.iterdir()} == {*names[1:], "e.csv"}


def test_what_was_read_from_this_sender_is_not_sent_again(place, tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [HEADER, row("k1", "Alku", [4] * 10, service="Lahden paja")])
    landed = place.land(file, "ngo/a.xlsx")
    place.take()
    landed.unlink()
    assert send(place.settings, "ngo", "b.xlsx", file.read_bytes()) == Sent("", is_new=False)
    assert _landed(place) == {}
    # Whose it is, is for a person to decide: it is put there, and both senders are named.
    assert send(place.settings, "city", "b.xlsx", file.read_bytes()).is_new


def test_a_refused_file_that_is_not_there_any_more_is_sent_again(place):
    send(place.settings, "ngo", "a.csv", b"nothing;known\n1;2\n")
    assert [record.status for record in place.take()] == ["refused"]
    (place.root.landing / "ngo" / "a.csv").unlink()
    assert send(place.settings, "ngo", "a.csv", b"nothing;known\n1;2\n").is_new


@pytest.mark.parametrize("code", ["", ".", "..", "../out", "a/b", "a\\b", ".hidden", "/tmp", "a\0"])
def test_no_sender_leads_out_of_landing(place, code):
    with pytest.raises(SendingError):
        send(place.settings, code, "a.csv", b"x")
    assert list(place.root.landing.rglob("*")) == []


def test_a_folder_that_is_a_link_or_a_landing_that_is_not_there_gets_nothing(place, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (place.root.landing / "ngo").symlink_to(elsewhere)
    with pytest.raises(SendingError):
        send(place.settings, "ngo", "a.csv", b"x")
    place.root.landing.rename(tmp_path / "unmounted")
    with pytest.raises(SendingError):
        send(place.settings, "city", "a.csv", b"x")
    assert not place.root.landing.exists() and not list(elsewhere.iterdir())


class TestRemote:
    @pytest.fixture
    def memory(self, monkeypatch):
        with memory_places(monkeypatch) as found:
            found.makedirs("/bucket/in")
            yield found

    @pytest.fixture
    def settings(self, tmp_path, memory):
        return Settings(data=tmp_path, landing="s3://bucket/in", settle_seconds=0)

    def test_a_file_goes_to_the_remote_landing_and_is_fetched_from_there(self, memory, settings):
        memory.lay("/bucket/in/ngo/A.csv", b"one")
        assert send(settings, "ngo", "a.csv", b"two") == Sent("ngo/a-2.csv", is_new=True)
        assert memory.tree() == {"/bucket/in/ngo/A.csv": b"one", "/bucket/in/ngo/a-2.csv": b"two"}
        assert not settings.root.landing.exists()
        assert remote_landing.fetch(settings, lambda _: None).count == 2

    def test_the_same_bytes_are_put_there_once(self, memory, settings):
        memory.lay("/bucket/in/ngo/a.csv", b"one")
        assert send(settings, "ngo", "b.csv", b"one") == Sent("ngo/a.csv", is_new=False)
        assert send(settings, "city", "b.csv", b"one").is_new

    def test_what_is_still_being_written_is_not_fetched_and_is_removed_when_it_was_left(
        self, memory, settings
    ):
        left, new = (f"/bucket/in/ngo/{name}.csv.tmp-0123456789ab" for name in "ab")
        memory.lay(left, b"x", LONG_AGO)
        memory.lay(new, b"x", datetime.now(UTC))
        assert not remote_landing.look(settings).is_due
        send(settings, "ngo", "c.csv", b"two")
        assert set(memory.tree()) == {new, "/bucket/in/ngo/c.csv"}

    def test_a_place_that_may_only_be_read_says_so(self, memory, settings):
        def refuse(call, _path):
            if call == "open wb":
                raise PermissionError

        memory.interfere = refuse
        with pytest.raises(RemoteError) as raised:
            send(settings, "ngo", "a.csv", b"x")
        assert raised.value.kind == "no_access" and "ei voitu kirjoittaa" in str(raised.value)
