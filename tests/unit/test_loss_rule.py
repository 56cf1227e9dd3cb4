"""What counts as a loss, which loss is declared, and the lines that caused it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.intake.record import Record
from orchestration.release import accepted_loss, figures, inputs, kept, loss, loss_rule, loss_texts
from orchestration.release.deciding import Wish, decide
from orchestration.release.inputs import Inputs
from tests.roots import Workplace, new_root

RELEASE = "0123456789abcdef"


def record(number: int, **changes) -> Record:
    made = Record(f"{number:064x}", f"ngo_{number}", (), number, status="accepted")
    return replace(made, counts={"read": 9, "used": 9, "no_consent": 0}, **changes)


def write_tables(folder, pairs: dict[str, int]) -> None:
    """One service with so many pairs each."""
    folder.mkdir(parents=True, exist_ok=True)
    keys = {code: number for number, code in enumerate(("a", "b"), 1)}
    services = [{"service_key": k, "service_code": c, "service_name_fi": c.upper()} for c, k in keys.items()]  # fmt: skip
    facts = [{"service_key": keys[code], "pair_count": count} for code, count in pairs.items()]
    for name, rows in (("dim_service", services), ("fct_indicator_change", facts)):
        pq.write_table(pa.Table.from_pylist(rows), folder / f"{name}.parquet")


@pytest.fixture
def place(tmp_path) -> Workplace:
    """A release of two deliveries and a hundred pairs, and a candidate that is the same."""
    place = new_root(tmp_path)
    for number in (1, 2):
        place.declared.ledger.write(record(number))
    folder = place.root.published / "releases" / RELEASE
    for target in (folder, place.root.candidate):
        write_tables(target, {"a": 60, "b": 40})
    content = {"release_id": RELEASE, "path": f"releases/{RELEASE}", "tables": {}}
    (place.root.published / "current.json").write_text(json.dumps(content))
    (place.root.releases / RELEASE).mkdir(parents=True)
    inputs.keep(place.root.releases / RELEASE, inputs.of_now(place.declared))
    return place


def test_the_same_again_is_no_loss(place):
    found = loss.find(place.declared)
    assert (found.is_any, found.must_be_held, loss_texts.lines(found)) == (False, False, [])


def test_what_would_be_fewer_is_said_in_per_cent_with_halves_rounded_up():
    lines = loss_texts.lines(loss.Loss(instead_of=RELEASE, fewer={"pairs": (80, 70)}))
    assert [line for line in lines if "(13 %)" in line["fi"] and "(13 %)" in line["en"]]  # 12.5


@pytest.mark.parametrize("status", ["refused", "on_hold", "failed"])
def test_a_delivery_that_counted_and_would_not_is_a_loss(place, status):
    place.declared.ledger.write(record(2, status=status))
    found = loss.find(place.declared)
    assert found.must_be_held
    assert [one.delivery_id for one in found.deliveries] == [record(2).delivery_id]
    assert found.gone == {"sender": ["ngo_2"]}


@pytest.mark.parametrize(
    ("pairs", "is_held"),
    [
        ({"a": 60, "b": 30}, False),  # ten of a hundred: not more than the share
        ({"a": 60, "b": 29}, True),
        ({"a": 99}, True),  # a service is gone
        ({"a": 50, "b": 50}, False),
    ],
)
def test_a_share_fewer_pairs_or_a_service_gone_is_a_loss(place, pairs, is_held):
    write_tables(place.root.candidate, pairs)
    assert loss.find(place.declared).must_be_held is is_held


def test_published_files_that_are_gone_excuse_no_loss(place):
    """Deleted, or on a share that is not mounted: readers still have what they had."""
    old = figures.of_folder(place.root.published / "releases" / RELEASE)
    kept.keep(place.root.releases / RELEASE, kept.Kept("2024-07-01T09:30:00Z", {}, old))
    shutil.rmtree(place.root.published)
    assert not loss.find(place.declared).is_any
    write_tables(place.root.candidate, {"a": 60})
    found = loss.find(place.declared)
    assert (found.instead_of, found.must_be_held) == (RELEASE, True)


def test_a_few_fewer_are_no_loss_whatever_their_share(place):
    write_tables(place.root.published / "releases" / RELEASE, {"a": 6, "b": 6})
    write_tables(place.root.candidate, {"a": 3, "b": 6})
    assert not loss.find(place.declared).is_any


@pytest.mark.parametrize(
    "declares", [{"removal": "removed", "account": {"gone": 30}}, {"withdrawn": ("x",)}]
)
def test_an_accepted_removal_and_a_withdrawn_consent_are_shown_and_hold_nothing(place, declares):
    write_tables(place.root.candidate, {"a": 60})
    place.declared.ledger.write(record(3, **declares))
    found = loss.find(place.declared)
    assert (found.is_any, found.must_be_held) == (True, False)
    assert "Accepted removals, withdrawn consents" in loss_texts.lines(found)[-1]["en"]


def forgets(place: Workplace, number: int, **changes) -> None:
    """Somebody of a delivery asked to be removed: two rows of it are used no more."""
    counts = {"read": 9, "used": 7, "no_consent": 0, "forgotten": 2}
    place.declared.ledger.write(replace(record(number, **changes), counts=counts))


def test_whoever_asked_to_be_removed_is_shown_and_holds_nothing(place):
    write_tables(place.root.candidate, {"a": 60})
    forgets(place, 2)
    found = loss.find(place.declared)
    assert (found.is_any, found.must_be_held) == (True, False)
    assert "people removed at their request" in loss_texts.lines(found)[-1]["en"]


def test_a_new_delivery_with_rows_of_the_forgotten_excuses_no_loss(place):
    write_tables(place.root.candidate, {"a": 60})
    forgets(place, 3)
    assert loss.find(place.declared).must_be_held


def test_a_declared_removal_excuses_nothing_that_another_delivery_or_register_may_have_caused(
    place,
):
    write_tables(place.root.candidate, {"a": 60})
    place.declared.ledger.write(record(3, withdrawn=("x",)))
    place.declared.ledger.write(record(4))
    assert loss.find(place.declared).must_be_held


def test_the_changed_line_is_named_with_what_is_no_longer_there():
    header = "service_code,name_fi\n"
    old = {"registers/services.csv": f'{header}a,Aita\nlahti,"Lahden paja, iltaryhmä"\n'}
    new = {"registers/services.csv": f"{header}a,Aita\nlahti,Lahden paja iltaryhmä\n"}
    [line] = inputs.changed_lines(Inputs(old, {}, ""), Inputs(new, {}, ""))
    assert (line.file, line.number) == ("registers/services.csv", 3)
    assert line.text == "`Lahden paja, iltaryhmä`"


def test_of_a_register_that_may_quote_a_form_only_the_number_of_the_line_is_named():
    old = {"registers/aliases.csv": "kind,alias\nservice,Matti Meikäläinen\n"}
    [line] = inputs.changed_lines(Inputs(old, {}, ""), Inputs({}, {}, ""))[1:]
    assert (line.number, line.text) == (2, "")


def test_an_acceptance_is_about_one_candidate_instead_of_one_release(place):
    write_tables(place.root.candidate, {"a": 60})
    gate = {"candidate_id": "c" * 64, "passed": True, "results": []}
    held = loss_rule.with_rule(place.declared, gate)
    assert held["passed"] is False
    (place.root.candidate / "validation.json").write_text(json.dumps(held))
    assert not accepted_loss.is_accepted(place.root, held)
    decide(place.declared, Wish("accept_loss", "closed"))
    assert accepted_loss.is_accepted(place.root, held), "or no run would be due"
    assert loss_rule.with_rule(place.declared, gate)["passed"] is True
    other = gate | {"candidate_id": "d" * 64}
    assert loss_rule.with_rule(place.declared, other)["passed"] is False
    content = json.loads((place.root.published / "current.json").read_text())
    content |= {"release_id": "another", "path": "releases/another"}
    (place.root.published / "releases" / RELEASE).rename(
        place.root.published / "releases" / "another"
    )
    (place.root.published / "current.json").write_text(json.dumps(content))
    assert loss_rule.with_rule(place.declared, gate)["passed"] is False
