{#- The status of a sum of counts from the statuses of its parts: merged, few or number. -#}
{% macro worst_status(columns) -%}
    case
        when 'merged' in ({{ columns | join(', ') }}) then 'merged'
        when 'few' in ({{ columns | join(', ') }}) then 'few'
        else 'number'
    end
{%- endmacro %}
