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
            "No service has clearly fewer respondents than in the release in use.",
        ),
        (
            "Osa toimituksesta on ehkä jäänyt pois, tai vastaajakoodit on kirjoitettu toisin.",
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
            "Every service has numbers for the half-years that it was published with.",
        ),
        (
            "Palvelun nimi, vaihe tai päivä on ehkä luettu toisin kuin ennen.",
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
            "No wave of a governance survey has clearly fewer answers than in the release in use.",
        ),
        (
            "Uusi toimitus on ehkä korvannut aiemman vain osittain.",
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
            "The share without an answer at the end has not grown clearly from one release or cohort to the next.",
        ),
        (
            "Loppukysely on ehkä jäänyt toimittamatta, tai vastaajakoodit eivät enää vastaa toisiaan.",
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
            "Services have about as many respondents as in the same half-year a year before.",
        ),
        (
            "Kysely on ehkä jäänyt tekemättä, tai palvelun toimitus puuttuu.",
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
            "The newest wave of a governance survey has about as many answers as the one before.",
        ),
        (
            "Osa alueiden vastauksista on ehkä vielä tulematta.",
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
            "Means of the newest half-year are near the earlier ones of the service.",
        ),
        (
            "Asteikko on ehkä luettu väärin päin, tai lomakkeen vaihtoehdot ovat vaihtaneet järjestystä.",
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
            "In the newest half-year no question was left out by most people.",
        ),
        (
            "Kysymys on ehkä muuttunut lomakkeella, tai sen saraketta ei ole tunnistettu.",
            "The question may have changed on the form, or its column was not recognised.",
        ),
        "missing_share <= $missing_share",
        sources.MISSING_ANSWERS,
        threshold="missing_share",
        severity="information",
    ),
)

RULES = (*_BESIDE_PREVIOUS, *_BESIDE_HISTORY, *release_deliveries.RULES)
