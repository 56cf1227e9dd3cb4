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


def test_a_run_takes_what_lies_in_a_remote_landing_and_says_what_it_left(place, memory, tmp_path):
    memory.lay("/bucket/in/ngo/a.xlsx", _export(tmp_path))
    memory.lay("/bucket/in/ngo/delivery.yml", b"phase: single\n")
    memory.lay("/bucket/in/ngo/big.xlsx", b"x" * 3_000)
    memory.lay("/bucket/in/city/B.csv", b"a")
    memory.lay("/bucket/in/city/b.csv", b"b")
    before = memory.tree()
    settings = place.settings.model_copy(update={"max_bytes": len(_export(tmp_path)) + 2_000})
    memory.lay("/bucket/in/ngo/big.xlsx", b"x" * (settings.max_bytes + 1))
    before = memory.tree()
    place = Workplace(settings)
    assert place.status["landing"] | {"left": []} == {
        "place": "s3://bucket/in", "new": 3, "left": []
    }  # fmt: skip
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
    assert outcome.exit_code == 0 and outcome.status["release"]
    assert memory.tree() == before
    # Nothing is due now, and the release is that of the same files in a folder.
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
