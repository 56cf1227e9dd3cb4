-- Something else is published of these than their forms say now: what was published before.
{% for phase in ['start', 'end', 'single'] %}
    select
        newest.{{ phase }}_submission_key as submission_key,
        newest.indicator_key
    from {{ ref('int_members') }} as newest
    inner join {{ ref('int_published_measurements') }} as published on newest.measurement_key = published.measurement_key
    where published.status_code = 'published' and not published.is_newest and newest.{{ phase }}_submission_key is not null
    {{ 'union all' if not loop.last }}
{% endfor %}
