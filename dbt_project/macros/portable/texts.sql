{#- Texts of several rows. -#}

{#- The texts of a group behind each other, in an order; null if there are none. -#}
{% macro joined_texts(text, separator, order) -%}
    {%- if target.type == 'duckdb' -%}
        string_agg({{ text }}, '{{ separator }}' order by {{ order }})
    {%- else -%}
        listagg({{ text }}, '{{ separator }}') within group (order by {{ order }})
    {%- endif -%}
{%- endmacro %}
