{#- A pair answers in two phases, everyone else in one. -#}
{% macro answered_phases() -%}
    {% for pairing_status, phase in [
        ('paired', 'start'), ('paired', 'end'), ('start_only', 'start'), ('end_only', 'end'),
        ('start_uncoded', 'start'), ('end_uncoded', 'end'), ('single', 'single')
    ] %}
        select
            '{{ pairing_status }}' as pairing_status_code,
            '{{ phase }}' as phase_code
        {{ 'union all' if not loop.last }}
    {% endfor %}
{%- endmacro %}

{#- The people behind counted answers, and what they chose in all: where option_code is null, people are counted. -#}
{% macro people_asked() -%}
    sum(answer_count) filter (where option_code is null) as asked_count,
    sum(answer_count) filter (where option_code is null and not is_missing) as answered_count,
    sum(answer_count) filter (where option_code is not null and not is_missing) as selected_count
{%- endmacro %}
