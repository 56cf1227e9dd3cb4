"""The rule that nobody is late, as one more result of a validation.

Belongs here: the result, as of the newest delivery, so that the clock plays no part in a release. Does
not belong here: who is late (late_senders).
"""

from __future__ import annotations

from expectations.gate import results
from orchestration.intake.declared_inputs import Declared
from orchestration.release import late_senders
from orchestration.release.approval import Validation

RULE = "release.senders_on_time"
_TEXT = (
    "Jokainen odotettu toimitus on tullut määräpäivään mennessä.",
    "Every expected delivery has come by its day.",
)
_WHY = (
    "Ilman sitä luvut kuvaavat vain osaa palveluista, eikä sitä näe luvuista.",
    "Without it the numbers are about some services only, and do not show that.",
)
_NONE_EXPECTED = (
    "Rekisterissä registers/expected.csv ei ole odotettuja toimituksia.",
    "registers/expected.csv expects no delivery.",
)


def with_rule(declared: Declared, validation: Validation) -> Validation:
    """The validation with the result of this rule."""
    as_of = late_senders.as_of_newest(declared)
    if as_of is None or not declared.expected():
        result = _result("not_applicable", _NONE_EXPECTED)
        return validation | {"results": [*validation["results"], result]}
    late = late_senders.find(declared, as_of)
    said = [late_senders.sentences(one) for one in late]
    fi, en = (" ".join(pair[n] for pair in said) for n in (0, 1))
    day = late_senders.day_texts(as_of)
    detail = (
        f"Tilanne {day[0]}: {fi or 'kaikki odotetut ovat tulleet.'}",
        f"As of {day[1]}: {en or 'everything that is expected has come.'}",
    )
    result = _result("fail" if late else "pass", detail)
    result |= {"keys": [one.key for one in late], "observed_count": len(late)}
    return validation | {"results": [*validation["results"], result]}


def _result(status: results.Status, detail: tuple[str, str]) -> dict[str, object]:
    return results.of_release(RULE, _TEXT, _WHY, detail, severity="warning", status=status)
