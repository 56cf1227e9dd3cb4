with

-- Every form about people that was read and used, whether or not it counts.
delivered as (

    select
        {{ submission_key('deliveries.delivery_number', 'submissions.row_number') }} as submission_key,
        deliveries.questionnaire_code,
        submissions.answered_at,
        {{ period_key('submissions.answered_at') }} as period_key
    from {{ ref('stg_raw__submissions') }} as submissions
    inner join {{ ref('int_deliveries') }} as deliveries on submissions.delivery_id = deliveries.delivery_id
    where deliveries.subject_code = 'person'

),

-- What a form may count for: each indicator, and everything else (0).
indicators as (

    select
        questionnaire_code,
        indicator_key
    from {{ ref('stg_codebook__indicators') }}
    union
    select
        questionnaire_code,
        indicator_key
    from {{ ref('int_question_bases') }}
    union
    select
        questionnaire_code,
        0 as indicator_key
    from {{ ref('stg_codebook__questionnaires') }}
    where questionnaire_code not in (select scored.questionnaire_code from {{ ref('stg_codebook__indicators') }} as scored)

)

select
    delivered.*,
    indicators.indicator_key
from delivered
inner join indicators on delivered.questionnaire_code = indicators.questionnaire_code
