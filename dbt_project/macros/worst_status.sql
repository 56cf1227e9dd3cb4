{#- Of several statuses of counts the one that holds for their sum: together, few or number. -#}
{% macro worst_status(columns) -%}
    case
        when 'merged' in ({{ columns | join(', ') }}) then 'merged'
        when 'few' in ({{ columns | join(', ') }}) then 'few'
        else 'number'
    end
{%- endmacro %}
