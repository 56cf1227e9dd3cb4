{#- Numbers as people read them: halves round up. Tenths of per cent are worked out in whole numbers. -#}

{#- 21, 22 -> 95,5 -#}
{% macro percent_text(part, whole, mark) -%}
    {%- set tenths = "(" ~ whole_division("(2000 * cast(" ~ part ~ " as bigint) + " ~ whole ~ ")", "(2 * " ~ whole ~ ")") ~ ")" -%}
    cast({{ whole_division(tenths, 10) }} as string) || '{{ mark }}' || cast({{ tenths }} % 10 as string)
{%- endmacro %}

{#- At most two decimals: 3.5 -> 3,5; 10.0 -> 10 -#}
{% macro number_text(number, mark) -%}
    {%- set text = "cast(cast(" ~ rounded(number, 2) ~ " as decimal(18, 2)) as string)" -%}
    replace(trim(trailing '.' from trim(trailing '0' from {{ text }})), '.', '{{ mark }}')
{%- endmacro %}

{#- 21/22 = 95,5 % for a share; 2,4 (n = 22), 2,1–2,4 (n = 22) or at least 2,1 (n = 22) for a number. -#}
{% macro metric_text(mark, no_answers, at_least) -%}
    case
        when denominator = 0 then '{{ no_answers }}'
        when kind_code in ('share', 'distribution')
            then
                cast(cast(numerator as bigint) as string) || '/' || cast(denominator as string) || ' = '
                || {{ percent_text('numerator', 'denominator', mark) }} || ' %'
        when metric_value is not null then {{ number_text('metric_value', mark) }} || ' (n = ' || cast(denominator as string) || ')'
        when value_high is null
            then '{{ at_least }} ' || {{ number_text('value_low', mark) }} || ' (n = ' || cast(denominator as string) || ')'
        else
            {{ number_text('value_low', mark) }} || '–' || {{ number_text('value_high', mark) }}
            || ' (n = ' || cast(denominator as string) || ')'
    end
{%- endmacro %}

{#- +4,5 %-yks. (n = 20): with its sign, and how many areas are in both waves. -#}
{% macro change_text(mark, points) -%}
    case when change_value < 0 then '−' when change_value > 0 then '+' else '' end
    || case
        when kind_code in ('share', 'distribution') then {{ number_text(rounded('abs(100 * change_value)', 1), mark) }} || ' {{ points }}'
        else {{ number_text('abs(change_value)', mark) }}
    end
    || ' (n = ' || cast(panel_count as string) || ')'
{%- endmacro %}
