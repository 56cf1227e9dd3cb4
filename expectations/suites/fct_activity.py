"""Rules of fct_activity: what was done, with how many people, encounters and meetings."""

from expectations.rules.claims import SMALLEST_GROUP, holds, one_of, references
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "fct_activity"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "activity_key period_key date_key region_key municipality_key service_key"
            " questionnaire_key activity_kind_key activity_place_key session_number"
            " participant_count participant_status_code encounter_count meeting_count",
            grain="activity_key",
            nullable="session_number participant_count encounter_count meeting_count",
        ),
        references(
            TABLE,
            "period date region municipality service questionnaire activity_kind activity_place",
        ),
        one_of(TABLE, "participant_status_code", "number few not_exact not_stated"),
        holds(
            f"{TABLE}.number_or_reason",
            (
                f"Osallistujien määrä näkyy, jos se on 0 tai vähintään {SMALLEST_GROUP}; muuten lukee miksi ei.",
                f"Participants show if they are 0 or at least {SMALLEST_GROUP}; else it says why not.",
            ),
            (
                "Pieni määrä kertoisi yksittäisistä ihmisistä, ja ilmoittamaton ei ole nolla.",
                "A small number would tell of single people, and not stated is not zero.",
            ),
            f"""if(participant_status_code = 'number',
            participant_count = 0 or participant_count >= {SMALLEST_GROUP}, participant_count is null)""",
            owner="quality_reviewer",
        ),
        holds(
            f"{TABLE}.counts_not_negative",
            ("Mikään määrä ei ole negatiivinen.", "No count is negative."),
            (
                "Negatiivinen määrä vähentäisi summista.",
                "A negative count would take away from the sums.",
            ),
            """coalesce(encounter_count, 0) >= 0 and coalesce(meeting_count, 0) >= 0
            and coalesce(session_number, 0) >= 0""",
        ),
        holds(
            f"{TABLE}.day_in_period",
            (
                "Päivä on sen puolivuoden päivä, jonka alla toimenpide on.",
                "The day is one of the half-year that the activity stands under.",
            ),
            (
                "Muuten sama toimenpide näkyisi eri aikana eri sivuilla.",
                "Otherwise one activity shows at different times on different pages.",
            ),
            "f.period_key = d.period_key",
            f"{TABLE} as f left join dim_date as d using (date_key)",
        ),
        holds(
            f"{TABLE}.kind_of_log",
            (
                "Laji ja paikka ovat sen lokin, josta toimenpide on.",
                "Kind and place are those of the log that the activity is from.",
            ),
            (
                "Muuten toimenpide luettaisiin väärän lokin nimillä.",
                "Otherwise the activity is read under another log's names.",
            ),
            """k.questionnaire_code in (q.questionnaire_code, 'unknown')
            and p.questionnaire_code in (q.questionnaire_code, 'unknown')""",
            f"""{TABLE} left join dim_activity_kind as k using (activity_kind_key)
            left join dim_activity_place as p using (activity_place_key)
            left join dim_questionnaire as q using (questionnaire_key)""",
        ),
        holds(
            f"{TABLE}.of_organisations",
            (
                "Lokit kertovat organisaation työstä, eivät ihmisten vastauksista.",
                "Logs tell of an organisation's work, not of people's answers.",
            ),
            (
                "Ihmisten vastaukset julkaistaan vain ryhminä.",
                "People's answers are published in groups only.",
            ),
            "subject_code = 'organisation'",
            f"{TABLE} left join dim_questionnaire using (questionnaire_key)",
            owner="quality_reviewer",
        ),
    ),
)
