"""Rules of the release about its deliveries: what came of them, and that every form is accounted for.

Belongs here: rules over the ledger and the account of the warehouse. Does not belong here: rules
beside the release in use or the year before (release).
"""

from __future__ import annotations

from expectations.rules.kinds import of_release
from expectations.suites import release_sources as sources

_FORM = ("sender_code", "questionnaire_code", "form_code")
_DELIVERIES = (
    of_release(
        "refusals_few",
        (
            "Enintään pieni osa uusista toimituksista on hylätty.",
            "At most a small part of the new deliveries was refused.",
        ),
        (
            "Monta hylkäystä yhtä aikaa johtuu tavallisesti muuttuneesta lomakkeesta, rekisteristä tai kyselystä.",
            "Many refusals at once usually come from a changed form, register or questionnaire.",
        ),
        "refused_count < 2 or refused_count <= $refusal_share * new_count",
        sources.REFUSED,
        needs=("deliveries",),
        key=("sender_code", "delivery_code"),
        threshold="refusal_share",
    ),
    of_release(
        "repairs_usual",
        (
            "Uusissa toimituksissa ei ole selvästi enemmän korjattuja soluja kuin lähettäjän aiemmissa.",
            "New deliveries do not have clearly more repaired cells than earlier ones of their sender.",
        ),
        (
            "Viennin asetukset tai lomake ovat ehkä muuttuneet. Katso, luettiinko luvut ja päivät oikein.",
            "The settings of the export, or the form, may have changed. See whether numbers and dates were read right.",
        ),
        "rate_now <= rate_before + $repair_growth",
        sources.REPAIRS,
        needs=("deliveries",),
        key=_FORM,
        threshold="repair_growth",
    ),
    of_release(
        "fresh",
        (
            "Uusimmat vastaukset eivät ole paljon vanhempia kuin uusin toimitus.",
            "The newest answers are not much older than the newest delivery.",
        ),
        (
            "Vanha tiedosto on ehkä toimitettu uudelleen, tai vastausajan vuosi on luettu väärin.",
            "An old file may have been delivered again, or the year of the answers was read wrong.",
        ),
        "newest_end >= landed_on - cast($fresh_days as integer)",
        sources.NEWEST,
        needs=("deliveries",),
        threshold="fresh_days",
    ),
    of_release(
        "indicators_scored",
        (
            "Jokaisen uuden toimituksen mittarit on voitu laskea.",
            "The indicators of every new delivery could be scored.",
        ),
        (
            "Muutettu osio tai epäselvä asteikko jättää mittarin pois, vaikka muut kysymykset ovat mukana.",
            "A reworded item or an unclear scale leaves an indicator out, although other questions count.",
        ),
        "blocked_count = 0",
        "select * from deliveries where is_new and status_code = 'accepted'",
        needs=("deliveries",),
        key=(*_FORM, "delivery_code"),
        severity="information",
    ),
)

_ACCOUNT = (
    of_release(
        "rows_accounted",
        (
            "Jokainen luettu rivi on käytetty tai jätetty pois syystä, joka on kerrottu lähettäjälle.",
            "Every row that was read is used, or left out for a reason that its sender is given.",
        ),
        (
            "Muuten vastauksia katoaisi kenenkään huomaamatta.",
            "Otherwise answers would vanish unnoticed.",
        ),
        "unaccounted_count = 0",
        "select * from deliveries where status_code in ('accepted', 'on_hold')",
        needs=("deliveries",),
        key=(*_FORM, "delivery_code"),
        severity="blocking",
        owner="data_engineer",
    ),
    of_release(
        "forms_add_up",
        (
            "Jokainen käytetty lomake on tietovarastossa kerran, ja sen kohtalo tiedetään.",
            "Every form that is used is in the warehouse once, and what became of it is known.",
        ),
        (
            "Muuten joku olisi laskettu kahdesti tai jäänyt pois ennen julkaisuryhmiä.",
            "Otherwise somebody would be counted twice, or left out before the publication cells.",
        ),
        "form_count = used_count and unexplained_count = 0",
        sources.FORMS,
        needs=("deliveries", "forms"),
        key=("questionnaire_code",),
        severity="blocking",
        owner="data_engineer",
    ),
    of_release(
        "cells_add_up",
        (
            "Julkaistut ihmiset ja parit ovat juuri ne, joilla on julkaisuryhmä.",
            "The people and pairs that are published are just those with a publication cell.",
        ),
        (
            "Muuten taulut kuvaisivat muita ihmisiä kuin ne, joista on päätetty.",
            "Otherwise the tables would be about other people than those decided about.",
        ),
        "published_count is not distinct from member_count",
        sources.CELLS,
        needs=("cells",),
        key=("pairing_status_code",),
        severity="blocking",
        owner="data_engineer",
    ),
)

RULES = (*_DELIVERIES, *_ACCOUNT)
