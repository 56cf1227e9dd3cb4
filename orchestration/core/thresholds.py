"""The numbers that rules judge by: each a setting, with the reason for its value.

Belongs here: `MUKANA_…` variables that say how much is too much, and why. Does not belong here: the
rules themselves (expectations, release), or limits that privacy rests on, which nobody may set.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, Field, NonNegativeFloat, NonNegativeInt

Share = Annotated[float, Field(ge=0, le=1)]


@dataclass(frozen=True)
class Reason:
    """Why a threshold has its value, in Finnish, Swedish and English."""

    fi: str
    sv: str
    en: str


class Thresholds(BaseModel):
    """Every threshold by name. Shares are from 0 to 1."""

    loss_share: Annotated[
        Share,
        Reason(
            "Kymmenesosa on enemmän kuin mitä yksittäiset korjaukset ja perutut suostumukset vievät.",
            "En tiondel är mer än vad enskilda rättelser och återtagna samtycken tar bort.",
            "A tenth is more than what single corrections and withdrawn consents take away.",
        ),
    ] = 0.1
    loss_minimum: Annotated[
        NonNegativeInt,
        Reason(
            "Pienessä aineistossa muutama vastaus on jo kymmenesosa.",
            "I ett litet material är några svar redan en tiondel.",
            "In a small material a few answers are a tenth already.",
        ),
    ] = 10
    far_share: Annotated[
        Share,
        Reason(
            "Viiden ihmisen keskiarvo voi poiketa sattumalta noin 18 pistettä asteikolla 0–100, kun"
            " hajonta on 20. Väärin päin luettu asteikko poikkeaa enemmän.",
            "Fem personers medelvärde kan av en slump avvika ungefär 18 poäng på en skala 0–100 när spridningen är 20. En skala som har lästs åt fel håll avviker mer.",
            "The mean of five people strays about 18 points on a scale of 0-100 by chance, with a"
            " spread of 20. A scale that was read backwards strays more.",
        ),
    ] = 0.3

    volume_share: Annotated[
        Share,
        Reason(
            "Ihmisiä poistuu luvuista vähintään viiden ryhmissä: pieni palvelu menettää yhdestä"
            " perutusta suostumuksesta helposti neljänneksen, harvoin kolmannesta.",
            "Personer försvinner ur talen i grupper på minst fem: en liten tjänst förlorar lätt en fjärdedel på grund av ett återtaget samtycke, sällan en tredjedel.",
            "People leave the numbers in groups of at least five: a small service easily goes down by"
            " a quarter because of one withdrawn consent, rarely by a third.",
        ),
    ] = 0.3
    season_share: Annotated[
        Share,
        Reason(
            "Vastaajien määrä vaihtelee vuodesta toiseen, mutta puoliintuu harvoin ilman syytä.",
            "Antalet svarande varierar från år till år, men halveras sällan utan orsak.",
            "The number of respondents varies from year to year, but rarely halves without a cause.",
        ),
    ] = 0.5
    season_minimum: Annotated[
        NonNegativeInt,
        Reason(
            "Alle kymmenen ihmisen ryhmä voi puolittua sattumalta.",
            "En grupp på färre än tio personer kan halveras av en slump.",
            "A group of fewer than ten people may halve by chance.",
        ),
    ] = 10
    history_share: Annotated[
        Share,
        Reason(
            "Kymmenen ihmisen keskiarvo vaihtelee sattumalta noin 13 pistettä asteikolla 0–100 kahden"
            " puolivuoden välillä. Väärin päin luettu asteikko siirtää sitä enemmän.",
            "Tio personers medelvärde varierar av en slump ungefär 13 poäng på en skala 0–100 mellan två halvår. En skala som har lästs åt fel håll flyttar det mer.",
            "The mean of ten people varies about 13 points on a scale of 0-100 by chance between two"
            " half-years. A scale that was read backwards moves it further.",
        ),
    ] = 0.25
    attrition_jump: Annotated[
        Share,
        Reason(
            "Sadan aloittaneen osuus vaihtelee sattumalta alle kymmenen prosenttiyksikköä.",
            "Av hundra som har börjat varierar andelen av en slump mindre än tio procentenheter.",
            "Of a hundred people who start, the share varies by less than ten percentage points by"
            " chance.",
        ),
    ] = 0.15
    refusal_share: Annotated[
        Share,
        Reason(
            "Yksittäinen väärä tiedosto on tavallista. Neljännes tarkoittaa yhteistä syytä.",
            "En enstaka felaktig fil är vanlig. En fjärdedel betyder en gemensam orsak.",
            "A single wrong file is usual. A quarter means a common cause.",
        ),
    ] = 0.25
    repair_growth: Annotated[
        NonNegativeFloat,
        Reason(
            "Puoli korjattua solua lomaketta kohti enemmän kuin ennen tarkoittaa, että vienti tai"
            " lomake on muuttunut.",
            "En halv rättad cell mer per blankett än förr betyder att exporten eller blanketten har ändrats.",
            "Half a repaired cell per form more than before means that the export or the form has"
            " changed.",
        ),
    ] = 0.5
    fresh_days: Annotated[
        NonNegativeInt,
        Reason(
            "Vuosittaisen kyselyn puolivuosi on päättynyt enintään reilu vuosi ennen toimitusta.",
            "Halvåret för en årlig enkät har tagit slut högst ett drygt år före leveransen.",
            "The half-year of a yearly survey has ended at most a good year before its delivery.",
        ),
    ] = 400
    missing_share: Annotated[
        Share,
        Reason(
            "Kun yli puolet jättää vastaamatta, jakauma kuvaa vähemmistöä tai sarake on luettu väärin.",
            "När mer än hälften låter bli att svara beskriver fördelningen en minoritet, eller så har kolumnen lästs fel.",
            "Where more than half leave a question out, its distribution is about a minority, or its"
            " column was read wrong.",
        ),
    ] = 0.5

    def stated(self, prefix: str) -> dict[str, dict[str, Any]]:
        """Name -> variable, value and reason of every threshold, as plain values."""
        found = {}
        for name, field in Thresholds.model_fields.items():
            [reason] = [one for one in field.metadata if isinstance(one, Reason)]
            found[name] = {
                "setting": f"{prefix}{name}".upper(),
                "value": getattr(self, name),
                "why_fi": reason.fi,
                "why_sv": reason.sv,
                "why_en": reason.en,
            }
        return found
