{#-
    What the items of a form come to, from numbered answers: how many are answered, their sum, and whether all answers
    are the same. No value is outside the range, so that all are the lowest where the sum is that of the lowest.
-#}
{% macro item_totals(relation) -%}
    select
        answers.submission_key,
        items.indicator_key,
        cast(count(*) as integer) as answered_item_count,
        -- Narrow, as everything that is worked out from it: below 10^8, as scores are.
        cast(sum(items.item_value) as {{ score_type() }}) as answered_sum,
        min(items.given_number) = max(items.given_number) as is_straight
    from {{ relation }} as answers
    inner join {{ ref('int_item_values') }} as items on answers.answer_number = items.answer_number
    group by answers.submission_key, items.indicator_key
{%- endmacro %}
