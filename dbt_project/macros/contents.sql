{#- Language, version and conditions of these forms of measurements (int_measurement_forms, or some of them). -#}
{% macro details_of(forms) -%}
    select
        forms.measurement_key,
        forms.phase_code,
        submissions.period_key,
        submissions.language_code,
        submissions.form_version,
        submissions.assistance_code,
        submissions.mode_code
    from {{ forms }} as forms
    inner join {{ ref('int_submissions') }} as submissions on forms.submission_key = submissions.submission_key
{%- endmacro %}

{#- Answers of these forms of measurements (int_measurement_forms, or some of them). -#}
{% macro answers_of(forms) -%}
    select
        forms.measurement_key,
        forms.phase_code,
        answers.question_code,
        answers.option_code,
        answers.number_low,
        answers.number_high,
        answers.missing_kind
    from {{ ref('int_answers') }} as answers
    -- First what is asked of a family, which is little: answers by question and form together would be
    -- one line in memory for each answer that anybody may have given.
    left join {{ ref('int_family_questions') }} as questions
        on
            answers.questionnaire_code = questions.questionnaire_code
            and answers.question_code = questions.question_code
    inner join {{ forms }} as forms
        on
            answers.submission_key = forms.submission_key
            and questions.family_key = forms.family_key
{%- endmacro %}

{#-
    All that is published of some measurements, place by place, as text to compare. `keys`: a relation
    with the measurements; `version`: the column that tells versions apart, if there is one.
-#}
{% macro contents(scores, forms, answers, keys, version='null') -%}
    {% for phase in ['start', 'end', 'single'] %}
        select
            measurement_key,
            cast({{ version }} as integer) as version_number,
            'score/{{ phase }}/' || cast(indicator_key as string) as place_code,
            cast(cast({{ phase }}_score as {{ score_type() }}) as string) as content
        from {{ scores }}
        where {{ phase }}_score is not null and measurement_key in (select measurement_key from {{ keys }})
        union all
    {% endfor %}
    {% for column in ['period_key', 'language_code', 'form_version', 'assistance_code', 'mode_code'] %}
        select
            measurement_key,
            cast({{ version }} as integer) as version_number,
            '{{ column }}/' || phase_code as place_code,
            cast({{ column }} as string) as content
        from {{ forms }}
        where {{ column }} is not null and measurement_key in (select measurement_key from {{ keys }})
        union all
    {% endfor %}
    -- Several options of one question are several lines of one place.
    select
        measurement_key,
        cast({{ version }} as integer) as version_number,
        'answer/' || phase_code || '/' || question_code as place_code,
        -- An option and a kind of missing may share a code.
        concat_ws(
            '|', coalesce(option_code, ''), coalesce(cast(number_low as string), ''), coalesce(cast(number_high as string), ''),
            coalesce(missing_kind, '')
        ) as content
    from {{ answers }}
    where measurement_key in (select measurement_key from {{ keys }})
{%- endmacro %}

{#-
    One number for all that is published of each measurement that is published now, whatever the order: only what
    differs from that limits a release, and nothing is put into words to compare it. `version`: the column that tells
    versions apart, of which the last counts.
-#}
{% macro content_sums(scores, forms, answers, version=none) -%}
    {%- set contents = [
        (scores, ['indicator_key', 'start_score', 'end_score', 'single_score']),
        (forms, ['phase_code', 'period_key', 'language_code', 'form_version', 'assistance_code', 'mode_code']),
        (answers, ['phase_code', 'question_code', 'option_code', 'number_low', 'number_high', 'missing_kind']),
    ] %}
    {%- set of_last_version = 'and contents.' ~ version ~ ' = known.version_count' if version else '' -%}
with

known as (

    select
        measurement_key,
        version_count
    from {{ ref('stg_history__measurements') }}
    where publication_cell_service_key is not null

),

hashed as (

    {% for relation, columns in contents %}
        {{ 'union all' if not loop.first }}
        select
            contents.measurement_key,
            {{ hash_number(columns) }} as content_hash
        from {{ relation }} as contents
        inner join known
            on contents.measurement_key = known.measurement_key {{ of_last_version }}
    {% endfor %}

)

select
    measurement_key,
    sum(content_hash) as content_sum
from hashed
group by measurement_key
{%- endmacro %}
