{#- Texts of several rows. -#}

{#-
    The texts of a group behind each other; null if there are none. `order`: expressions, rising, nulls last;
    `where`: only of rows where this holds. Spark's own listagg loses its order in some plans (4.3.0 breaks on them).
-#}
{% macro joined_texts(text, separator, order, where='true') -%}
    {%- if target.type == 'duckdb' -%}
        string_agg({{ text }}, '{{ separator }}' order by {{ order | join(' asc nulls last, ') }} asc nulls last)
        filter (where {{ where }})
    {%- else -%}
        {%- set keys = [] -%}
        {%- for key in order -%} {%- do keys.extend([key ~ ' is null', key]) -%} {%- endfor -%}
        case
            when count({{ text }}) filter (where {{ where }}) > 0
                then array_join(
                    sort_array(collect_list(struct({{ keys | join(', ') }}, {{ text }} as joined)) filter (where {{ where }})).joined,
                    '{{ separator }}'
                )
        end
    {%- endif -%}
{%- endmacro %}
