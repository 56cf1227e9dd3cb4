{#- A text of seeds/labels.csv in one language, from a CTE named labels. -#}
{% macro label(label_code, language) -%}
    (select label_{{ language }} from labels where label_code = '{{ label_code }}')
{%- endmacro %}

{#- A text with its {places} filled in; `values`: place -> SQL expression of a text. -#}
{% macro filled(template, values) -%}
    {%- set ns = namespace(sql=template) -%}
    {%- for place, value in values.items() -%}
        {%- set ns.sql = "replace(" ~ ns.sql ~ ", '{" ~ place ~ "}', coalesce(" ~ value ~ ", ''))" -%}
    {%- endfor -%}
    {{ ns.sql }}
{%- endmacro %}
