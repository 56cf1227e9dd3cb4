{#-
    How many people are suppressed, as a band: their number would change by one between two releases.
    `few`: less than the minimum group size.
-#}
{% macro head_count_band(is_enough, count) -%}
    case
        when not ({{ is_enough }}) then 'few'
        when {{ count }} < 10 then '5-9'
        when {{ count }} < 50 then '10-49'
        when {{ count }} < 100 then '50-99'
        when {{ count }} < 500 then '100-499'
        else '500+'
    end
{%- endmacro %}

{#- The most people that a band can be of; of the last band as many as there ever could be. -#}
{% macro most_of_band(band) -%}
    case {{ band }}
        when 'few' then {{ smallest_head_count() }} - 1
        when '5-9' then 9
        when '10-49' then 49
        when '50-99' then 99
        when '100-499' then 499
        else 1000000
    end
{%- endmacro %}
