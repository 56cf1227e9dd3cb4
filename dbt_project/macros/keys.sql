{#- Keys come from codes, never from row numbers, so they are the same in every release. -#}

{#- 52 bits of md5 of the codes joined by '/', which no code contains. -#}
{% macro code_key(expressions) -%}
    {{ md5_number(expressions | join(" || '/' || "), 13) }}
{%- endmacro %}

{#- As code_key, 0 (the Unknown member) where the code is null. -#}
{% macro code_key_or_unknown(expression) -%}
    case when {{ expression }} is null then 0 else {{ code_key([expression]) }} end
{%- endmacro %}

{#- Key of a language, or of several that are published as one; 0 where it is not known. -#}
{% macro language_key(language_code) -%}
    case when {{ language_code }} = 'unknown' then 0 else {{ code_key([language_code]) }} end
{%- endmacro %}

{#- Areas are known by their code as a number: '09' -> 9, null -> 0. -#}
{% macro area_key(expression) -%}
    coalesce(cast({{ expression }} as integer), 0)
{%- endmacro %}

{#- Half-year of a timestamp: 2024-03-01 -> 20241. -#}
{% macro period_key(expression) -%}
    cast(year({{ expression }}) * 10 + case when month({{ expression }}) <= 6 then 1 else 2 end as integer)
{%- endmacro %}

{#- A day as a number: 2024-03-01 -> 20240301. -#}
{% macro date_key(expression) -%}
    year({{ expression }}) * 10000 + month({{ expression }}) * 100 + day({{ expression }})
{%- endmacro %}

{#- The day of such a number; an error if there is none. -#}
{% macro date_of_key(expression) -%}
    {%- set months = whole_division(expression, 100) -%}
    make_date({{ whole_division(expression, 10000) }}, ({{ months }}) % 100, {{ expression }} % 100)
{%- endmacro %}

{#- First day of a half-year: 20241 -> 20240101, 20242 -> 20240701. -#}
{% macro period_date_key(expression) -%}
    cast(
        ({{ expression }} - {{ expression }} % 10) * 1000
        + case when {{ expression }} % 10 = 1 then 101 else 701 end
        as integer
    )
{%- endmacro %}

{#- First day of a half-year: 20242 -> 2024-07-01. -#}
{% macro period_start(expression) -%}
    make_date(
        cast(({{ expression }} - {{ expression }} % 10) / 10 as integer),
        case when {{ expression }} % 10 = 1 then 1 else 7 end,
        1
    )
{%- endmacro %}

{#- Half-years counted from year 0: 2024H1 is 4048, 2024H2 is 4049. -#}
{% macro half_number(period) -%}
    cast(({{ period }} - {{ period }} % 10) / 10 as integer) * 2 + {{ period }} % 10 - 1
{%- endmacro %}

{#- The first half-year in which somebody who ends in this one usually started: the longest gap before it. -#}
{% macro first_start_period(period) -%}
    {{ period_key('(' ~ period_start(period) ~ ' - interval ' ~ var('longest_gap_months') ~ ' month)') }}
{%- endmacro %}

{#- Last day of a half-year: 20241 -> 2024-06-30. -#}
{% macro period_end(expression) -%}
    cast(
        make_date(
            cast(({{ expression }} - {{ expression }} % 10) / 10 as integer),
            case when {{ expression }} % 10 = 1 then 6 else 12 end,
            case when {{ expression }} % 10 = 1 then 30 else 31 end
        )
        as date
    )
{%- endmacro %}

{#- Whether nobody more is expected in a half-year, by the date of int_as_of. -#}
{% macro is_closed(period, as_of_date) -%}
    coalesce({{ as_of_date }} >= {{ period_end(period) }} + interval {{ var('period_closes_after_days') }} day, false)
{%- endmacro %}

{#- A submission as one number, inside the warehouse only: it changes when deliveries come and go. -#}
{% macro submission_key(delivery_number, row_number) -%}
    {{ delivery_number }} * 10000000000 + {{ row_number }}
{%- endmacro %}

{#- The delivery of a submission, by its key. -#}
{% macro delivery_number(submission_key) -%}
    {{ whole_division(submission_key, 10000000000) }}
{%- endmacro %}

{#- The sheet's row of a submission: a row per person holds several, so many apart (TIME_POINT_STEP of ingest). -#}
{% macro sheet_row_key(submission_key) -%}
    {{ delivery_number(submission_key) }} * 10000000000 + {{ submission_key }} % 10000000
{%- endmacro %}

{#- A declared option and a kind of missing may share a code ("refused"), so the kind has a path of its own. -#}
{% macro option_key(questionnaire_code, question_code, option_code, is_missing) -%}
    {{ code_key([questionnaire_code, question_code, "case when " ~ is_missing ~ " then 'missing/' else '' end", option_code]) }}
{%- endmacro %}

{#- A person inside the warehouse: 60 bits of the keyed hash. Two of a million share one with p < 1e-6. -#}
{% macro person_number(person_key) -%}
    {{ md5_number(person_key, 15) }}
{%- endmacro %}

{#- 60 bits of md5 of parts, null or not: the same for a person's stay or a form in every release. -#}
{% macro stable_number(expressions) -%}
    {%- set texts = [] -%}
    {%- for expression in expressions -%} {%- do texts.append("coalesce(cast(" ~ expression ~ " as string), '')") -%} {%- endfor -%}
    {{ md5_number(texts | join(" || '/' || "), 15) }}
{%- endmacro %}

{#- A distribution in one phase, inside the warehouse only: answers group faster by a number than by six columns. -#}
{% macro slot_number(distribution_number, phase_code) -%}
    {{ distribution_number }} * 10 + case {{ phase_code }} when 'start' then 1 when 'end' then 2 else 3 end
{%- endmacro %}

{#- The distribution of a slot, by its number. -#}
{% macro distribution_of_slot(slot_number) -%}
    {{ whole_division(slot_number, 10) }}
{%- endmacro %}
