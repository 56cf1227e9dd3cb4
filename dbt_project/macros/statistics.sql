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
    case
        when {{ df }} < 1 then null
        when {{ df }} <= 40
            then list_extract(
                [
        12.706204736175, 4.302652729749, 3.182446305284, 2.776445105198, 2.570581835636,
        2.446911851145, 2.364624251593, 2.306004135204, 2.262157162798, 2.228138851986,
        2.200985160092, 2.178812829667, 2.160368656463, 2.144786687918, 2.131449545560,
        2.119905299221, 2.109815577833, 2.100922040241, 2.093024054408, 2.085963447266,
        2.079613844728, 2.073873067904, 2.068657610419, 2.063898561628, 2.059538552753,
        2.055529438643, 2.051830516480, 2.048407141795, 2.045229642133, 2.042272456301,
        2.039513446396, 2.036933343460, 2.034515297449, 2.032244509318, 2.030107928250,
        2.028094000980, 2.026192463029, 2.024394163912, 2.022690920037, 2.021075390306
                ]::double[],
                cast({{ df }} as integer)
            )
        else
            1.959963984540054e0
            + 2.372271230298562e0 / {{ df }}
            + 2.822498615739611e0 / ({{ df }} * cast({{ df }} as double))
            + 2.555849679507722e0 / ({{ df }} * cast({{ df }} as double) * {{ df }})
            + 1.589534053393823e0 / ({{ df }} * cast({{ df }} as double) * {{ df }} * {{ df }})
    end
{%- endmacro %}

{#- One end of the 95 % confidence interval of a mean change, rounded; adding 0 makes -0.0 a plain 0. -#}
{% macro interval_end(sign) -%}
    round(
        change_mean {{ sign }} coalesce(change_sd, wider_sd) / sqrt(nullif(pair_count, 0))
        * {{ student_t('case when change_sd is not null then pair_count - 1 else wider_freedom_count end') }},
        1
    ) + 0
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
