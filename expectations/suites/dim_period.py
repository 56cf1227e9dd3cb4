"""Rules of dim_period: the half-years that have results."""

from expectations.rules.kinds import between, codes_distinct, expects, holds

TABLE = "dim_period"

RULES = (
    codes_distinct(TABLE, "period_code"),
    holds(
        f"{TABLE}.half_year_sound",
        (
            "Avain, vuosi, puolisko ja päivät kuuluvat samaan puolivuoteen.",
            "Nyckel, år, årshalva och dagar hör till samma halvår.",
            "Key, year, half and dates belong to the same half-year.",
        ),
        (
            "Aikajanat tehdään avaimesta: ristiriita siirtäisi tulokset väärään aikaan.",
            "Tidslinjer görs av nyckeln: en motsägelse skulle placera resultaten vid fel tid.",
            "Timelines are made from the key: a conflict would place results at the wrong time.",
        ),
        """half_year in (1, 2) and period_key = period_year * 10 + half_year
        and start_date = make_date(period_year, half_year * 6 - 5, 1)
        and end_date = start_date + interval 6 month - interval 1 day""",
    ),
    holds(
        f"{TABLE}.contiguous",
        (
            "Puolivuodet ovat peräkkäin ilman aukkoja.",
            "Halvåren följer på varandra utan luckor.",
            "Half-years follow each other without gaps.",
        ),
        (
            "Kuvaajassa aukko näyttäisi jatkuvalta ajalta.",
            "I ett diagram skulle en lucka se ut som sammanhängande tid.",
            "In a chart a gap would look like continuous time.",
        ),
        "row_count = last_half - first_half + 1",
        f"""(select count(*) as row_count, min(period_year * 2 + half_year) as first_half,
        max(period_year * 2 + half_year) as last_half from {TABLE})""",
    ),
    holds(
        f"{TABLE}.not_in_future",
        (
            "Mikään puolivuosi ei ala tulevaisuudessa.",
            "Inget halvår börjar i framtiden.",
            "No half-year starts in the future.",
        ),
        (
            "Vastausajassa on luultavasti väärä vuosi, tai päivä ja kuukausi ovat vaihtuneet.",
            "En svarstid har troligen fel år, eller så har dag och månad bytt plats.",
            "An answer time probably has a wrong year, or its day and month are swapped.",
        ),
        "start_date <= $today",
        owner="quality_reviewer",
        severity="warning",
    ),
    expects(
        f"{TABLE}.not_too_old",
        (
            "Mikään puolivuosi ei ole ennen vuotta 2000.",
            "Inget halvår är före år 2000.",
            "No half-year is before 2000.",
        ),
        (
            "Vastausaika on luultavasti luettu väärin.",
            "En svarstid har troligen lästs fel.",
            "An answer time was probably read wrong.",
        ),
        between("period_year", 2000),
        owner="quality_reviewer",
        severity="warning",
    ),
)
