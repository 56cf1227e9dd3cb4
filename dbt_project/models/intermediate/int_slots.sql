with

cells as (

    select * from {{ ref('publication_cells') }}
    where distribution_number is not null

),

members as (

    select
        cells.distribution_number,
        members.indicator_key,
        members.start_submission_key,
        members.end_submission_key,
        members.single_submission_key
    from {{ ref('int_members') }} as members
    inner join cells
        using (questionnaire_code, indicator_key, period_key, pairing_status_code, service_key)

)

{% for phase in ['start', 'end', 'single'] %}
    select
        {{ slot_number('distribution_number', "'" ~ phase ~ "'") }} as slot_number,
        indicator_key,
        {{ phase }}_submission_key as submission_key
    from members
    where {{ phase }}_submission_key is not null
    {{ 'union all' if not loop.last }}
{% endfor %}
