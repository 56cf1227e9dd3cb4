with

pairs as (

    select
        members.questionnaire_code,
        members.family_key,
        members.indicator_key,
        members.period_key,
        members.region_code,
        members.atom_number,
        members.is_new,
        members.person_number,
        members.start_submission_key,
        members.end_submission_key,
        members.start_score,
        members.end_score,
        start_forms.period_key as start_period_key
    from {{ ref('int_cell_members') }} as members
    inner join {{ ref('int_published_details') }} as start_forms
        on members.start_submission_key = start_forms.submission_key
    where members.status_code = 'published' and members.pairing_status_code = 'paired' and members.indicator_key <> 0

),

-- The half-year of the start is a background too: it says which cohort a pair belongs to. Who started
-- again within the gap may have begun before all half-years that are named.
categorised as (

    select
        pairs.*,
        'start_period' as background_code,
        case
            when pairs.start_period_key < {{ first_start_period('pairs.period_key') }} then 'earlier'
            else cast(pairs.start_period_key as string)
        end as category_code
    from pairs
    union all
    select
        pairs.*,
        questions.question_code as background_code,
        coalesce(answered.option_code, 'no_answer') as category_code
    from pairs
    inner join {{ ref('int_background_questions') }} as questions on pairs.questionnaire_code = questions.questionnaire_code
    left join {{ ref('int_background_answers') }} as answered
        on
            pairs.start_submission_key = answered.pair_number
            and pairs.indicator_key = answered.indicator_key
            and questions.question_code = answered.question_code

)

select
    questionnaire_code,
    family_key,
    indicator_key,
    period_key,
    region_code,
    background_code,
    category_code,
    start_submission_key as pair_number,
    person_number,
    atom_number,
    is_new,
    start_score,
    end_score
from categorised
