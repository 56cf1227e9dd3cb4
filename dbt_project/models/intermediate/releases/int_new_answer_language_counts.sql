with

members as (

    select
        members.*,
        languages.published_code
    from {{ ref('int_answer_language_members') }} as members
    inner join {{ ref('int_new_answer_languages') }} as languages
        using (questionnaire_code, period_key, pairing_status_code, language_code)

),

people as (

    select
        questionnaire_code,
        period_key,
        pairing_status_code,
        published_code,
        count(*) as person_count
    from members
    group by questionnaire_code, period_key, pairing_status_code, published_code

),

spoken as (

    select distinct
        questionnaire_code,
        period_key,
        pairing_status_code,
        published_code,
        distribution_number,
        language_code
    from members

),

counts as (

    select
        spoken.questionnaire_code,
        spoken.period_key,
        spoken.pairing_status_code,
        spoken.published_code,
        counts.slot_number % 10 as phase_number,
        counts.question_key,
        counts.option_code,
        counts.is_missing,
        sum(counts.answer_count) as answer_count
    from {{ ref('int_answer_counts') }} as counts
    inner join spoken
        on
            {{ distribution_of_slot('counts.slot_number') }} = spoken.distribution_number
            and counts.language_code = spoken.language_code
    group by
        spoken.questionnaire_code, spoken.period_key, spoken.pairing_status_code, spoken.published_code,
        counts.slot_number % 10, counts.question_key, counts.option_code, counts.is_missing

),

asked as (

    select
        questionnaire_code,
        period_key,
        pairing_status_code,
        published_code,
        phase_number,
        question_key,
        {{ people_asked() }}
    from counts
    group by questionnaire_code, period_key, pairing_status_code, published_code, phase_number, question_key

),

phases as (

    {{ answered_phases() }}

),

questions as (

    select * from {{ ref('int_question_bases') }}
    where indicator_key = 0

),

choices as (

    select * from {{ ref('stg_codebook__options') }}

)

select
    people.questionnaire_code,
    people.period_key,
    people.pairing_status_code,
    phases.phase_code,
    people.published_code,
    questions.question_code,
    choices.option_code,
    choices.is_missing,
    cast(
        coalesce(counts.answer_count, 0)
        -- A form that leaves the question out did not ask these people.
        + case
            when choices.is_missing and choices.option_code = 'not_asked'
                then people.person_count - coalesce(asked.asked_count, 0)
            else 0
        end as integer
    ) as answer_count,
    cast(coalesce(asked.answered_count, 0) as integer) as answered_count,
    cast(coalesce(asked.selected_count, 0) as integer) as selected_count,
    cast(people.person_count as integer) as person_count
from people
inner join phases on people.pairing_status_code = phases.pairing_status_code
inner join questions on people.questionnaire_code = questions.questionnaire_code
inner join choices
    on
        questions.questionnaire_code = choices.questionnaire_code
        and questions.question_code = choices.question_code
left join asked
    on
        people.questionnaire_code = asked.questionnaire_code
        and people.period_key = asked.period_key
        and people.pairing_status_code = asked.pairing_status_code
        and people.published_code = asked.published_code
        and {{ slot_number('0', 'phases.phase_code') }} = asked.phase_number
        and questions.question_key = asked.question_key
left join counts
    on
        people.questionnaire_code = counts.questionnaire_code
        and people.period_key = counts.period_key
        and people.pairing_status_code = counts.pairing_status_code
        and people.published_code = counts.published_code
        and {{ slot_number('0', 'phases.phase_code') }} = counts.phase_number
        and questions.question_key = counts.question_key
        and choices.option_code = counts.option_code
        and choices.is_missing = counts.is_missing
