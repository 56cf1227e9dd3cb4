{#-
    Schemas are named as they are declared: readers of the warehouse know them by name. A catalogue of Spark is
    shared with others, so there each has the name of the build before it.
-#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {%- set name = (custom_schema_name or target.schema) | trim -%}
    {{ name if target.type == 'duckdb' else target.schema ~ '_' ~ name }}
{%- endmacro %}
