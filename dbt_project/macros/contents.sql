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
        concat_ws('|', option_code, cast(number_low as string), cast(number_high as string), missing_kind) as content
    from {{ answers }}
    where measurement_key in (select measurement_key from {{ keys }})
{%- endmacro %}
