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

-- The newest data are version 0.
scores as (

    {% for version, relation in [('0', ref('int_newest_scores')), ('version_number', ref('stg_history__scores'))] %}
        select
            measurement_key,
            {{ version }} as version_number,
            indicator_key,
            start_score,
            end_score,
            single_score
        from {{ relation }}
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

-- As the newest data say, or as published before where that is what is published. Joined by that and not selected by
-- conditions: the database takes what it selects from for small, and would hold these wide rows in memory.
measurements as (

    select
        published.*,
        scores.indicator_key,
        scores.start_score,
        scores.end_score,
        scores.single_score
    from {{ ref('int_published_measurements') }} as published
    inner join scores
        on
            published.measurement_key = scores.measurement_key
            and case
                when published.status_code = 'published' and not published.is_newest then published.version_count
                when published.status_code <> 'left' then 0
            end = scores.version_number

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
