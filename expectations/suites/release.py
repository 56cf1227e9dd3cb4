"""Rules of the release as a whole: beside the one in use, the year before, and its deliveries.

What they compare with are tables beside the candidate, made by orchestration/release/beside.py:
`previous_…` are those of the release in use, `deliveries` the ledger, `forms` and `cells` the
account of the warehouse. A rule whose tables are not there does not apply.
"""

from __future__ import annotations

from expectations.rules.kinds import of_release
from expectations.suites import release_deliveries
from expectations.suites import release_sources as sources

_BESIDE_PREVIOUS = (
    of_release(
        "volume_kept",
        (
            "Missään palvelussa ei ole selvästi vähemmän vastaajia kuin käytössä olevassa julkaisussa.",
            "Ingen tjänst har klart färre svarande än i publiceringen som används.",
            "No service has clearly fewer respondents than in the release in use.",
        ),
        (
            "Osa toimituksesta on ehkä jäänyt pois, tai vastaajakoodit on kirjoitettu toisin.",
            "En del av en leverans har kanske fallit bort, eller så har svarskoderna skrivits på ett annat sätt.",
            "Part of a delivery may be missing, or respondent codes are written in another way.",
        ),
        "count_now >= (1 - $volume_share) * count_before",
        sources.SAME_CELLS,
        needs=("previous_fct_indicator_change", "previous_fct_indicator_level"),
        key=("pairing_status_code",),
        threshold="volume_share",
    ),
    of_release(
        "coverage_kept",
        (
            "Jokaisella palvelulla on luvut niiltä puolivuosilta, joilta ne on jo julkaistu.",
            "Varje tjänst har tal för de halvår som de redan har publicerats för.",
            "Every service has numbers for the half-years that it was published with.",
        ),
        (
            "Palvelun nimi, vaihe tai päivä on ehkä luettu toisin kuin ennen.",
            "Tjänstens namn, en fas eller en dag har kanske lästs på ett annat sätt än förr.",
            "The name of a service, a phase or a date may be read otherwise than before.",
        ),
        "is_there",
        sources.COVERED_BEFORE,
        needs=(
            "previous_fct_indicator_change",
            "previous_fct_indicator_level",
            "previous_dim_service",
        ),
        key=("service_code",),
    ),
    of_release(
        "answers_kept",
        (
            "Johtamiskyselyjen kierroksissa ei ole selvästi vähemmän vastaajia kuin käytössä olevassa julkaisussa.",
            "Ingen omgång av en ledningsenkät har klart färre svar än i publiceringen som används.",
            "No wave of a governance survey has clearly fewer answers than in the release in use.",
        ),
        (
            "Uusi toimitus on ehkä korvannut aiemman vain osittain.",
            "En ny leverans har kanske ersatt en tidigare bara delvis.",
            "A new delivery may have replaced an earlier one only in part.",
        ),
        "count_now >= (1 - $volume_share) * count_before",
        sources.SAME_WAVES,
        needs=("previous_fct_governance_metric",),
        key=("wave_code",),
        threshold="volume_share",
    ),
    of_release(
        "attrition_steady",
        (
            "Ilman loppuvastausta jääneiden osuus ei ole kasvanut selvästi julkaisusta tai kaudesta toiseen.",
            "Andelen som saknar slutsvar har inte ökat klart från en publicering eller period till nästa.",
            "The share without an answer at the end has not grown clearly from one release or cohort to the next.",
        ),
        (
            "Loppukysely on ehkä jäänyt toimittamatta, tai vastaajakoodit eivät enää vastaa toisiaan.",
            "Slutenkäten har kanske inte levererats, eller så stämmer svarskoderna inte längre överens.",
            "The survey at the end may not have been delivered, or respondent codes do not match any more.",
        ),
        "share_now - share_before <= $attrition_jump",
        sources.ATTRITION,
        needs=("previous_fct_response_coverage",),
        threshold="attrition_jump",
    ),
)

_BESIDE_HISTORY = (
    of_release(
        "season_volume",
        (
            "Palvelujen vastaajamäärät ovat samaa luokkaa kuin samana puolivuotena vuotta aiemmin.",
            "Tjänsterna har ungefär lika många svarande som under samma halvår ett år tidigare.",
            "Services have about as many respondents as in the same half-year a year before.",
        ),
        (
            "Kysely on ehkä jäänyt tekemättä, tai palvelun toimitus puuttuu.",
            "Enkäten har kanske inte gjorts, eller så saknas tjänstens leverans.",
            "The survey may not have been made, or the delivery of a service is missing.",
        ),
        "is_merged or count_now >= (1 - $season_share) * count_before",
        sources.SEASON,
        key=("service_code", "pairing_status_code"),
        threshold="season_share",
    ),
    of_release(
        "wave_volume",
        (
            "Johtamiskyselyn uusimpaan kierrokseen on vastattu suunnilleen yhtä paljon kuin edelliseen.",
            "Den nyaste omgången av en ledningsenkät har ungefär lika många svar som den föregående.",
            "The newest wave of a governance survey has about as many answers as the one before.",
        ),
        (
            "Osa alueiden vastauksista on ehkä vielä tulematta.",
            "En del områdens svar har kanske inte kommit ännu.",
            "The answers of some areas may not have come yet.",
        ),
        "count_now >= (1 - $season_share) * count_before",
        sources.WAVES,
        key=("wave_code",),
        threshold="season_share",
    ),
    of_release(
        "near_own_history",
        (
            "Uusimman puolivuoden keskiarvot ovat lähellä palvelun aiempia.",
            "Medelvärdena för det nyaste halvåret ligger nära tjänstens tidigare.",
            "Means of the newest half-year are near the earlier ones of the service.",
        ),
        (
            "Asteikko on ehkä luettu väärin päin, tai lomakkeen vaihtoehdot ovat vaihtaneet järjestystä.",
            "Skalan har kanske lästs åt fel håll, eller så har blankettens alternativ bytt ordning.",
            "The scale may have been read backwards, or the options of the form have changed their order.",
        ),
        "distance_share <= $history_share",
        sources.HISTORY,
        threshold="history_share",
    ),
    of_release(
        "mostly_answered",
        (
            "Yhtäkään kysymystä ei ole uusimpana puolivuonna jättänyt tyhjäksi suurin osa vastaajista.",
            "Under det nyaste halvåret har de flesta inte lämnat någon fråga tom.",
            "In the newest half-year no question was left out by most people.",
        ),
        (
            "Kysymys on ehkä muuttunut lomakkeella, tai sen saraketta ei ole tunnistettu.",
            "Frågan har kanske ändrats på blanketten, eller så kändes dess kolumn inte igen.",
            "The question may have changed on the form, or its column was not recognised.",
        ),
        "missing_share <= $missing_share",
        sources.MISSING_ANSWERS,
        threshold="missing_share",
        severity="information",
    ),
)

RULES = (*_BESIDE_PREVIOUS, *_BESIDE_HISTORY, *release_deliveries.RULES)
