"""Rules of dim_date: every day of the years that have results."""

from expectations.rules.kinds import holds

TABLE = "dim_date"

RULES = (
    holds(
        f"{TABLE}.day_sound",
        (
            "Avain, päivä, vuosi, neljännes, kuukausi ja puolivuosi kuuluvat samaan päivään.",
            "Nyckel, dag, år, kvartal, månad och halvår hör till samma dag.",
            "Key, date, year, quarter, month and half-year belong to the same day.",
        ),
        (
            "Ristiriita siirtäisi tulokset väärään aikaan.",
            "En motsägelse skulle placera resultaten vid fel tid.",
            "A conflict would place results at the wrong time.",
        ),
        """date_key = year(full_date) * 10000 + month(full_date) * 100 + day(full_date)
        and calendar_year = year(full_date) and month_number = month(full_date)
        and quarter_number = quarter(full_date)
        and period_key = calendar_year * 10 + if(month_number <= 6, 1, 2)""",
    ),
    holds(
        f"{TABLE}.contiguous",
        (
            "Päivät ovat peräkkäin ilman aukkoja, kokonaisia vuosia, ja kattavat kaikki puolivuodet.",
            "Dagarna följer på varandra utan luckor, i hela år, och omfattar alla halvår.",
            "Days follow each other without gaps, in whole years, and cover every half-year.",
        ),
        (
            "Power BI:n aikalaskenta vaatii aukottoman päivätaulun.",
            "Power BI:s tidsberäkningar kräver en dagtabell utan luckor.",
            "Power BI's time calculations need a date table without gaps.",
        ),
        """last_day - first_day + 1 = row_count
        and dayofyear(first_day) = 1 and month(last_day) = 12 and day(last_day) = 31
        and coalesce(first_start >= first_day and last_end <= last_day, true)""",
        f"""(select count(*) as row_count, min(full_date) as first_day,
        max(full_date) as last_day from {TABLE}),
        (select min(start_date) as first_start, max(end_date) as last_end from dim_period)""",
        owner="bi",
    ),
)
