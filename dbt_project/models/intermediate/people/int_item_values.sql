-- A value outside the range is no answer: better missing than a score that cannot be.
select
    contents.answer_number,
    items.indicator_key,
    items.question_code,
    indicators.item_low,
    indicators.item_high,
    -- The same number for the same answer: narrow, to compare the answers of everybody.
    cast(dense_rank() over (order by contents.number_low asc) as integer) as given_number,
    cast(
        case
            when items.is_reversed then indicators.item_low + indicators.item_high - contents.number_low
            else contents.number_low
        end as {{ score_type() }}
    ) as item_value
from {{ ref('int_answer_contents') }} as contents
inner join {{ ref('stg_codebook__indicator_items') }} as items
    on
        contents.questionnaire_code = items.questionnaire_code
        and contents.question_code = items.question_code
inner join {{ ref('stg_codebook__indicators') }} as indicators on items.indicator_key = indicators.indicator_key
where
    contents.number_low between indicators.item_low and indicators.item_high
    -- Nor is a range: its low end is not what was answered.
    and contents.number_low = contents.number_high
