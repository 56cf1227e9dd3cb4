{#- Of several statuses of counts the one that holds for their sum: together, few or number. -#}
{% macro worst_status(columns) -%}
    case
        when 'together' in ({{ columns | join(', ') }}) then 'together'
        when 'few' in ({{ columns | join(', ') }}) then 'few'
        else 'number'
    end
{%- endmacro %}
