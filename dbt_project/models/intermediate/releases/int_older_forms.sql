{% for phase in ['start', 'end', 'single'] %}
    select
        measurement_key,
        questionnaire_code,
        version_count as version_number,
        '{{ phase }}' as phase_code,
        {{ phase }}_submission_key as submission_key
    from {{ ref('int_published_measurements') }}
    where status_code = 'published' and not is_newest and {{ phase }}_submission_key is not null
    {{ 'union all' if not loop.last }}
{% endfor %}
