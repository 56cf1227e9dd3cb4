{#-
    Statistics from sums. Differences of large numbers are taken between decimals, which are exact; only
    then come doubles, which are never summed: the same sums give the same digits.
-#}

{#-
    n times the sum of products less the product of the sums: n^2 times a covariance, or a variance.
    38 digits: as they are published, with 18, the sums of 100 000 people multiply past the width.
    With eight decimals there is room for 10^30: 10^7 people whose scores go to 10^7.
-#}
{% macro moment(count, products, left_sum, right_sum) -%}
    ({{ count }} * cast({{ products }} as decimal(38, 4)) - cast({{ left_sum }} as decimal(38, 4)) * cast({{ right_sum }} as decimal(38, 4)))
{%- endmacro %}

{#- Sample standard deviation from a count, a sum and a square sum; null under two, or without squares. -#}
{% macro sample_sd(count, total, squares) -%}
    case
        when {{ count }} >= 2 and {{ squares }} is not null
            then
                sqrt(
                    greatest(cast({{ moment(count, squares, total, total) }} as double), 0)
                    / ({{ count }} * ({{ count }} - 1.0e0))
                )
    end
{%- endmacro %}

{#- Division for effect sizes: null where the divisor is as good as zero (all equal). -#}
{% macro guarded(numerator, divisor) -%}
    case when {{ divisor }} > 1e-9 then {{ numerator }} / {{ divisor }} end
{%- endmacro %}

{#-
    The 0.975 quantile of Student's t. Up to 40 degrees of freedom by table (scipy.special.stdtrit),
    beyond by the expansion around the normal quantile, Abramowitz & Stegun 26.7.5 with four terms:
    off by less than 1e-8 there. A test compares it with scipy.
-#}
{% macro student_t(df) -%}
    {%- set student_t_of_few = [
        '12.706204736175e0', '4.302652729749e0', '3.182446305284e0', '2.776445105198e0', '2.570581835636e0',
        '2.446911851145e0', '2.364624251593e0', '2.306004135204e0', '2.262157162798e0', '2.228138851986e0',
        '2.200985160092e0', '2.178812829667e0', '2.160368656463e0', '2.144786687918e0', '2.131449545560e0',
        '2.119905299221e0', '2.109815577833e0', '2.100922040241e0', '2.093024054408e0', '2.085963447266e0',
        '2.079613844728e0', '2.073873067904e0', '2.068657610419e0', '2.063898561628e0', '2.059538552753e0',
        '2.055529438643e0', '2.051830516480e0', '2.048407141795e0', '2.045229642133e0', '2.042272456301e0',
        '2.039513446396e0', '2.036933343460e0', '2.034515297449e0', '2.032244509318e0', '2.030107928250e0',
        '2.028094000980e0', '2.026192463029e0', '2.024394163912e0', '2.022690920037e0', '2.021075390306e0',
    ] -%}
    case
        when {{ df }} < 1 then null
        when {{ df }} <= 40
            then {{ element(list_of(student_t_of_few), 'cast(' ~ df ~ ' as integer)') }}
        else
            1.959963984540054e0
            + 2.372271230298562e0 / {{ df }}
            + 2.822498615739611e0 / ({{ df }} * cast({{ df }} as double))
            + 2.555849679507722e0 / ({{ df }} * cast({{ df }} as double) * {{ df }})
            + 1.589534053393823e0 / ({{ df }} * cast({{ df }} as double) * {{ df }} * {{ df }})
    end
{%- endmacro %}

{#- One end of the 95 % confidence interval of a mean change, rounded. -#}
{% macro interval_end(sign) -%}
    {%- set freedom = student_t('case when change_sd is not null then pair_count - 1 else wider_freedom_count end') -%}
    {{ rounded('change_mean ' ~ sign ~ ' coalesce(change_sd, wider_sd) / sqrt(nullif(pair_count, 0)) * ' ~ freedom, 1) }}
{%- endmacro %}

{#-
    Reliable change (Jacobson & Truax 1991, J. Consulting and Clinical Psychology 59, 12-19) from the
    standard deviation of the starts and the reliability. A declared SD judges everybody alike; without
    one a group's own SD does. Only ever for shares of groups, never for a person.
-#}
{% macro reliable_change(start_sd, alpha) -%}
    1.96e0 * sqrt(2e0 * {{ start_sd }} * {{ start_sd }} * (1 - {{ alpha }}))
{%- endmacro %}

{#- The same where starts and ends are spread unequally. -#}
{% macro reliable_change_unequal(start_sd, end_sd, alpha) -%}
    1.96e0 * sqrt(({{ start_sd }} * {{ start_sd }} + {{ end_sd }} * {{ end_sd }}) * (1 - {{ alpha }}))
{%- endmacro %}
