{#- Whole numbers, rounding and hashes. -#}

{#- The first hexadecimal digits of the md5 of a text as a number: at most 15, which a bigint holds. -#}
{% macro md5_number(text, digits) -%}
    {%- if target.type == 'duckdb' -%}
        cast('0x' || left(md5({{ text }}), {{ digits }}) as bigint)
    {%- else -%}
        cast(conv(left(md5({{ text }}), {{ digits }}), 16, 10) as bigint)
    {%- endif -%}
{%- endmacro %}

{#- Division of whole numbers without the rest; of negative ones towards zero. -#}
{% macro whole_division(left, right) -%}
    {%- if target.type == 'duckdb' -%} {{ left }} // {{ right }} {%- else -%} {{ left }} div {{ right }} {%- endif -%}
{%- endmacro %}

{#- The nearest whole number of a double, of two equally near the even one. -#}
{% macro rounded_to_even(number) -%}
    {%- if target.type == 'duckdb' -%} round_even({{ number }}, 0) {%- else -%} rint({{ number }}) {%- endif -%}
{%- endmacro %}

{#-
    A double with so many decimals, half away from zero. By way of whole numbers, since Spark rounds the text of a
    number and DuckDB the number: 1.005 has two answers. 1.005 x 100 is a little less than 100.5: six decimals of it
    are taken first. Adding 0 makes -0.0 a plain 0.
-#}
{% macro rounded(number, decimals) -%}
    (round(round(({{ number }}) * 1e{{ decimals + 6 }}) / 1e6) / 1e{{ decimals }} + 0)
{%- endmacro %}

{#- One number for several columns; it differs between engines, so nothing may be published of it. -#}
{% macro hash_number(columns) -%}
    {%- if target.type == 'duckdb' -%}
        cast(hash({{ columns | join(', ') }}) as hugeint)
    {%- else -%}
        {%- set texts = [] -%}
        {#- Spark passes over what is null: which column it is would not count. -#}
        {%- for column in columns -%} {%- do texts.append("coalesce(cast(" ~ column ~ " as string), '')") -%} {%- endfor -%}
        cast(xxhash64({{ texts | join(', ') }}) as decimal(38, 0))
    {%- endif -%}
{%- endmacro %}
