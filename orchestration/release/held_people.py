"""How many people a release holds back, in the validation: for reviewers, and for the metadata.

Belongs here: the sentence about it. Does not belong here: who is held (privacy), or the history
(history_store).
"""

from __future__ import annotations

from typing import Any

from expectations.gate import results
from orchestration.core.data_root import DataRoot
from orchestration.release import history_store
from orchestration.release.approval import Validation

RULE = "release.people_held"
_TEXT = (
    "Uudet ja korjatut vastaukset odottavat, kunnes ne ovat ryhmän vastauksia.",
    "Nya och rättade svar väntar tills de är en grupps svar.",
    "New and corrected answers wait until they are those of a group.",
)
_WHY = (
    "Uutta ja korjattua julkaistaan vain ryhmissä, jotta julkaisujen erotus ei kerro kenestäkään.",
    "Nytt och rättat publiceras bara i grupper, så att skillnaden mellan publiceringar inte säger"
    " något om någon enskild.",
    "What is new or corrected is published in groups only, so that the difference of releases tells"
    " of nobody.",
)


def with_note(root: DataRoot, validation: Validation) -> Validation:
    """The validation with the band of people whose newest data wait, if the history tells."""
    record = history_store.staged(root, validation["candidate_id"])
    if record is None:
        return validation
    band = record.held_people_band
    with_it = [*validation["results"], _result(band)]
    return validation | {"held_people_band": band, "results": with_it}


def _result(band: str) -> dict[str, Any]:
    detail = (
        f"Ihmisiä, joiden uusimpia tietoja ei vielä julkaista: {band}.",
        f"Personer vars nyaste uppgifter ännu inte publiceras: {band}.",
        f"People whose newest data are not published yet: {band}.",
    )
    return results.of_release(RULE, _TEXT, _WHY, detail, severity="information", status="pass")
