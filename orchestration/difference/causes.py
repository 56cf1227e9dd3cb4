"""Causes: why a published figure is another one than in the release in use, and the words for it.

Belongs here: the catalogue, its order, and what causes that may not be separated are called
together. Pure. Does not belong here: which cause a figure has (moves, elements).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

CODE, QUESTIONNAIRE, REGISTER = "code", "questionnaire", "register"
WITHDRAWALS, CORRECTIONS, NEW = "withdrawals", "corrections", "new_answers"
ANSWERS, GROUPS, HELD, SEVERAL = "answers", "groups", "held", "several"


@dataclass(frozen=True)
class Text:
    """One sentence in three languages."""

    fi: str
    sv: str
    en: str


# In the order in which inputs are changed, one after the other; then what is reported together.
CAUSES: dict[str, Text] = {
    CODE: Text(
        "sääntö tai ohjelma muuttui",
        "en regel eller programmet ändrades",
        "a rule or the program changed",
    ),
    QUESTIONNAIRE: Text(
        "kyselyn kuvaus muuttui",
        "beskrivningen av frågeformuläret ändrades",
        "the description of a questionnaire changed",
    ),
    REGISTER: Text("rekisteri muuttui", "ett register ändrades", "a register changed"),
    WITHDRAWALS: Text(
        "suostumuksia peruttiin", "samtycken återtogs", "people withdrew their consent"
    ),
    CORRECTIONS: Text(
        "vastauksia korjattiin tai poistettiin",
        "svar korrigerades eller togs bort",
        "answers were corrected or removed",
    ),
    NEW: Text("uusia vastauksia tuli", "nya svar kom", "new answers came"),
    ANSWERS: Text(
        "uusia, korjattuja tai peruttuja vastauksia, joita on erikseen liian vähän",
        "nya, korrigerade eller återtagna svar, av vilka det finns för få var för sig",
        "new, corrected or withdrawn answers, too few of each to be separated",
    ),
    GROUPS: Text(
        "ryhmiä yhdistettiin, erotettiin tai jätettiin julkaisematta",
        "grupper slogs ihop, delades eller publicerades inte",
        "groups were merged, divided or suppressed",
    ),
    HELD: Text(
        "julkaistiin vastauksia, jotka odottivat tietosuojan vuoksi",
        "svar som väntade på grund av dataskyddet publicerades",
        "answers were published that had waited for privacy",
    ),
    SEVERAL: Text(
        "useita syitä, joita ei voi erottaa toisistaan",
        "flera orsaker som inte kan skiljas åt",
        "several causes that cannot be separated",
    ),
}
ORDER = {cause: number for number, cause in enumerate(CAUSES)}
_OF_ANSWERS = {WITHDRAWALS, CORRECTIONS, NEW, ANSWERS}
_OF_PRIVACY = {GROUPS, HELD}


def together(causes: Iterable[str]) -> str:
    """The one cause that says all of these; none is `several`.

    Privacy alone moves nothing that new answers moved with it: without these it would have stayed.
    """
    found = set(causes)
    triggers = found - _OF_PRIVACY
    if len(triggers) == 1:
        return triggers.pop()
    if triggers:
        return ANSWERS if triggers <= _OF_ANSWERS else SEVERAL
    if len(found) == 1:
        return found.pop()
    return GROUPS if found else SEVERAL
