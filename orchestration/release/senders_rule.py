"""The rule that nobody is late, as one more result of a validation.

Belongs here: the result, as of the newest delivery, so that the clock plays no part in a release. Does
not belong here: who is late (late_senders).
"""

from __future__ import annotations

from datetime import date

from expectations.gate import results
from orchestration.intake.declared_inputs import Declared
from orchestration.release import late_senders
from orchestration.release.approval import Validation
from orchestration.release.late_senders import Late, Texts

RULE = "release.senders_on_time"
_TEXT = (
    "Jokainen odotettu toimitus on tullut määräpäivään mennessä.",
    "Varje väntad leverans har kommit senast sin dag.",
    "Every expected delivery has come by its day.",
)
_WHY = (
    "Ilman sitä luvut kuvaavat vain osaa palveluista, eikä sitä näe luvuista.",
    "Utan den gäller siffrorna bara en del av tjänsterna, och det syns inte i dem.",
    "Without it the numbers are about some services only, and do not show that.",
)
_NONE_EXPECTED = (
    "Rekisterissä registers/expected.csv ei ole odotettuja toimituksia.",
    "Registret registers/expected.csv väntar sig inga leveranser.",
    "registers/expected.csv expects no delivery.",
)


def with_rule(declared: Declared, validation: Validation) -> Validation:
    """The validation with the result of this rule."""
    as_of = late_senders.as_of_newest(declared)
    if as_of is None or not declared.expected():
        result = _result("not_applicable", _NONE_EXPECTED)
        return validation | {"results": [*validation["results"], result]}
    late = late_senders.find(declared, as_of)
    result = _result("fail" if late else "pass", _detail(as_of, late))
    # The letters are for those who read the report of the candidate.
    letters = [{"key": one.key, **late_senders.letter(declared, one)} for one in late]
    result |= {"keys": [one.key for one in late], "observed_count": len(late), "letters": letters}
    return validation | {"results": [*validation["results"], result]}


def _detail(as_of: date, late: list[Late]) -> Texts:
    said = [late_senders.sentences(one) for one in late]
    fi, sv, en = (" ".join(texts[n] for texts in said) for n in range(3))
    day = late_senders.day_texts(as_of)
    return (
        f"Tilanne {day[0]}: {fi or 'kaikki odotetut ovat tulleet.'}",
        f"Läget {day[1]}: {sv or 'allt som väntades har kommit.'}",
        f"As of {day[2]}: {en or 'everything that is expected has come.'}",
    )


def _result(status: results.Status, detail: Texts) -> dict[str, object]:
    return results.of_release(RULE, _TEXT, _WHY, detail, severity="warning", status=status)
