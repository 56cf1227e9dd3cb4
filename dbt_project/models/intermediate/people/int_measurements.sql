{% set above_lowest = 'summed.answered_sum - summed.answered_item_count * indicators.item_low' %}
with

submissions as (

    select * from {{ ref('int_submissions') }}
    where subject_code = 'person'

),

scored as (

    select * from {{ ref('stg_codebook__indicators') }}

),

-- Everybody who answered, with or without a score: one line of key 0 where other questions than items
-- are published, or where there is no indicator.
unscored as (

    select questionnaire_code from {{ ref('stg_codebook__questionnaires') }}
    where
        questionnaire_code not in (select scored.questionnaire_code from scored)
        or questionnaire_code in (
            select bases.questionnaire_code
            from {{ ref('int_question_bases') }} as bases
            where bases.indicator_key = 0
        )

),

indicators as (

    select
        questionnaire_code,
        indicator_key,
        family_key,
        item_count,
        min_answered,
        item_low,
        item_high,
        score_low,
        score_high
    from scored
    union all
    select
        questionnaire_code,
        0 as indicator_key,
        0 as family_key,
        0 as item_count,
        0 as min_answered,
        null as item_low,
        null as item_high,
        null as score_low,
        null as score_high
    from unscored

),

summed as (

    select * from {{ ref('int_item_totals') }}

),

-- Indicators that share items; one that shares none needs no comparing.
families as (

    select
        family_key,
        count(*) as indicator_count
    from indicators
    group by family_key
    having count(*) > 1 and family_key <> 0

),

-- Forms that would give a score to some of a family, and not to the others.
partly_scored as (

    select
        summed.submission_key,
        indicators.family_key
    from summed
    inner join indicators on summed.indicator_key = indicators.indicator_key
    inner join families on indicators.family_key = families.family_key
    where summed.answered_item_count >= indicators.min_answered
    group by summed.submission_key, indicators.family_key, families.indicator_count
    having count(*) < families.indicator_count

)

select
    submissions.submission_key,
    indicators.indicator_key,
    cast(coalesce(summed.answered_item_count, 0) as integer) as answered_item_count,
    indicators.item_count,
    case
        when indicators.indicator_key = 0 then 'no_indicator'
        when summed.answered_item_count = indicators.item_count then 'complete'
        when summed.answered_item_count >= indicators.min_answered then 'prorated'
        else 'not_scorable'
    end as scoring_code,
    -- Indicators that share items are published about the same people: a score counts with its family's, or not at all.
    indicators.indicator_key = 0
    or (coalesce(summed.answered_item_count, 0) >= indicators.min_answered and partly_scored.submission_key is null)
        as is_counted,
    -- The mean of the answered items, mapped: one division, kept to ten decimals. Decimals are summed, doubles never.
    case
        when summed.answered_item_count >= indicators.min_answered
            then {{ mapped_score(above_lowest, 'summed.answered_item_count') }}
    end as score,
    case
        when summed.answered_item_count >= indicators.min_answered
            then
                {{ mapped_score(
                    whole_steps(above_lowest, 'summed.answered_item_count', 'indicators.item_count'),
                    'indicators.item_count',
                ) }}
    end as published_score
from submissions
inner join indicators on submissions.questionnaire_code = indicators.questionnaire_code
left join summed
    on
        submissions.submission_key = summed.submission_key
        and indicators.indicator_key = summed.indicator_key
left join partly_scored
    on
        submissions.submission_key = partly_scored.submission_key
        and indicators.family_key = partly_scored.family_key
