with

answer_counts as (

    select * from {{ ref('int_answer_counts') }}

),

-- A distribution is made of whole cells, so that it never tells a cell apart.
distributions as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        pairing_status_code,
        distribution_number,
        distribution_service_key as service_key,
        sum(member_count) as person_count
    from {{ ref('publication_cells') }}
    where distribution_number is not null
    group by all

),

services as (

    select * from {{ ref('dim_service') }}

),

-- A pair answers in two phases, everyone else in one.
phases as (

    {% for stratum, phase in [
        ('paired', 'start'), ('paired', 'end'), ('start_only', 'start'), ('end_only', 'end'),
        ('start_uncoded', 'start'), ('end_uncoded', 'end'), ('single', 'single')
    ] %}
        select
            '{{ stratum }}' as pairing_status_code,
            '{{ phase }}' as phase_code
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

slots as (

    select
        distributions.*,
        phases.phase_code,
        {{ slot_number('distributions.distribution_number', 'phases.phase_code') }} as slot_number
    from distributions
    inner join phases using (pairing_status_code)

),

-- Every option of every question stands, also where nobody chose it: a 0 that was not hidden.
question_options as (

    select
        questions.questionnaire_code,
        questions.indicator_key,
        questions.question_key,
        {{ option_key('choices.questionnaire_code', 'choices.question_code', 'choices.option_code', 'choices.is_missing') }}
            as option_key,
        choices.option_code,
        choices.is_missing
    from {{ ref('int_question_bases') }} as questions
    inner join {{ source('codebook', 'options') }} as choices
        on
            questions.questionnaire_code = choices.questionnaire_code
            and questions.question_code = choices.question_code

),

offered as (

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

),

asked as (

    select
        slot_number,
        question_key,
        sum(answer_count) filter (where option_code is null) as asked_count,
        sum(answer_count) filter (where option_code is null and not is_missing) as answered_count,
        sum(answer_count) filter (where option_code is not null and not is_missing) as selected_count
    from answer_counts
    group by slot_number, question_key

)

select
    {{ publication_cell_keys('offered', 'services', ['indicator_key', 'question_key', 'option_key', 'pairing_status_code', 'phase_code']) }},
    cast(
        coalesce(answer_counts.answer_count, 0)
        -- A form that leaves the question out did not ask these people.
        + case
            when offered.is_missing and offered.option_code = 'not_asked'
                then offered.person_count - coalesce(asked.asked_count, 0)
            else 0
        end as integer
    ) as answer_count,
    cast(coalesce(asked.answered_count, 0) as integer) as answered_count,
    cast(coalesce(asked.selected_count, 0) as integer) as selected_count,
    cast(offered.person_count as integer) as person_count
from offered
left join answer_counts
    on
        offered.slot_number = answer_counts.slot_number
        and offered.question_key = answer_counts.question_key
        and offered.option_code = answer_counts.option_code
        and offered.is_missing = answer_counts.is_missing
left join asked
    on
        offered.slot_number = asked.slot_number
        and offered.question_key = asked.question_key
left join {{ ref('int_unanimous') }} as unanimous
    on
        offered.slot_number = unanimous.slot_number
        and offered.question_key = unanimous.question_key
left join services on offered.service_key = services.service_key
where unanimous.slot_number is null
