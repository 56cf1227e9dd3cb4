"""Rules of fct_activity: what was done, with how many people, encounters and meetings."""

from expectations.rules.kinds import SMALLEST_GROUP, between, expects, holds

TABLE = "fct_activity"

RULES = (
    holds(
        f"{TABLE}.number_or_reason",
        (
            f"Osallistujien määrä julkaistaan, jos se on 0 tai vähintään {SMALLEST_GROUP}; muuten kerrotaan syy.",
            f"Antalet deltagare publiceras om det är 0 eller minst {SMALLEST_GROUP}; annars anges orsaken.",
            f"The number of participants is published if it is 0 or at least {SMALLEST_GROUP}; otherwise the reason is given.",
        ),
        (
            "Pieni määrä voisi paljastaa yksittäisiä ihmisiä, ja ilmoittamaton ei ole nolla.",
            "Ett litet antal kunde avslöja enskilda personer, och ett antal som inte har noterats är inte noll.",
            "A small number could disclose single people, and not stated is not zero.",
        ),
        f"""if(participant_status_code = 'number',
        participant_count = 0 or participant_count >= {SMALLEST_GROUP}, participant_count is null)""",
        owner="quality_reviewer",
    ),
    expects(
        f"{TABLE}.counts_not_negative",
        ("Mikään määrä ei ole negatiivinen.", "Inget antal är negativt.", "No count is negative."),
        (
            "Negatiivinen määrä pienentäisi summia.",
            "Ett negativt antal skulle minska summorna.",
            "A negative count would make sums smaller.",
        ),
        between("session_number encounter_count meeting_count", 0),
    ),
    holds(
        f"{TABLE}.day_in_period",
        (
            "Päivä kuuluu toiminnan puolivuoteen.",
            "Dagen hör till verksamhetens halvår.",
            "The day belongs to the half-year of the activity.",
        ),
        (
            "Muuten sama toiminta näkyisi eri sivuilla eri aikana.",
            "Annars skulle samma verksamhet synas vid olika tider på olika sidor.",
            "Otherwise one activity would appear at different times on different pages.",
        ),
        "f.period_key = d.period_key",
        f"{TABLE} as f left join dim_date as d using (date_key)",
    ),
    holds(
        f"{TABLE}.kind_of_log",
        (
            "Laji ja paikka ovat samasta kyselystä kuin kirjaus.",
            "Typen och platsen är ur samma enkät som noteringen.",
            "Kind and place belong to the log that the activity is from.",
        ),
        (
            "Muuten kirjaus näkyisi väärän kyselyn nimillä.",
            "Annars skulle noteringen synas under en annan enkäts namn.",
            "Otherwise the activity would appear under another log's names.",
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
            "Kirjaukset kuvaavat organisaation työtä, eivät ihmisten vastauksia.",
            "Noteringarna beskriver en organisations arbete, inte personers svar.",
            "Logs describe the work of an organisation, not people's answers.",
        ),
        (
            "Ihmisten vastaukset julkaistaan vain ryhminä.",
            "Personers svar publiceras bara i grupper.",
            "People's answers are published in groups only.",
        ),
        "subject_code = 'organisation'",
        f"{TABLE} left join dim_questionnaire using (questionnaire_key)",
        owner="quality_reviewer",
    ),
)
