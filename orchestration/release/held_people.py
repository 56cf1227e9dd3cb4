"""How many people a release holds back, in the validation: for reviewers, and for the metadata.

Belongs here: the sentence about it. Does not belong here: who is held (privacy), or the history
(history_store).
"""

from __future__ import annotations

from typing import Any

from orchestration.core.data_root import DataRoot
from orchestration.release import history_store
from orchestration.release.approval import Validation

RULE = "release.people_held"


def with_note(root: DataRoot, validation: Validation) -> Validation:
    """The validation with the band of people whose newest data wait, if the history tells."""
    record = history_store.staged(root, validation["candidate_id"])
    if record is None:
        return validation
    band = record.held_people_band
    results = [*validation["results"], _result(band)]
    return validation | {"held_people_band": band, "results": results}


def _result(band: str) -> dict[str, Any]:
    return {
        "rule_id": RULE,
        "table_name": RULE.split(".")[0],
        "rule_text_fi": "Uusia ja korjattuja vastauksia odottaa, kunnes niitä on ryhmä.",
        "rule_text_en": "New and corrected answers wait until they are those of a group.",
        "why": "Uutta ja korjattua julkaistaan vain ryhmissä, jotta julkaisujen erotus ei kerro"
        " kenestäkään. / What is new or corrected is published in groups only, so that the difference"
        " of releases tells of nobody.",
        "owner": "quality_reviewer",
        "severity_code": "information",
        "checked_with_code": "python",
        "status_code": "pass",
        "observed_count": None,
        "detail_fi": f"Ihmisiä, joiden uusimpia tietoja ei vielä julkaista: {band}.",
        "detail_en": f"People whose newest data are not published yet: {band}.",
    }
