"""Every fault through `mukana check` and a real run: what the check says, and what is published.

One root, one run. The faults are in a table by kind, in the modules beside this one. Elsewhere: a
source's note beside another year's answers (test_governance), what a comma gone from a service or a
first run of refusals does (test_loss), metrics of people (test_loader).
"""

from __future__ import annotations

import pytest
import yaml

from orchestration.intake import self_check
from orchestration.intake.take import context_of
from tests.faults import folded, inside, meanings, structure, tools
from tests.faults.survey import Case, questionnaire
from tests.roots import SERVICES, Workplace, new_root

CASES: dict[str, Case] = {
    name: case
    for kind in (folded, meanings, tools, structure, inside)
    for name, case in kind.CASES.items()
}
FLOORS = """\
floor_1,1. kerroksen ryhmä,,,workshop,Kaupunki,municipality,398
floor_2,2. kerroksen ryhmä,,,workshop,Kaupunki,municipality,398
"""
Checks = dict[str, self_check.Check]


def _write(place: Workplace, name: str, case: Case) -> None:
    folder = place.root.questionnaires / name
    (folder / "forms").mkdir(parents=True)
    form = {"form": "file", "tool": "excel", "language": "fi", **case.form}
    for file, content in (("questionnaire", questionnaire(name, case)), ("forms/file", form)):
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (folder / f"{file}.yml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workplace, Checks]:
    """All surveys in one root and one release; each file is checked before the run."""
    folder = tmp_path_factory.mktemp("faults")
    place, checks = new_root(folder), {}
    (place.root.registers / "services.csv").write_text(SERVICES + FLOORS, encoding="utf-8")
    for name, case in CASES.items():
        _write(place, name, case)
    context = context_of(place.declared, b"s" * 32)
    for at, (name, case) in enumerate(CASES.items()):
        for more, (file, content) in enumerate(case.files(name).items()):
            source = folder / file
            source.write_bytes(content)
            landed = place.land(source, f"{name}/{file}", at=100 * at + 10 * more)
            checks[name] = self_check.check(landed, name, context, place.root.landing)
    place.release()
    return place, checks


@pytest.mark.parametrize("name", CASES)
def test_the_check_says_what_a_run_would_do(released, name):
    place, checks = released
    case, check = CASES[name], checks[name]
    said = {one.code: one for one in [*check.problems, *check.findings]}
    assert (check.outcome, set(said)) == (case.outcome, set(case.said))
    for code, cell in case.said.items():
        assert cell in said[code].cell
    assert set(case.noted) <= {note.code for note in check.notes}
    records = sorted(
        (r for r in place.records if r.sender_code == name), key=lambda r: r.landed_at_ns
    )
    assert [record.status for record in records] == list(case.statuses)


@pytest.mark.parametrize("name", CASES)
def test_what_is_published_is_what_the_people_answered(released, name):
    place, _ = released
    case = CASES[name]
    found = place.query(
        "select sum(pair_count)::int, sum(change_sum)::double from {fct_indicator_change}"
        f" join {{dim_indicator}} using (indicator_key) where questionnaire_code = '{name}'"
    )
    assert found == [case.pairs or (None, None)]
    half_years = place.query(
        "select distinct period_code from {fct_indicator_change} join {dim_period} using (period_key)"
        f" join {{dim_indicator}} using (indicator_key) where questionnaire_code = '{name}' order by 1"
    )
    assert [one for (one,) in half_years] == list(case.half_years if case.pairs else ())
    for question, expected in case.answers.items():
        counted = place.query(
            "select option_code, sum(answer_count) from {fct_answer_distribution}"
            " join {dim_question} as questions using (question_key) join {dim_option} using (option_key)"
            f" where questions.questionnaire_code = '{name}' and questions.question_code = '{question}'"
            " and not is_missing group by all having sum(answer_count) > 0"
        )
        assert dict(counted) == expected
    for sql, figures in case.figures.items():
        assert place.query(sql) == [figures]
