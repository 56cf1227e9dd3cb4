"""Invented assessments of the demo's services against the governance model (THL/Sokra 2020).

Belongs here: which service answers what. The source gives the model and no figures.
"""

from __future__ import annotations

from orchestration.demo.organisation_sheets import Row
from orchestration.demo.services import COUNTY, SERVICES

SURVEY = "hallintomallin_itsearvio"
_STEPS = (
    {
        "actors": ["authorities"],
        "stages": [],
        "initiators": ["management"],
        "roles": ["informant"],
        "methods": ["surveys"],
        "results_agreed": "not_agreed",
    },
    {
        "actors": ["authorities", "ngos"],
        "stages": ["need", "evaluation"],
        "initiators": ["service"],
        "roles": ["informant", "peer"],
        "methods": ["surveys", "client_councils"],
        "results_agreed": "agreed_not_measured",
    },
    {
        "actors": ["authorities", "ngos", "service_users"],
        "stages": ["need", "idea", "planning", "evaluation"],
        "initiators": ["service", "users"],
        "roles": ["developer", "peer", "evaluator"],
        "methods": ["workshops", "client_councils"],
        "results_agreed": "agreed_and_measured",
    },
)  # fmt: skip


def answers() -> list[Row]:
    """Return an answer of each of the county's nine services, and a second one of the first.

    The first service has moved on between its two answers; the later one counts.
    """
    own = [service for service in SERVICES if service.sender == COUNTY]
    rows = [
        {"answered_at": f"{13 + place}.5.2024 9.30.00", "service": service.name}
        | _STEPS[place % len(_STEPS)]
        for place, service in enumerate(own)
    ]
    return [*rows, {"answered_at": "11.11.2024 9.30.00", "service": own[0].name} | _STEPS[2]]
