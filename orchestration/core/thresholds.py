"""The numbers that rules judge by: each a setting, with the reason for its value.

Belongs here: `MUKANA_…` variables that say how much is too much, and why. Does not belong here: the
rules themselves (expectations, release), or limits that privacy rests on, which nobody may set.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel


@dataclass(frozen=True)
class Reason:
    """Why a threshold has its value, in Finnish and English."""

    fi: str
    en: str


class Thresholds(BaseModel):
    """Every threshold by name. Shares are from 0 to 1."""

    loss_share: Annotated[
        float,
        Reason(
            "Kymmenesosa on enemmän kuin mitä yksittäiset korjaukset ja perutut suostumukset vievät.",
            "A tenth is more than what single corrections and withdrawn consents take away.",
        ),
    ] = 0.1
    loss_minimum: Annotated[
        int,
        Reason(
            "Pienessä aineistossa muutama vastaus on jo kymmenesosa.",
            "In a small material a few answers are a tenth already.",
        ),
    ] = 10
    far_share: Annotated[
        float,
        Reason(
            "Viiden ihmisen keskiarvo voi poiketa sattumalta noin 18 pistettä asteikolla 0–100, kun"
            " hajonta on 20. Väärin päin luettu asteikko poikkeaa enemmän.",
            "The mean of five people strays about 18 points on a scale of 0-100 by chance, with a"
            " spread of 20. A scale that was read backwards strays more.",
        ),
    ] = 0.3

    def stated(self, prefix: str) -> dict[str, dict[str, Any]]:
        """Name -> variable, value and reason of every threshold, as plain values."""
        found = {}
        for name, field in Thresholds.model_fields.items():
            [reason] = [one for one in field.metadata if isinstance(one, Reason)]
            found[name] = {
                "setting": f"{prefix}{name}".upper(),
                "value": getattr(self, name),
                "why_fi": reason.fi,
                "why_en": reason.en,
            }
        return found
