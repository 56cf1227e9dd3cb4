"""What a decision means for a candidate, who may decide, and the log that keeps it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from filelock import FileLock

from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.intake.record import ReceivedFile, Record
from orchestration.intake.undecidable import UndecidableError
from orchestration.release import candidate_validation, decision_log, inputs, standing
from orchestration.release.deciding import Wish, decide
from orchestration.release.decision_log import DamagedLogError, Decision
from tests.roots import Workplace, new_root
from tests.tiny_release import make_candidate, publish_version

TODAY = date(2026, 3, 1)
CANDIDATE = "c" * 64
BLOCKING = {"rule_id": "a.keys", "rule_text_en": "Keys are unique.", "severity_code": "blocking"}
WARNING = {"rule_id": "a.volume", "rule_text_en": "As many as usual.", "severity_code": "warning"}


def validation(*broken: str, candidate: str = CANDIDATE, more: tuple = ()) -> dict:
    rules = (BLOCKING, WARNING, *more)
    results = [r | {"status_code": "fail" if r["rule_id"] in broken else "pass"} for r in rules]
    return {
        "candidate_id": candidate, "passed": BLOCKING["rule_id"] not in broken, "results": results,
    }  # fmt: skip


def test_bytes_that_are_in_use_wait_for_nobody_though_a_rule_warns_today(tmp_path):
    place = new_root(tmp_path)
    settings = place.settings.model_copy(update={"decision_policy": "on_warning"})
    place = replace(place, settings=settings)
    publish_version(place.root, 1)

    def standing_with_a_warning(version: int) -> str:
        made = make_candidate(place.root, version)
        warned = {**made, "results": validation("a.volume")["results"]}
        (place.root.candidate / "validation.json").write_text(json.dumps(warned))
        return candidate_validation.standing_of(place.declared).status

    assert standing_with_a_warning(2) == "waits"
    assert standing_with_a_warning(1) == "automatic"
    assert candidate_validation.altered(place.root) == []


def approval(of: dict, **changes) -> Decision:
    seen = ("a.volume",)
    hashed = standing.rules_sha256(of)
    made = Decision("approve", "aino", "looked", "2026-03-01", CANDIDATE, seen, hashed)
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("policy", "broken", "expected"),
    [
        ("automatic", (), "automatic"),
        ("automatic", ("a.volume",), "automatic"),
        ("on_warning", (), "automatic"),
        ("on_warning", ("a.volume",), "waits"),
        ("always", (), "waits"),
        ("automatic", ("a.keys",), "held"),
        ("always", ("a.keys",), "held"),
    ],
)
def test_without_a_decision_the_policy_says_what_happens(policy, broken, expected):
    assert standing.of(validation(*broken), [], policy, TODAY).status == expected


def test_an_approval_publishes_what_was_seen():
    seen = validation("a.volume")
    found = standing.of(seen, [approval(seen)], "always", TODAY)
    assert (found.status, found.may_be_published) == ("approved", True)


@pytest.mark.parametrize(
    "other",
    [
        validation("a.volume", candidate="d" * 64),
        validation("a.volume", more=(WARNING | {"rule_id": "a.later"},)),
        validation("a.volume", more=(WARNING | {"rule_id": "a.volume", "rule_text_en": "Other."},)),
    ],
    ids=["another byte", "another rule", "another text of a rule"],
)
def test_an_approval_lapses_with_any_new_byte_or_rule(other):
    made = approval(validation("a.volume"))
    assert standing.of(other, [made], "always", TODAY).status == "waits"


def test_an_approval_does_not_cover_a_warning_that_was_not_seen():
    seen = validation("a.volume")
    made = approval(seen, rules=())
    assert standing.of(seen, [made], "on_warning", TODAY).status == "waits"


def test_no_decision_and_no_waiver_publishes_over_a_broken_blocking_rule():
    broken = validation("a.keys")
    waiver = Decision("waive", "aino", "x", "2026-03-01", rules=("a.keys",), until="2030-01-01")
    decisions = [approval(broken), waiver]
    assert standing.of(broken, decisions, "automatic", TODAY).status == "held"


def test_the_latest_of_approval_and_rejection_counts():
    seen = validation("a.volume")
    no = approval(seen, kind="reject")
    assert standing.of(seen, [approval(seen), no], "automatic", TODAY).status == "rejected"
    assert standing.of(seen, [no, approval(seen)], "automatic", TODAY).status == "approved"


@pytest.mark.parametrize(
    ("until", "expected"), [("2026-03-01", "automatic"), ("2026-02-28", "waits")]
)
def test_a_waived_warning_holds_nothing_to_the_end_of_its_last_day(until, expected):
    waiver = Decision("waive", "aino", "holiday", "2026-01-01", rules=("a.volume",), until=until)
    assert standing.of(validation("a.volume"), [waiver], "on_warning", TODAY).status == expected


# Deciding, on a root


@pytest.fixture
def place(tmp_path) -> Workplace:
    """A root with a validated candidate that waits."""
    place = new_root(tmp_path)
    place.root.candidate.mkdir(parents=True, exist_ok=True)
    write(place, validation("a.volume"))
    return place


def write(place: Workplace, content: dict) -> None:
    (place.root.candidate / "validation.json").write_text(json.dumps(content))


def people(place: Workplace, *lines: str) -> None:
    text = "\n".join(("user,name,role,sender_code", *lines))
    (place.root.registers / "people.csv").write_text(text + "\n", encoding="utf-8")


def test_who_is_not_registered_or_no_reviewer_decides_nothing(place):
    with pytest.raises(UserError, match="not in registers"):
        decide(place.declared, Wish("approve", "looked", "aino"))
    people(place, "aino,Aino,engineer,", "kalle,Kalle,reviewer,")
    with pytest.raises(UndecidableError, match="no reviewer"):
        decide(place.declared, Wish("approve", "looked", "aino"))
    with pytest.raises(UserError, match="not in registers"):
        decide(place.declared, Wish("approve", "looked"))  # the account of this process
    assert "approved" in decide(place.declared, Wish("approve", "looked", "kalle"))
    assert [one.name for one in decision_log.read(place.root)] == ["kalle"]


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (Wish("approve", " "), "reason"),
        (Wish("approve", "ok", shown="dddd"), "another one than was shown"),
        (Wish("waive", "ok", rule="a.keys", until=date(2999, 1, 1)), "only a warning"),
        (Wish("waive", "ok", rule="a.none", until=date(2999, 1, 1)), "no rule"),
        (Wish("waive", "ok", rule="a.volume", until=date(2020, 1, 1)), "today or later"),
        (Wish("waive", "ok", rule="a.volume"), "today or later"),
        (Wish("accept_loss", "ok"), "nothing to accept"),
        (Wish("rollback", "ok", release_id="0" * 16), "no such earlier release"),
    ],
)
def test_what_cannot_be_decided_is_said_and_not_logged(place, wish, sentence):
    with pytest.raises(UndecidableError, match=sentence):
        decide(place.declared, wish)
    assert decision_log.read(place.root) == []


def test_a_candidate_with_a_broken_blocking_rule_cannot_be_approved(place):
    write(place, validation("a.keys"))
    with pytest.raises(UndecidableError, match="no decision can publish"):
        decide(place.declared, Wish("approve", "please"))


def test_with_four_eyes_a_sender_does_not_decide_about_its_own_new_delivery(place):
    people(place, "aino,Aino,reviewer,ngo_a", "kalle,Kalle,reviewer,ngo_b")
    four_eyes = Workplace(Settings(**(place.settings.model_dump() | {"four_eyes": True})))
    files = (ReceivedFile("ngo_a/kysely.xlsx", 1, 1),)
    place.declared.ledger.write(Record("a" * 64, "ngo_a", files, 1, status="accepted"))
    with pytest.raises(UndecidableError, match="Four eyes"):
        decide(four_eyes.declared, Wish("approve", "mine", "aino"))
    assert "approved" in decide(four_eyes.declared, Wish("approve", "not mine", "kalle"))
    # Once it is in the release in use, she may decide about what comes next.
    release = place.root.releases / "r"
    release.mkdir(parents=True)
    inputs.keep(release, inputs.of_now(place.declared))
    place.root.published.mkdir(exist_ok=True)
    (place.root.published / "current.json").write_text(
        json.dumps({"release_id": "r", "path": "releases/r", "tables": {}})
    )
    assert "approved" in decide(four_eyes.declared, Wish("approve", "next", "aino"))


# The log


def three_decisions(place: Workplace) -> list[bytes]:
    for reason in ("one", "two", "three"):
        decide(place.declared, Wish("approve", reason))
    return log_of(place).read_bytes().splitlines()


def log_of(place: Workplace):
    return place.root.decisions / decision_log.FILE


@pytest.mark.parametrize("number", [0, 1])
def test_an_altered_or_missing_line_is_noticed(place, number):
    lines = three_decisions(place)
    altered = [line.replace(b'"two"', b'"six"').replace(b'"one"', b'"ten"') for line in lines]
    for found in ([*lines[:number], altered[number], *lines[number + 1 :]], lines[:number] + lines[number + 1 :]):  # fmt: skip
        log_of(place).write_bytes(b"\n".join(found) + b"\n")
        with pytest.raises(DamagedLogError, match="line"):
            decision_log.read(place.root)
        with pytest.raises(DamagedLogError):
            decide(place.declared, Wish("approve", "four"))


def test_lines_missing_at_the_end_are_noticed_by_the_release_made_with_them(place):
    lines = three_decisions(place)
    folder = place.root.releases / "r"
    folder.mkdir(parents=True)
    decision_log.keep_head(place.root, folder)
    assert len(decision_log.read(place.root)) == 3
    log_of(place).write_bytes(b"\n".join(lines[:2]) + b"\n")
    with pytest.raises(DamagedLogError, match="release r was made with"):
        decision_log.read(place.root)
    log_of(place).unlink()
    with pytest.raises(DamagedLogError):
        decision_log.read(place.root)


def test_a_line_that_is_no_decision_is_named(place):
    three_decisions(place)
    log_of(place).write_bytes(b'{"number":1,"previous":"","kind":"approve"}\n')
    with pytest.raises(DamagedLogError, match="line 1"):
        decision_log.read(place.root)


def test_the_time_of_a_decision_is_now(place):
    decide(place.declared, Wish("approve", "looked"))
    [made] = decision_log.read(place.root)
    since = datetime.now(UTC) - datetime.fromisoformat(made.decided_at)
    assert timedelta(0) <= since < timedelta(minutes=5)


# What was shown


def shown(place: Workplace) -> dict[str, str]:
    """What a page keeps of the candidate that it shows."""
    content = candidate_validation.read(place.root)
    state = candidate_validation.state_of(place.declared, content)
    return {"shown": content["candidate_id"], "state": state}


def test_a_page_that_shows_an_earlier_candidate_decides_nothing_about_the_newer_one(place):
    before = shown(place)
    write(place, validation("a.volume", candidate="d" * 64))
    for wish in (
        Wish("approve", "ok", **before),
        Wish("reject", "ok", **before),
        Wish("waive", "ok", rule="a.volume", until=date(2999, 1, 1), **before),
        Wish("accept_loss", "ok", **before),
        Wish("rollback", "ok", release_id="r", **before),
    ):
        with pytest.raises(UndecidableError) as refused:
            decide(place.declared, wish)
        assert refused.value.code == "other_candidate"
    assert decision_log.read(place.root) == []


@pytest.mark.parametrize(
    "other",
    [
        validation(),
        validation("a.volume", more=(WARNING | {"rule_id": "a.later"},)),
    ],
    ids=["the warning is open no more", "another rule"],
)
def test_a_page_that_shows_other_warnings_or_rules_of_the_same_candidate_decides_nothing(
    place, other
):
    before = shown(place)
    write(place, other)
    with pytest.raises(UndecidableError) as refused:
        decide(place.declared, Wish("approve", "ok", **before))
    assert refused.value.code == "other_state"
    assert "approved" in decide(place.declared, Wish("approve", "ok", **shown(place)))


def test_a_page_that_shows_another_release_in_use_decides_nothing(place):
    before = shown(place)
    place.root.published.mkdir(exist_ok=True)
    pointed = {"release_id": "r", "path": "releases/r", "tables": {}}
    (place.root.published / "current.json").write_text(json.dumps(pointed))
    with pytest.raises(UndecidableError) as refused:
        decide(place.declared, Wish("reject", "no", **before))
    assert refused.value.code == "other_state"


def test_the_second_of_two_reviewers_looks_again_before_deciding_over_the_first(place):
    before = shown(place)
    decide(place.declared, Wish("reject", "no", **before))
    with pytest.raises(UndecidableError) as refused:
        decide(place.declared, Wish("approve", "yes", **before))
    assert refused.value.code == "other_state"
    assert [one.kind for one in decision_log.read(place.root)] == ["reject"]


def test_a_decision_during_a_run_is_not_waited_for_longer_than_asked(place):
    with FileLock(place.root.lock), pytest.raises(UndecidableError, match="under way"):
        decide(place.declared, Wish("approve", "ok"), wait_seconds=0)
    assert decision_log.read(place.root) == []


def test_why_something_is_not_decided_is_said_in_three_languages(place):
    with pytest.raises(UndecidableError) as refused:
        decide(place.declared, Wish("accept_loss", "ok"))
    said = [refused.value.said(language) for language in ("fi", "sv", "en")]
    assert ["odota" in said[0], "väntar" in said[1], str(refused.value) == said[2]] == [True] * 3
