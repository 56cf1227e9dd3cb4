with

-- A distribution is made of whole cells, so that it divides none.
distributions as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        pairing_status_code,
        distribution_number,
        distribution_service_key as service_key,
        sum(member_count) as person_count
    from {{ ref('int_publication_cells') }}
    where distribution_number is not null
    group by all

),

-- A pair answers in two phases, everyone else in one.
phases as (

    {{ answered_phases() }}

),

slots as (

    select
        distributions.*,
        phases.phase_code,
        {{ slot_number('distributions.distribution_number', 'phases.phase_code') }} as slot_number
    from distributions
    inner join phases using (pairing_status_code)

),

-- Every option of every question, also where nobody chose it: a true 0, nothing suppressed.
question_options as (

    select
        questions.questionnaire_code,
        questions.indicator_key,
        questions.question_key,
        choices.option_key,
        choices.option_code,
        choices.is_missing
    from {{ ref('int_question_bases') }} as questions
    inner join {{ ref('stg_codebook__options') }} as choices
        on
            questions.questionnaire_code = choices.questionnaire_code
            and questions.question_code = choices.question_code

)

select
    slots.*,
    question_options.question_key,
    question_options.option_key,
    question_options.option_code,
    question_options.is_missing
from slots
inner join question_options
    on
        slots.questionnaire_code = question_options.questionnaire_code
        and slots.indicator_key = question_options.indicator_key
