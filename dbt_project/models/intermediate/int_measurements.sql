with

submissions as (

    select * from {{ ref('stg_submissions') }}
    where subject_code = 'person'

),

answers as (

    select * from {{ ref('stg_answers') }}

),

indicator_items as (

    select * from {{ source('codebook', 'indicator_items') }}

),

-- The declared range is the mean's or, with method sum, the sum's: per item both score alike, and
-- so does prorating. A questionnaire without indicators has one line of its own, with key 0.
indicators as (

    select
        questionnaires.questionnaire_code,
        indicators.indicator_code,
        case
            when indicators.indicator_code is null then 0
            else {{ code_key(['indicators.questionnaire_code', 'indicators.indicator_code']) }}
        end as indicator_key,
        {{ code_key_or_unknown("indicators.questionnaire_code || '/' || indicators.family_code") }} as family_key,
        coalesce(indicators.item_count, 0) as item_count,
        coalesce(indicators.min_answered, 0) as min_answered,
        cast(
            indicators.item_low / nullif(case indicators.score_method when 'sum' then indicators.item_count else 1 end, 0) as decimal(18, 4)
        ) as low,
        cast(
            indicators.item_high
            / nullif(case indicators.score_method when 'sum' then indicators.item_count else 1 end, 0) as decimal(18, 4)
        ) as high,
        indicators.score_low,
        indicators.score_high
    from {{ source('codebook', 'questionnaires') }} as questionnaires
    left join {{ source('codebook', 'indicators') }} as indicators
        on questionnaires.questionnaire_code = indicators.questionnaire_code

),

items as (

    select
        indicators.questionnaire_code,
        indicator_items.question_code,
        indicators.indicator_key,
        indicators.low,
        indicators.high,
        indicator_items.is_reversed
    from indicator_items
    inner join indicators
        on
            indicator_items.questionnaire_code = indicators.questionnaire_code
            and indicator_items.indicator_code = indicators.indicator_code

),

-- A value outside the range is no answer: better missing than a score that cannot be.
summed as (

    select
        answers.submission_key,
        items.indicator_key,
        count(*) as answered_item_count,
        sum(case when items.is_reversed then items.low + items.high - answers.number_low else answers.number_low end)
            as answered_sum
    from answers
    inner join items
        on
            answers.questionnaire_code = items.questionnaire_code
            and answers.question_code = items.question_code
    where answers.number_low between items.low and items.high
    group by answers.submission_key, items.indicator_key

),

-- Families of several; an indicator that shares no items is not looked at.
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
    -- Indicators that share items are told of the same people: a score without its family's counts nowhere.
    indicators.indicator_key = 0
    or (coalesce(summed.answered_item_count, 0) >= indicators.min_answered and partly_scored.submission_key is null)
        as is_counted,
    -- The mean of the answered items, mapped: one division, then two decimals; doubles are not summed.
    case
        when summed.answered_item_count >= indicators.min_answered
            then
                cast(
                    round(
                        indicators.score_low
                        + (summed.answered_sum - summed.answered_item_count * indicators.low)
                        * (indicators.score_high - indicators.score_low)
                        / nullif(summed.answered_item_count * (indicators.high - indicators.low), 0),
                        2
                    ) as decimal(18, 4)
                )
    end as score
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
union all
-- Where the basis indicator was blocked or not asked the other questions go on, like a questionnaire's without one.
select
    submission_key,
    0 as indicator_key,
    0 as answered_item_count,
    0 as item_count,
    'no_indicator' as scoring_code,
    true as is_counted,
    null as score
from submissions
where is_unscored
