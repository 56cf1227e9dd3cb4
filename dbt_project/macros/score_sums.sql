{#-
    A score: whole units of 10^-10, below 10^8. A third of a point is off by less than 10^-10, so the
    sum of ten million people is right to three decimals.
-#}
{% macro score_type() -%}
    decimal(18, 10)
{%- endmacro %}

{#- A score from how far the answers of `count` items are above the lowest ones, all together. -#}
{% macro mapped_score(above_lowest, count) -%}
    cast(
        indicators.score_low
        + cast(({{ above_lowest }}) * (indicators.score_high - indicators.score_low) as double)
        / nullif({{ count }} * (indicators.item_high - indicators.item_low), 0)
        as {{ score_type() }}
    )
{%- endmacro %}

{#-
    What a form is above the lowest as if it were complete, in whole answers: the published score is a
    score that complete forms have, since the decimals of a form with blanks would point it out. The
    nearest one, of two equally near the even one: then as many scores rise as fall, and a scale read
    in the other direction gives the mirrored scores. Complete forms keep their score.
-#}
{% macro whole_steps(above_lowest, answered_count, item_count) -%}
    case
        when {{ answered_count }} = {{ item_count }} then cast({{ above_lowest }} as double)
        else {{ rounded_to_even('cast((' ~ above_lowest ~ ') * ' ~ item_count ~ ' as double) / ' ~ answered_count) }}
    end
{%- endmacro %}

{#-
    The sum of products of two scores, with room for ten million people whose scores go to 10^7. `times`: how many have
    these two. There are few different scores, and a product with twenty decimals takes half a microsecond.
-#}
{% macro sum_of_products(left, right, times) -%}
    sum(cast({{ left }} * {{ right }} as decimal(27, 10)) * cast({{ times }} as decimal(10, 0)))
{%- endmacro %}

{#- The sum of a score that so many have. -#}
{% macro sum_of_scores(score, times) -%}
    sum({{ score }} * cast({{ times }} as decimal(10, 0)))
{%- endmacro %}

{#-
    Sums of pairs, rounded last. Change is worked out from the rounded sums, so that it is exactly end
    minus start in what is published. `times`: how many pairs a row stands for, if not one.
-#}
{% macro pair_sums(times=none) -%}
    cast({{ 'sum(' ~ times ~ ')' if times else 'count(*)' }} as integer) as pair_count,
    {% for phase in ['start', 'end'] -%}
    cast({{ sum_of_scores(phase ~ '_score', times) if times else 'sum(' ~ phase ~ '_score)' }} as decimal(18, 4)) as {{ phase }}_sum,
    {% endfor -%}
    cast(end_sum - start_sum as decimal(18, 4)) as change_sum
{%- endmacro %}

{#- Squares and products of the same pairs: of large groups only, where the spread may be published. -#}
{% macro pair_squares(times) -%}
    {%- set products = {
        'start_square_sum': ('start_score', 'start_score'),
        'end_square_sum': ('end_score', 'end_score'),
        'cross_sum': ('start_score', 'end_score'),
    } -%}
    {%- for name, (left, right) in products.items() %}
    cast({{ sum_of_products(left, right, times) }} as decimal(18, 4)) as {{ name }},
    {%- endfor %}
    start_square_sum - 2 * cross_sum + end_square_sum as change_square_sum
{%- endmacro %}

{#-
    A score as a whole number of its units of 10^-10, to compare. The units and the rest apart, which is exact: decimals
    of more than 18 digits take twenty times as long.
-#}
{% macro whole_score(score) -%}
    cast(floor({{ score }}) as bigint) * 10000000000
    + cast(round(cast({{ score }} - floor({{ score }}) as double) * 1e10) as bigint)
{%- endmacro %}
