"""Rules of dim_period: the half-years there are results for."""

from expectations.rules.claims import codes_distinct, holds
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "dim_period"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key period_code period_name_fi period_name_sv period_name_en period_year"
            " half_year start_date end_date",
            grain="period_key",
        ),
        codes_distinct(TABLE, "period_code"),
        holds(
            f"{TABLE}.half_year_sound",
            (
                "Avain, vuosi, puolisko ja päivät kertovat samasta puolivuodesta.",
                "Key, year, half and dates speak of the same half-year.",
            ),
            (
                "Avaimesta lasketaan aikajana; ristiriita siirtäisi tulokset väärään aikaan.",
                "Time lines are built on the key; a conflict would move results in time.",
            ),
            """half_year in (1, 2) and period_key = period_year * 10 + half_year
            and start_date = make_date(period_year, half_year * 6 - 5, 1)
            and end_date = start_date + interval 6 month - interval 1 day""",
        ),
        holds(
            f"{TABLE}.contiguous",
            ("Puolivuodet ovat peräkkäin ilman aukkoja.", "Half-years follow without gaps."),
            (
                "Aukko kuvaajassa näyttäisi jatkuvalta ajalta.",
                "A gap would look like continuous time in a chart.",
            ),
            "row_count = last_half - first_half + 1",
            f"""(select count(*) as row_count, min(period_year * 2 + half_year) as first_half,
            max(period_year * 2 + half_year) as last_half from {TABLE})""",
        ),
        holds(
            f"{TABLE}.not_in_future",
            ("Mikään puolivuosi ei ala tulevaisuudessa.", "No half-year starts in the future."),
            (
                "Vastausajassa on luultavasti väärä vuosi tai päivän ja kuukauden järjestys.",
                "An answer time probably has a wrong year, or day and month swapped.",
            ),
            "start_date <= $today",
            owner="quality_reviewer",
            severity="warning",
        ),
        holds(
            f"{TABLE}.not_too_old",
            ("Mikään puolivuosi ei ole ennen vuotta 2000.", "No half-year is before 2000."),
            (
                "Vastausaika on luultavasti luettu väärin.",
                "An answer time was probably misread.",
            ),
            "period_year >= 2000",
            owner="quality_reviewer",
            severity="warning",
        ),
    ),
)
