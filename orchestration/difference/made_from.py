"""What a release was made from, kept in `restricted/` so that the next one can be compared with it.

Belongs here: the texts of registers and questionnaires as they were, which deliveries counted and
how, and which of these inputs are otherwise now. Does not belong here: the lines that changed, for
reviewers (release.inputs), or making anything from it (states).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from orchestration.core.atomic_files import write_file
from orchestration.core.json_text import readable
from orchestration.difference.causes import CODE, QUESTIONNAIRE, REGISTER
from orchestration.intake import folder_statement, forgotten
from orchestration.intake.declared_inputs import Declared
from orchestration.release.difference_files import MADE_FROM

ANSWERS = "answers"
# In the order in which inputs are changed.
INPUTS = (CODE, QUESTIONNAIRE, REGISTER, ANSWERS)
# Their lines decide who may do what, and nothing of what is published.
_NOT_READ = ("registers/people.csv", "registers/expected.csv")


@dataclass(frozen=True)
class MadeFrom:
    """The inputs of one candidate.

    `files`: name -> text of every register and questionnaire. `code`: hash of Mukana itself and the
    settings that decide what is published. `deliveries`: id of all that were known -> what a person
    decided about it; what became of it follows. `others`: hash of what else is known of answers:
    statements of senders' folders, people who are forgotten. `asked`: hash of what people asked to be
    removed: withdrawn consents, rows that a person had removed, people who are forgotten.
    """

    candidate_id: str
    files: Mapping[str, str]
    code: str
    deliveries: Mapping[str, list[Any]]
    others: str
    asked: str

    def texts(self, kind: str) -> dict[str, str]:
        """The texts of registers, or of questionnaires."""
        wanted = kind == QUESTIONNAIRE
        return {n: t for n, t in self.files.items() if n.endswith((".yml", ".yaml")) == wanted}

    def value(self, kind: str) -> Any:
        """What to compare of one kind of input."""
        if kind == CODE:
            return self.code
        if kind == ANSWERS:
            return dict(self.deliveries), self.others
        return self.texts(kind)


def of_now(declared: Declared, candidate_id: str) -> MadeFrom:
    """The inputs as they are now."""
    files = {name: text for name, text in declared.texts().items() if name not in _NOT_READ}
    deliveries = {r.delivery_id: [r.removal, list(r.accepted_services)] for r in declared.records}
    gone = sorted(forgotten.keys(declared.root))
    removed = [(r.delivery_id, r.removal == "removed", len(r.withdrawn)) for r in declared.records]
    code = json.dumps([declared.code, declared.settings.variables], sort_keys=True)
    others = _hash([folder_statement.content_hash(declared.statements), gone])
    asked = _hash([sorted(one for one in removed if one[1] or one[2]), gone])
    return MadeFrom(candidate_id, files, code, deliveries, others, asked)


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def changed(before: MadeFrom, now: MadeFrom) -> list[str]:
    """The kinds of input that are otherwise now, in order."""
    return [kind for kind in INPUTS if before.value(kind) != now.value(kind)]


def keep(folder: Path, made_from: MadeFrom) -> None:
    """Write it into a folder."""
    write_file(folder / MADE_FROM, readable(asdict(made_from)))


def read(folder: Path) -> MadeFrom | None:
    """What was kept in a folder; None where there is nothing that can be read."""
    try:
        return MadeFrom(**json.loads((folder / MADE_FROM).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
