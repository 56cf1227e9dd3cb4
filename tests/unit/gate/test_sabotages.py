"""Every rule of the gate can fail: a sabotage of the sound candidate makes exactly its rules fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit import candidate_fixture as fixture
from tests.unit.gate import judging
from tests.unit.gate.sabotages import SABOTAGES

# All rules but those that test_every_table breaks in every table.
SPECIFIC = {rule_id for rule_id in judging.all_rules() if judging.kind_of(rule_id) is None}


def test_every_rule_has_a_sabotage() -> None:
    sabotaged = set().union(*(sabotage.rule_ids for sabotage in SABOTAGES.values()))
    assert SPECIFIC - sabotaged == set(), "rules without a sabotage"
    assert sabotaged - SPECIFIC == set(), "sabotages of rules that do not exist"


@pytest.mark.parametrize("name", SABOTAGES)
def test_a_sabotage_fails_exactly_its_rules(name: str, tmp_path: Path) -> None:
    sabotage = SABOTAGES[name]
    content = fixture.rows()
    sabotage.change(content)
    changed = {table for table, rows in fixture.rows().items() if rows != content[table]}
    is_another_day = sabotage.today != judging.TODAY
    asked = [r for r in SPECIFIC if is_another_day or judging.can_fail(r, changed)]
    validation = judging.ask(fixture.write(tmp_path, content), asked, sabotage.today)
    assert judging.with_status(validation, "fail") == sabotage.rule_ids
    assert judging.with_status(validation, "error") == set()
    if sabotage.secret:
        assert sabotage.secret not in json.dumps(validation, ensure_ascii=False)
