"""Rules of fct_answer_by_language: answers of the people in distributions, by language."""

from expectations.rules.answers import answers_of_groups
from expectations.rules.kinds import SMALLEST_DISTRIBUTION, at_least, holds
from expectations.rules.scores import day_of_period

TABLE = "fct_answer_by_language"
_GROUP = "period_key, questionnaire_key, pairing_status_code"
_EVERYBODY = "(select * from fct_answer_distribution where indicator_key = 0)"
# How many people each group has over all languages, and over all services.
_PEOPLE = f"""(
    select {_GROUP}, sum(person_count) as person_count
    from (select distinct {_GROUP}, language_key, person_count from {TABLE})
    group by {_GROUP}
) as b
left join (
    select {_GROUP}, sum(person_count) as person_count
    from (select distinct {_GROUP}, service_key, person_count from {_EVERYBODY})
    group by {_GROUP}
) as d using ({_GROUP})"""
_OPTION = f"{_GROUP}, phase_code, option_key"
_ANSWERS = f"""(
    select {_OPTION}, sum(answer_count) as answer_count, sum(person_count) as person_count
    from {TABLE} group by {_OPTION}
) as b
left join (
    select {_OPTION}, sum(answer_count) as answer_count, sum(person_count) as person_count
    from {_EVERYBODY} group by {_OPTION}
) as d using ({_OPTION})"""

RULES = (
    at_least(TABLE, "person_count", SMALLEST_DISTRIBUTION),
    day_of_period(TABLE),
    *answers_of_groups(TABLE, "f.period_key, f.questionnaire_key, f.language_key"),
    holds(
        f"{TABLE}.same_people_in_every_question",
        (
            "Kaikki kysymykset kuvaavat kielen samoja ihmisiä, ja kieliä on vähintään kaksi.",
            "Alla frågor gäller samma personer i ett språk, och språken är minst två.",
            "All questions are about the same people of a language, and there are at least two languages.",
        ),
        (
            "Muuten kahden kysymyksen erotus kuvaisi muutamaa ihmistä.",
            "Annars skulle skillnaden mellan två frågor beskriva några få personer.",
            "Otherwise the difference of two questions would describe a few people.",
        ),
        "language_count = size_count and language_count >= 2",
        f"""(select {_GROUP}, count(distinct language_key) as language_count, count(*) as size_count
        from (select distinct {_GROUP}, language_key, person_count from {TABLE}) group by {_GROUP})""",
        owner="quality_reviewer",
    ),
    holds(
        f"{TABLE}.people_of_the_distributions",
        (
            f"Kielissä on yhteensä kaikkien palvelujen jakaumien ihmiset, tai vähintään {SMALLEST_DISTRIBUTION} enemmän tai vähemmän.",
            f"I språken finns sammanlagt personerna i alla tjänsters fördelningar, eller minst {SMALLEST_DISTRIBUTION} fler eller färre.",
            f"The languages add up to the people in the distributions of all services, or to at least {SMALLEST_DISTRIBUTION} more or fewer.",
        ),
        (
            "Muuten kokonaisuuden ja osien erotus kuvaisi muutamaa ihmistä. Kielet julkaistaan kerran, ja jakaumiin voi sen jälkeen tulla ihmisiä.",
            "Annars skulle skillnaden mellan helheten och delarna beskriva några få personer. Språken publiceras en gång, och personer kan komma till fördelningarna efter det.",
            "Otherwise the difference of the total and its parts would describe a few people. Languages are published once, and people may enter the distributions after that.",
        ),
        "b.person_count = coalesce(d.person_count, 0)"
        f" or abs(b.person_count - coalesce(d.person_count, 0)) >= {SMALLEST_DISTRIBUTION}",
        _PEOPLE,
        owner="quality_reviewer",
    ),
    holds(
        f"{TABLE}.answers_of_the_distributions",
        (
            "Kun ihmiset ovat samat, kielten vastaukset ovat yhteensä jakaumien vastaukset.",
            "När personerna är desamma är språkens svar sammanlagt fördelningarnas svar.",
            "Where the people are the same, the answers of the languages add up to those of the distributions.",
        ),
        (
            "Kielet julkaistaan kerran. Jos vastauksia on sen jälkeen korjattu, kielten luvut ovat vanhat: kerro siitä lukijoille.",
            "Språken publiceras en gång. Om svar har rättats efter det är språkens siffror de gamla: berätta det för läsarna.",
            "Languages are published once. If answers were corrected after that, the numbers by language are the old ones: tell the readers.",
        ),
        "d.person_count is null or b.person_count <> d.person_count or b.answer_count = d.answer_count",
        _ANSWERS,
        owner="quality_reviewer",
        severity="warning",
    ),
)
