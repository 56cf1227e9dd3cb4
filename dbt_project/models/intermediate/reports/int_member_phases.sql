with

cells as (

    select * from {{ ref('publication_cells') }}
    where status_code = 'published' and indicator_key <> 0

)

{% for phase in ['start', 'end', 'single'] %}
    select
        cells.family_key,
        members.indicator_key,
        members.period_key,
        '{{ phase }}' as phase_code,
        members.{{ phase }}_submission_key as submission_key,
        members.{{ phase }}_score as score,
        members.person_number,
        members.start_submission_key as pair_number,
        cells.publication_cell_number,
        coalesce(submissions.language_code, 'unknown') as language_code
    from {{ ref('int_members') }} as members
    inner join cells
        using (questionnaire_code, indicator_key, period_key, pairing_status_code, service_key)
    inner join {{ ref('stg_submissions') }} as submissions
        on members.{{ phase }}_submission_key = submissions.submission_key
    {{ 'union all' if not loop.last }}
{% endfor %}
