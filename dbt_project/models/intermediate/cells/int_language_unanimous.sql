with

members as (

    select * from {{ ref('int_answer_language_members') }}

),

-- Those who were in a release before they came do not count, as in int_unanimous.
people as (

    select
        questionnaire_code,
        period_key,
        pairing_status_code,
        language_code,
        count(*) as person_count
    from members
    where distribution_is_new
    group by questionnaire_code, period_key, pairing_status_code, language_code

),

distributions as (

    select distinct
        questionnaire_code,
        period_key,
        pairing_status_code,
        distribution_number
    from members

),

chosen as (

    select
        distributions.questionnaire_code,
        distributions.period_key,
        distributions.pairing_status_code,
        counts.language_code,
        counts.question_key,
        counts.slot_number % 10 as phase_number,
        counts.option_code,
        sum(counts.answer_count) as answer_count
    from {{ ref('int_answer_counts') }} as counts
    inner join distributions on {{ distribution_of_slot('counts.slot_number') }} = distributions.distribution_number
    where counts.part_number % 2 = 1 and counts.option_code is not null and not counts.is_missing
    group by
        distributions.questionnaire_code, distributions.period_key, distributions.pairing_status_code,
        counts.language_code, counts.question_key, counts.slot_number % 10, counts.option_code

)

select
    chosen.questionnaire_code,
    chosen.period_key,
    chosen.pairing_status_code,
    chosen.language_code,
    cast(chosen.phase_number as string) || '/' || cast(chosen.question_key as string) || '/' || chosen.option_code
        as answer_code
from chosen
inner join people using (questionnaire_code, period_key, pairing_status_code, language_code)
where chosen.answer_count = people.person_count
