{% for phase in ['start', 'end', 'single'] %}
    select
        measurement_key,
        questionnaire_code,
        family_key,
        '{{ phase }}' as phase_code,
        {{ phase }}_submission_key as submission_key
    from {{ ref('int_wanted_measurements') }}
    where {{ phase }}_submission_key is not null
    {{ 'union all' if not loop.last }}
{% endfor %}
