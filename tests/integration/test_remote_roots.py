"""A root whose landing, and the copy of what is published, are remote: runs through a place in memory."""

import pytest

from orchestration.cli.root_status import root_status
from orchestration.intake import forget, remote_landing
from orchestration.release.due import what_is_due
from tests.dagster_runs import materialised
from tests.exports import HEADER, xlsx
from tests.memory_place import memory_places
from tests.roots import Workplace, many, new_root
from tests.tiny_release import publish_version


@pytest.fixture
def memory(monkeypatch):
    with memory_places(monkeypatch) as found:
        found.makedirs("/bucket/in")
        yield found


@pytest.fixture
def place(tmp_path, memory) -> Workplace:
    usual = new_root(tmp_path)
    settings = usual.settings.model_copy(update={"landing": "s3://bucket/in"})
    return Workplace(settings)


def _export(tmp_path, prefix="a", answer=4):
    rows = many("Lahden paja", 6, prefix, answer)
    return xlsx(tmp_path / f"{prefix}.xlsx", [HEADER, *rows]).read_bytes()


def test_the_first_stages_of_a_run_take_what_lies_in_a_remote_landing_and_say_what_they_left(
    place, memory, tmp_path
):
    export = _export(tmp_path)
    settings = place.settings.model_copy(update={"max_bytes": len(export) + 2_000})
    place = Workplace(settings)
    memory.lay("/bucket/in/ngo/a.xlsx", export)
    memory.lay("/bucket/in/ngo/delivery.yml", b"phase: single\n")
    memory.lay("/bucket/in/ngo/big.xlsx", b"x" * (settings.max_bytes + 1))
    memory.lay("/bucket/in/city/B.csv", b"a")
    memory.lay("/bucket/in/city/b.csv", b"b")
    landed = memory.tree()
    assert place.status["landing"]["new"] == 3
    assert materialised(place, "landing", "raw").success
    status = place.status
    by_name = {one["name"]: one for one in status["deliveries"]}
    assert by_name["ngo/a.xlsx"]["status"] == "accepted"
    assert [one["code"] for one in by_name["ngo/big.xlsx"]["reasons"]] == ["too_big"]
    assert set(by_name) == {"ngo/a.xlsx", "ngo/big.xlsx"}
    left = status["landing"]["left"]
    assert [(one["name"], one["why"]) for one in left] == [
        ("city/B.csv", "same_name"),
        ("city/b.csv", "same_name"),
    ]
    assert memory.tree() == landed
    # Another look finds nothing, and the file that was kept in clear is the sender's.
    assert status["landing"]["new"] == 0 and place.declared.waiting() == []


def test_a_copy_that_was_cut_ends_a_run_with_a_sentence_and_is_due_by_itself(
    place, memory, tmp_path
):
    memory.makedirs("/container")
    settings = place.settings.model_copy(update={"published": "az://container/out"})
    place = Workplace(settings)
    assert not place.status["published_copy"]["is_behind"]
    publish_version(place.root, 1)

    def interfere(call, path):
        if call == "open wb" and path.endswith("current.json"):
            raise ConnectionResetError("key=Sala1sana")

    memory.interfere = interfere
    outcome = place.run()
    assert (outcome.was_due, outcome.exit_code) == (True, 1)
    (said,) = outcome.failures
    assert said.startswith("published_copy: az://container/out: tiedostoa ei voitu kirjoittaa.")
    assert "try again: mukana run" in said and "Sala1sana" not in said
    assert outcome.status["published_copy"]["is_behind"]
    assert "/container/out/current.json" not in memory.tree()
    memory.interfere = lambda _call, _path: None
    memory.calls.clear()
    outcome = place.run()
    assert (outcome.was_due, outcome.exit_code, outcome.failures) == (True, 0, [])
    put = [path for call, path in memory.calls if call == "open wb"]
    assert "/container/out/current.json" in put
    assert not [path for path in put if "/releases/" in path]
    there = memory.tree()
    here = place.published_files()
    copied = {
        name.removeprefix("/container/out/"): there[name] for name in there if "/out/" in name
    }
    assert copied.items() >= here.items()
    assert what_is_due(place.declared, []) is None


def test_a_landing_that_does_not_answer_is_a_sentence_in_status_and_exit_code_1(place, memory):
    def interfere(_call, _path):
        raise ConnectionRefusedError("key=Sala1sana")

    memory.interfere = interfere
    (fi, en) = root_status(place.declared)["landing"]["problem"]
    assert "Yhteys katkesi" in fi and "connection broke" in en and "Sala1sana" not in fi + en


def test_forgetting_reaches_the_copies_of_a_remote_landing(place, memory, tmp_path):
    memory.lay("/bucket/in/ngo/a.xlsx", _export(tmp_path))
    remote_landing.fetch(place.settings, lambda _: None)
    place.take()
    found = forget.find(place.declared, "osallisuuskysely", ["a1"])
    assert [file.name for file in found.files] == ["a.xlsx"]
