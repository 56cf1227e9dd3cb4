with

pairs as (

    select
        members.questionnaire_code,
        members.family_key,
        members.indicator_key,
        members.period_key,
        members.region_code,
        members.publication_cell_number,
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

questions as (

    select
        questionnaire_code,
        question_code,
        cast(row_number() over (order by questionnaire_code asc, question_code asc) as integer) as question_number
    from {{ ref('stg_codebook__questions') }}
    where is_background and publish_code = 'distribution' and question_type in ('single', 'scale')

),

-- Numbers that are in order as their codes are: a group of texts cannot be put on the disk.
options as (

    select
        questions.questionnaire_code,
        questions.question_code,
        questions.question_number,
        choices.option_code,
        cast(
            row_number() over (partition by questions.question_number order by choices.option_code asc) as integer
        ) as option_number
    from {{ ref('stg_codebook__options') }} as choices
    inner join questions
        on
            choices.questionnaire_code = questions.questionnaire_code
            and choices.question_code = questions.question_code
    where not choices.is_missing

),

forms as (

    {% for phase in ['start', 'end'] %}
        select
            start_submission_key as pair_number,
            indicator_key,
            {{ phase == 'end' }} as is_end,
            {{ phase }}_submission_key as submission_key
        from {{ ref('int_cell_members') }}
        where status_code = 'published' and pairing_status_code = 'paired' and indicator_key <> 0
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

-- What a person did not say at the start may have been said at the end.
answered as (

    select
        forms.pair_number,
        forms.indicator_key,
        options.question_number,
        coalesce(
            min(options.option_number) filter (where not forms.is_end),
            min(options.option_number) filter (where forms.is_end)
        ) as option_number
    from {{ ref('int_published_answers') }} as answers
    inner join options
        on
            answers.questionnaire_code = options.questionnaire_code
            and answers.question_code = options.question_code
            and answers.option_code = options.option_code
    inner join forms on answers.submission_key = forms.submission_key
    group by forms.pair_number, forms.indicator_key, options.question_number

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
        coalesce(options.option_code, 'no_answer') as category_code
    from pairs
    inner join questions on pairs.questionnaire_code = questions.questionnaire_code
    left join answered
        on
            pairs.start_submission_key = answered.pair_number
            and pairs.indicator_key = answered.indicator_key
            and questions.question_number = answered.question_number
    left join options
        on
            answered.question_number = options.question_number
            and answered.option_number = options.option_number

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
    publication_cell_number,
    atom_number,
    is_new,
    start_score,
    end_score
from categorised
