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
            "Högst en liten del av de nya leveranserna har avvisats.",
            "At most a small part of the new deliveries was refused.",
        ),
        (
            "Monta hylkäystä yhtä aikaa johtuu tavallisesti muuttuneesta lomakkeesta, rekisteristä tai kyselystä.",
            "Många avvisningar på en gång beror vanligen på att en blankett, ett register eller en enkät har ändrats.",
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
            "De nya leveranserna har inte klart fler rättade celler än avsändarens tidigare.",
            "New deliveries do not have clearly more repaired cells than earlier ones of their sender.",
        ),
        (
            "Viennin asetukset tai lomake ovat ehkä muuttuneet. Katso, luettiinko luvut ja päivät oikein.",
            "Exportens inställningar eller blanketten har kanske ändrats. Se efter att tal och dagar lästes rätt.",
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
            "De nyaste svaren är inte mycket äldre än den nyaste leveransen.",
            "The newest answers are not much older than the newest delivery.",
        ),
        (
            "Vanha tiedosto on ehkä toimitettu uudelleen, tai vastausajan vuosi on luettu väärin.",
            "En gammal fil har kanske levererats på nytt, eller så har svarens år lästs fel.",
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
            "Indikatorerna i varje ny leverans kunde beräknas.",
            "The indicators of every new delivery could be scored.",
        ),
        (
            "Muutettu väittämä tai epäselvä asteikko jättää mittarin pois, vaikka muut kysymykset ovat mukana.",
            "Ett ändrat påstående eller en oklar skala lämnar bort en indikator, fast andra frågor räknas.",
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
            "Varje läst rad har använts eller lämnats bort av en orsak som avsändaren har fått veta.",
            "Every row that was read is used, or left out for a reason that its sender is given.",
        ),
        (
            "Muuten vastauksia katoaisi kenenkään huomaamatta.",
            "Annars skulle svar försvinna utan att någon märker det.",
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
            "Varje blankett som används finns i datalagret en gång, och man vet vad som hände med den.",
            "Every form that is used is in the warehouse once, and what became of it is known.",
        ),
        (
            "Muuten joku olisi laskettu kahdesti tai jäänyt pois ennen julkaisuryhmiä.",
            "Annars skulle någon ha räknats två gånger eller lämnats bort före publiceringsgrupperna.",
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
            "De publicerade personerna och paren är just de som har en publiceringsgrupp.",
            "The people and pairs that are published are just those with a publication cell.",
        ),
        (
            "Muuten taulut kuvaisivat muita ihmisiä kuin ne, joista on päätetty.",
            "Annars skulle tabellerna gälla andra personer än de som man har beslutat om.",
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
