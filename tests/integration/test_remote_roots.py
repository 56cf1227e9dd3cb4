"""A root whose landing, and the copy of what is published, are remote: runs through a place in memory."""

import pytest

from orchestration.cli.root_status import root_status
from tests.exports import HEADER, xlsx
from tests.memory_place import memory_places
from tests.roots import Workplace, many, new_root


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


def test_a_run_takes_from_a_remote_landing_and_a_copy_that_was_cut_is_due_by_itself(
    place, memory, tmp_path
):
    export = _export(tmp_path)
    settings = place.settings.model_copy(
        update={"max_bytes": len(export) + 2_000, "published": "az://container/out"}
    )
    place = Workplace(settings)
    memory.lay("/bucket/in/ngo/a.xlsx", export)
    memory.lay("/bucket/in/ngo/delivery.yml", b"phase: single\n")
    memory.lay("/bucket/in/ngo/big.xlsx", b"x" * (settings.max_bytes + 1))
    memory.lay("/bucket/in/city/B.csv", b"a")
    memory.lay("/bucket/in/city/b.csv", b"b")
    memory.makedirs("/container")
    landed = memory.tree()
    assert (place.status["landing"]["new"], place.status["published_copy"]["is_behind"]) == (
        3,
        False,
    )

    def interfere(call, path):
        if call == "open wb" and path.endswith("current.json"):
            raise ConnectionResetError("key=Sala1sana")

    memory.interfere = interfere
    outcome = place.run()
    by_name = {one["name"]: one for one in outcome.status["deliveries"]}
    assert by_name["ngo/a.xlsx"]["status"] == "accepted"
    assert [one["code"] for one in by_name["ngo/big.xlsx"]["reasons"]] == ["too_big"]
    assert set(by_name) == {"ngo/a.xlsx", "ngo/big.xlsx"}
    left = outcome.status["landing"]["left"]
    assert [(one["name"], one["why"]) for one in left] == [
        ("city/B.csv", "same_name"),
        ("city/b.csv", "same_name"),
    ]
    # Published here, but the copy was cut before its pointer.
    assert outcome.exit_code == 1 and outcome.status["release"]
    (said,) = outcome.failures
    assert said.startswith("published_copy: az://container/out: tiedostoa ei voitu kirjoittaa.")
    assert "Try again: mukana run" in said or "try again: mukana run" in said
    assert "Sala1sana" not in said and outcome.status["published_copy"]["is_behind"]
    assert "/container/out/current.json" not in memory.tree()

    # Nothing else is due, and the copy is.
    memory.interfere = lambda _call, _path: None
    memory.calls.clear()
    outcome = place.run()
    assert (outcome.was_due, outcome.exit_code, outcome.failures) == (True, 0, [])
    put = [path for call, path in memory.calls if call == "open wb"]
    assert "/container/out/current.json" in put
    assert not [path for path in put if "/releases/" in path]
    there = memory.tree()
    assert {name: there[name] for name in landed} == landed
    here = place.published_files()
    copied = {
        name.removeprefix("/container/out/"): there[name] for name in there if "/out/" in name
    }
    assert copied.items() >= here.items()
    assert not place.run().was_due


def test_a_landing_that_does_not_answer_is_a_sentence_in_status_and_exit_code_1(place, memory):
    def interfere(_call, _path):
        raise ConnectionRefusedError("key=Sala1sana")

    memory.interfere = interfere
    (fi, en) = root_status(place.declared)["landing"]["problem"]
    assert "Yhteys katkesi" in fi and "connection broke" in en and "Sala1sana" not in fi + en


def test_forgetting_reaches_the_copies_of_a_remote_landing(place, memory, tmp_path):
    from orchestration.intake import forget, remote_landing

    memory.lay("/bucket/in/ngo/a.xlsx", _export(tmp_path))
    remote_landing.fetch(place.settings, lambda _: None)
    place.take()
    found = forget.find(place.declared, "osallisuuskysely", ["a1"])
    assert [file.name for file in found.files] == ["a.xlsx"]
