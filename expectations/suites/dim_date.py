"""Rules of dim_date: every day of the years there are results for."""

from expectations.rules.claims import holds
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "dim_date"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "date_key full_date calendar_year quarter_number month_number month_name_fi"
            " month_name_sv month_name_en period_key",
            grain="date_key",
        ),
        holds(
            f"{TABLE}.day_sound",
            (
                "Avain, päivä, vuosi, neljännes, kuukausi ja puolivuosi kertovat samasta päivästä.",
                "Key, date, year, quarter, month and half-year speak of the same day.",
            ),
            (
                "Ristiriita siirtäisi tulokset väärään aikaan.",
                "A conflict would move results in time.",
            ),
            """date_key = year(full_date) * 10000 + month(full_date) * 100 + day(full_date)
            and calendar_year = year(full_date) and month_number = month(full_date)
            and quarter_number = quarter(full_date)
            and period_key = calendar_year * 10 + if(month_number <= 6, 1, 2)""",
        ),
        holds(
            f"{TABLE}.contiguous",
            (
                "Päivät ovat peräkkäin, kokonaisia vuosia, ja kattavat kaikki puolivuodet.",
                "Days follow without gaps, in whole years, and cover every half-year.",
            ),
            (
                "Power BI:n aikalaskenta vaatii aukottoman päivätaulun.",
                "Time calculations of Power BI need a date table without gaps.",
            ),
            """last_day - first_day + 1 = row_count
            and dayofyear(first_day) = 1 and month(last_day) = 12 and day(last_day) = 31
            and coalesce(first_start >= first_day and last_end <= last_day, true)""",
            f"""(select count(*) as row_count, min(full_date) as first_day,
            max(full_date) as last_day from {TABLE}),
            (select min(start_date) as first_start, max(end_date) as last_end from dim_period)""",
            owner="bi",
        ),
    ),
)
