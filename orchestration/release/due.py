"""Is a run due? If there are files to read, or the inputs are not those of the last validation.

Belongs here: that one question, which the sensor and `mukana run` both ask.
"""

from __future__ import annotations

from orchestration.intake import ledger
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.landing import Arrival
from orchestration.release import candidate_validation


def is_due(declared: Declared, waiting: list[Arrival]) -> bool:
    """True if files have to be read (`waiting`), or the last validation was of other inputs."""
    if waiting:
        return True
    has_answers = bool(ledger.accepted(declared.records))
    return has_answers and not candidate_validation.is_settled(
        declared.root, declared.fingerprint()
    )
