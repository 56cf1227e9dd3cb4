{#-
    Items of the indicators in answers, as the score reads them, with these columns of the answers. `of_indicator`: only
    of the indicator that the answers have as indicator_key.
-#}
{% macro item_values(relation, columns=['submission_key'], of_indicator=false) -%}
with

answers as (

    select * from {{ relation }}

),

items as (

    select
        items.questionnaire_code,
        items.question_code,
        items.indicator_key,
        items.is_reversed,
        indicators.item_low,
        indicators.item_high,
        indicators.item_count
    from {{ ref('stg_codebook__indicator_items') }} as items
    inner join {{ ref('stg_codebook__indicators') }} as indicators on items.indicator_key = indicators.indicator_key

)

-- A value outside the range is no answer: better missing than a score that cannot be.
select
    {% for column in columns %}
    answers.{{ column }},
    {% endfor %}
    items.indicator_key,
    items.question_code,
    items.item_low,
    items.item_high,
    items.item_count,
    answers.number_low as given_value,
    cast(
        case when items.is_reversed then items.item_low + items.item_high - answers.number_low else answers.number_low end
        as {{ score_type() }}
    ) as item_value
from answers
inner join items
    on
        answers.questionnaire_code = items.questionnaire_code
        and answers.question_code = items.question_code
        {{ 'and answers.indicator_key = items.indicator_key' if of_indicator }}
where answers.number_low between items.item_low and items.item_high
{%- endmacro %}

{#-
    What the items of a form come to, from item values: how many are answered, their sum, and whether all answers
    are the same. No value is outside the range, so that all are the lowest where the sum is that of the lowest.
-#}
{% macro item_totals(relation) -%}
    select
        submission_key,
        indicator_key,
        count(*) as answered_item_count,
        sum(item_value) as answered_sum,
        min(given_value) = max(given_value) as is_straight
    from {{ relation }}
    group by submission_key, indicator_key
{%- endmacro %}
