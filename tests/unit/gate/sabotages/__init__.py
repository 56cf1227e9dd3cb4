"""Changes of the sound candidate by subject, each with the rules that must fail because of it."""

from tests.unit.gate.judging import Sabotage
from tests.unit.gate.sabotages import (
    changes,
    dimensions,
    open_answers,
    organisations,
    people,
    reports,
)

_SUBJECTS = (changes, dimensions, open_answers, organisations, people, reports)
SABOTAGES: dict[str, Sabotage] = {
    name: sabotage for subject in _SUBJECTS for name, sabotage in subject.SABOTAGES.items()
}
