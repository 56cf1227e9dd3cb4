{#-
    The numbers of a metric over a group of int_metric_answers: who is counted, of how many, and the
    value. A mean, median, sum or maximum over ranges lies between value_low and value_high; it is
    metric_value only where every answer was exact. A blank is in no number: not stated is not zero.
-#}
{% macro metric_measures() -%}
    count(*) filter (where is_in_denominator) as denominator,
    count(*) filter (where is_answered) as answered_count,
    count(distinct area_code) filter (where is_answered) as area_count,
    cast(
        case
            when kind_code in ('share', 'distribution') then count(*) filter (where is_in_denominator and is_counted)
            when kind_code = 'selected' then sum(selected_count) filter (where is_in_denominator)
            when kind_code in ('mean', 'sum') and bool_and({{ is_exact() }}) filter (where is_in_denominator)
                then sum(number_low) filter (where is_in_denominator)
        end
        as decimal(18, 4)
    ) as numerator,
    {{ number_measure('number_low') }} as value_low,
    {{ number_measure('number_high') }} as value_high
{%- endmacro %}

{#- One number: of a range without an upper end, such as 6+, the high end is null. -#}
{% macro is_exact() -%}
    coalesce(number_low = number_high, number_low is null)
{%- endmacro %}

{#- One end of the range. The sum is of decimals, and is divided last; halfway between two numbers in whole units of 10^-4. -#}
{% macro number_measure(column) -%}
    case
        -- The largest of some without an upper end has none; the middle one may have one.
        when kind_code <> 'median' and count(number_low) filter (where is_in_denominator) > count({{ column }}) filter (where is_in_denominator)
            then null
        when kind_code = 'mean'
            then
                cast(sum({{ column }}) filter (where is_in_denominator) as double)
                / nullif(count({{ column }}) filter (where is_in_denominator), 0)
        when kind_code = 'median' then {{ middle(column) }}
        when kind_code = 'sum' then cast(sum({{ column }}) filter (where is_in_denominator) as double)
        when kind_code = 'max' then cast(max({{ column }}) filter (where is_in_denominator) as double)
    end
{%- endmacro %}

{#- The median, where no upper end counts as more than any number; null where the middle is one of those. -#}
{% macro middle(column) -%}
    {%- set no_end = '9000000000000000' -%}
    {%- set number = "coalesce(cast(" ~ column ~ " * 10000 as bigint), " ~ no_end ~ ")" -%}
    {%- set found = "median(" ~ number ~ ") filter (where is_in_denominator and number_low is not null)" -%}
    case when {{ found }} < {{ no_end }} / 2 then {{ found }} / 1e4 end
{%- endmacro %}

{#- The value of what metric_measures() gave. -#}
{% macro metric_value() -%}
    case
        when denominator = 0 then null
        when kind_code in ('share', 'distribution') then cast(numerator as double) / denominator
        when kind_code = 'selected' then cast(numerator as double)
        when value_low = value_high then value_low
    end
{%- endmacro %}
