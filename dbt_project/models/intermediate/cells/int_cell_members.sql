{% set place = 'questionnaire_code, family_key, period_key, pairing_status_code' %}
{% set kinds = ['publication_cell', 'distribution'] %}
{% set phases = ['start', 'end', 'single'] %}
with

services as (

    select * from {{ ref('int_services') }}

),

forms as (

    select * from {{ ref('int_published_details') }}

),

-- As the newest data say, or as published before where that is what is published.
measurements as (

    select
        measurements.*,
        scores.indicator_key,
    {% for phase in phases %}
        scores.{{ phase }}_score{{ ',' if not loop.last }}
    {% endfor %}
    from {{ ref('int_published_measurements') }} as measurements
    inner join {{ ref('int_newest_scores') }} as scores on measurements.measurement_key = scores.measurement_key
    where measurements.status_code <> 'left' and (measurements.is_newest or measurements.status_code = 'suppressed')
    union all
    select
        measurements.*,
        scores.indicator_key,
    {% for phase in phases %}
        scores.{{ phase }}_score{{ ',' if not loop.last }}
    {% endfor %}
    from {{ ref('int_published_measurements') }} as measurements
    inner join {{ ref('stg_history__scores') }} as scores
        on
            measurements.measurement_key = scores.measurement_key
            and measurements.version_count = scores.version_number
    where measurements.status_code = 'published' and not measurements.is_newest

),

families as (

    select
        family_key,
        indicator_key
    from {{ ref('stg_codebook__indicators') }}
    union all
    select
        0 as family_key,
        0 as indicator_key

),

-- A number for each, within the warehouse only. There are few: numbered apart, nobody's row is sorted.
{% for kind in kinds %}
    {{ kind }}_places as (

        select distinct
            {{ place }},
            {{ kind }}_service_key
        from {{ ref('int_published_measurements') }}
        where status_code = 'published' and {{ kind }}_service_key is not null

    ),

    {{ kind }}s as (

        select
            places.*,
            families.indicator_key,
            cast(
                row_number() over (
                    order by
                        places.questionnaire_code, families.indicator_key, places.period_key, places.pairing_status_code,
                        places.{{ kind }}_service_key
                ) as integer
            ) as {{ kind }}_number
        from {{ kind }}_places as places
        inner join families on places.family_key = families.family_key

    ){{ ',' if not loop.last }}

{% endfor %}
select
    measurements.questionnaire_code,
    measurements.family_key,
    measurements.indicator_key,
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
    coalesce(forms.language_code, 'unknown') as language_code,
    {% for phase in phases %}
        measurements.{{ phase }}_submission_key,
        measurements.{{ phase }}_score,
    {% endfor %}
{% for kind in kinds %}
    {{ kind }}s.{{ kind }}_number{{ ',' if not loop.last }}
{% endfor %}
from measurements
left join services on measurements.service_key = services.service_key
-- Of two forms the last one's language.
left join forms
    on
        coalesce(
            measurements.end_submission_key, measurements.start_submission_key, measurements.single_submission_key
        ) = forms.submission_key
{% for kind in kinds %}
    left join {{ kind }}s
        on
            measurements.questionnaire_code = {{ kind }}s.questionnaire_code
            and measurements.indicator_key = {{ kind }}s.indicator_key
            and measurements.period_key = {{ kind }}s.period_key
            and measurements.pairing_status_code = {{ kind }}s.pairing_status_code
            and measurements.{{ kind }}_service_key = {{ kind }}s.{{ kind }}_service_key
{% endfor %}
