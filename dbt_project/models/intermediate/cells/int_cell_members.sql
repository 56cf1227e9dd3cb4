{% set cell = 'questionnaire_code, indicator_key, period_key, pairing_status_code' %}
with

measurements as (

    select * from {{ ref('int_published_measurements') }}
    where status_code <> 'left'

),

services as (

    select * from {{ ref('int_services') }}

),

forms as (

    select * from {{ ref('int_published_details') }}

),

languages as (

    select * from {{ ref('languages') }}

),

-- As the newest data say, or as published before where that is what is published.
scores as (

    select
        scores.measurement_key,
        scores.indicator_key,
        scores.start_score,
        scores.end_score,
        scores.single_score
    from {{ ref('int_newest_scores') }} as scores
    inner join measurements on scores.measurement_key = measurements.measurement_key
    where measurements.is_newest or measurements.status_code = 'suppressed'
    union all
    select
        scores.measurement_key,
        scores.indicator_key,
        scores.start_score,
        scores.end_score,
        scores.single_score
    from {{ ref('stg_history__scores') }} as scores
    inner join measurements
        on
            scores.measurement_key = measurements.measurement_key
            and scores.version_number = measurements.version_count
    where not measurements.is_newest and measurements.status_code = 'published'

),

members as (

    select
        measurements.questionnaire_code,
        measurements.family_key,
        scores.indicator_key,
        measurements.period_key,
        measurements.pairing_status_code,
        measurements.service_key,
        coalesce(services.region_code, 'unknown') as region_code,
        measurements.status_code,
        measurements.publication_cell_service_key,
        measurements.publication_cell_service_code,
        measurements.atom_number,
        measurements.is_new,
        measurements.distribution_service_key,
        measurements.distribution_service_code,
        measurements.distribution_atom_number,
        measurements.distribution_is_new,
        measurements.minimum_person_count,
        measurements.minimum_uncoded_count,
        measurements.measurement_key,
        measurements.person_number,
        coalesce(languages.language_code, 'unknown') as language_code,
    {% for phase in ['start', 'end', 'single'] %}
        measurements.{{ phase }}_submission_key,
        scores.{{ phase }}_score{{ ',' if not loop.last }}
    {% endfor %}
    from measurements
    inner join scores on measurements.measurement_key = scores.measurement_key
    left join services on measurements.service_key = services.service_key
    -- Of two forms the last one's language.
    left join forms
        on
            coalesce(
                measurements.end_submission_key, measurements.start_submission_key, measurements.single_submission_key
            ) = forms.submission_key
    left join languages on forms.language_code = languages.language_code

)

select
    *,
{% for kind in ['publication_cell', 'distribution'] %}
    -- A number for each, within the warehouse only.
    case
        when {{ kind }}_service_key is not null
            then cast(dense_rank() over (order by {{ cell }}, {{ kind }}_service_key nulls last) as integer)
    end as {{ kind }}_number{{ ',' if not loop.last }}
{% endfor %}
from members
