"""A root with a release in use and a candidate that waits, for the pages of reviewers."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from orchestration.intake.take import take
from orchestration.release import candidate_validation, reports
from orchestration.release.candidate import DESCRIPTION
from tests.exports import HEADER, row, xlsx
from tests.roots import Workplace, new_root
from tests.tiny_release import make_candidate, publish_version, rule_result

WARNING = "every_type.volume"
BLOCKING = "every_type.keys"
KEY = {"period_code": "2024H1", "service_code": "lahti"}


def land_with_a_row_missing(place: Workplace, folder: Path, first: str, second: str) -> None:
    """Land and read a form of eight people, and an export of it without the last; the names are below `ngo`."""
    people = [row(f"p{n}", "Alku", [1 + n % 5] * 10, at=f"5.2.2024 10.{n:02}.00") for n in range(8)]
    place.land(xlsx(folder / "a.xlsx", [HEADER, *people]), f"ngo/{first}", at=1)
    place.land(xlsx(folder / "b.xlsx", [HEADER, *people[:-1]]), f"ngo/{second}", at=2)
    take(place.declared, place.declared.waiting(), lambda *_: None)


def waiting_root(folder: Path) -> Workplace:
    """Two releases, and a third candidate of which a warning is broken."""
    place = new_root(folder)
    settings = place.settings.model_copy(update={"decision_policy": "on_warning"})
    place = replace(place, settings=settings)
    for version in (1, 2):
        publish_version(place.root, version)
    new_candidate(place, 3)
    return place


def copy_of(place: Workplace, folder: Path) -> Workplace:
    """The same root elsewhere: to make one takes a second."""
    shutil.copytree(place.root.path, folder / "data")
    settings = place.settings.model_copy(update={"data": folder / "data"})
    return replace(place, settings=settings)


def register(place: Workplace, people: str) -> None:
    """Register people: lines of user, name, role, sender."""
    file = place.root.registers / "people.csv"
    file.write_text(f"user,name,role,sender_code\n{people}", encoding="utf-8")


def new_candidate(place: Workplace, version: int, **changes: Any) -> dict[str, Any]:
    """Another candidate that waits, with its report and its draft description."""
    made = make_candidate(place.root, version)
    warned = rule_result(
        rule_id=WARNING,
        rule_text_fi="Vastauksia on suunnilleen yhtä paljon kuin ennen.",
        rule_text_sv="Det finns ungefär lika många svar som förr.",
        rule_text_en="There are about as many answers as before.",
        severity_code="warning",
        status_code="fail",
        checked_with_code="sql",
        owner="data_engineer",
        keys=[KEY],
    )
    return write_validation(place, made | {"results": [*made["results"], warned]} | changes)


def write_validation(place: Workplace, validation: dict[str, Any]) -> dict[str, Any]:
    """Put a validation beside the candidate, and the report about it."""
    file = place.root.candidate / candidate_validation.VALIDATION
    file.write_text(json.dumps(validation), encoding="utf-8")
    (place.root.candidate / DESCRIPTION).write_text("# Laatuseloste\n", encoding="utf-8")
    now = candidate_validation.standing_after(place.declared, validation)
    reports.write(place.declared, validation, now)
    return validation


def hold(place: Workplace, *, is_loss: bool) -> None:
    """Let a blocking rule hold the candidate: a loss that a person may accept, or another one."""
    found = candidate_validation.read(place.root) or {}
    name = "release.nothing_dropped" if is_loss else BLOCKING
    broken = found["results"][-1] | {"rule_id": name, "severity_code": "blocking"}
    gone = "registers/services.csv line 3: `paja` is no longer there."
    line = {"fi": gone, "sv": gone, "en": gone, "file": "ngo/Matti Meikäläinen.xlsx"}
    loss = {"is_held": is_loss, "may_be_accepted": is_loss, "instead_of": "r", "lines": [line]}
    held = {"passed": False, "results": [*found["results"], broken], "loss": loss}
    write_validation(place, found | held)
