-- noqa: disable=LT02
{# Lists, records, and rows made from them. -#}

{#- A list of expressions. -#}
{% macro list_of(expressions) -%}
    {%- if target.type == 'duckdb' -%}
        [{{ expressions | join(', ') }}]
    {%- else -%}
        array({{ expressions | join(', ') }})
    {%- endif -%}
{%- endmacro %}

{#- The element of a list at a place, counted from 1. -#}
{% macro element(list, place) -%}
    {%- if target.type == 'duckdb' -%} list_extract({{ list }}, {{ place }}) {%- else -%} element_at({{ list }}, {{ place }}) {%- endif -%}
{%- endmacro %}

{#- One value of several named fields; `fields`: name -> expression. -#}
{% macro record(fields) -%}
    {%- if target.type == 'duckdb' -%}
        {
        {%- for name, value in fields.items() %} '{{ name }}': {{ value }}{{ ',' if not loop.last }} {%- endfor -%}
        }
    {%- else -%}
        named_struct(
        {%- for name, value in fields.items() %} '{{ name }}', {{ value }}{{ ',' if not loop.last }} {%- endfor -%}
        )
    {%- endif -%}
{%- endmacro %}

{#- The values of a group as a list in order; records by their first field, which must not be null. -#}
{% macro sorted_list(value) -%}
    {%- if target.type == 'duckdb' -%} list_sort(list({{ value }})) {%- else -%} sort_array(collect_list({{ value }})) {%- endif -%}
{%- endmacro %}

{#- One field of every record of a list, as a list. -#}
{% macro field_of_each(list, field) -%}
    {%- if target.type == 'duckdb' -%} [record.{{ field }} for record in {{ list }}] {%- else -%} {{ list }}.{{ field }} {%- endif -%}
{%- endmacro %}

{#- The values of a group where a condition holds, as a list in any order; null if it holds nowhere. -#}
{% macro list_where(value, condition) -%}
    {%- if target.type == 'duckdb' -%}
        list({{ value }}) filter (where {{ condition }})
    {%- else -%}
        case when bool_or({{ condition }}) then collect_list({{ value }}) filter (where {{ condition }}) end
    {%- endif -%}
{%- endmacro %}

{#- The different values of a group as a list in any order, without nulls; empty if there are none. -#}
{% macro distinct_list(value) -%}
    {%- if target.type == 'duckdb' -%}
        coalesce(list(distinct {{ value }}) filter (where {{ value }} is not null), [])
    {%- else -%}
        collect_set({{ value }})
    {%- endif -%}
{%- endmacro %}

{#- A row for each element of a list, as the one column; none for an empty list. -#}
{% macro each_of(list) -%}
    {%- if target.type == 'duckdb' -%} unnest({{ list }}) {%- else -%} explode({{ list }}) {%- endif -%}
{%- endmacro %}

{#- How many elements a list has. -#}
{% macro length_of(list) -%}
    {%- if target.type == 'duckdb' -%} len({{ list }}) {%- else -%} size({{ list }}) {%- endif -%}
{%- endmacro %}

{#- The smallest elements of a list, at most so many. -#}
{% macro smallest_of(list, count) -%}
    {%- if target.type == 'duckdb' -%} list_slice(list_sort({{ list }}), 1, {{ count }})
    {%- else -%} slice(sort_array({{ list }}), 1, {{ count }}) {%- endif -%}
{%- endmacro %}

{#- The whole numbers from one to another as a list; empty if the second is smaller. -#}
{% macro numbers_between(first, last) -%}
    {%- if target.type == 'duckdb' -%}
        generate_series({{ first }}, {{ last }})
    {%- else -%}
        case when {{ first }} <= {{ last }} then sequence({{ first }}, {{ last }}) end
    {%- endif -%}
{%- endmacro %}

{#- The days from one to another as a list; of times or dates, so cast each. -#}
{% macro days_between(first, last) -%}
    {%- if target.type == 'duckdb' -%} generate_series({{ first }}, {{ last }}, interval 1 day)
    {%- else -%} sequence({{ first }}, {{ last }}, interval 1 day) {%- endif -%}
{%- endmacro %}
