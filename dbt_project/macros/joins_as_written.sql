{#-
    DuckDB guesses that a filter on a small table leaves next to nothing of the four million answers
    joined to it, and then hashes the answers (0.5 GB) instead of the submissions. These hooks make it
    join in the order of the text, hashing the right side.
-#}
{% macro joins_as_written() -%}
    set disabled_optimizers = 'join_order,build_side_probe_side'
{%- endmacro %}

{% macro joins_as_planned() -%}
    set disabled_optimizers = ''
{%- endmacro %}
