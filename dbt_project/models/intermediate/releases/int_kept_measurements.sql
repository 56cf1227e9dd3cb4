with

-- Tables that are published from this release on: they divide the atoms of their people.
counties as (

    select distinct
        questionnaire_code,
        family_key,
        period_key,
        region_code
    from {{ ref('int_new_background_categories') }}

),

languages as (

    select distinct
        family_key,
        period_key
    from {{ ref('int_reliability_languages') }}

),

answer_languages as (

    select * from {{ ref('int_answer_language_bounds') }}

)

select
    published.measurement_key,
    published.questionnaire_code,
    published.family_key,
    published.person_number,
    published.service_key,
    published.period_key,
    published.pairing_status_code,
    published.publication_cell_service_key,
    published.publication_cell_service_code,
    published.atom_number,
    published.is_new,
    published.version_count,
    published.distribution_service_key,
    published.distribution_service_code,
    published.distribution_atom_number,
    published.distribution_is_new,
    published.distribution_version_count,
    -- What divided its atom in a table that is published once, and never again.
    coalesce(
        case when published.is_bound then known.bound_period_key end,
        case when published.pairing_status_code = 'paired' and published.status_code = 'published' then counties.period_key end,
        case
            when published.pairing_status_code <> 'start_only' and published.status_code = 'published' then languages.period_key
        end,
        answer_languages.period_key
    ) as bound_period_key,
    coalesce(
        case when published.is_bound then known.bound_region_code end,
        case when published.pairing_status_code = 'paired' and published.status_code = 'published' then counties.region_code end
    ) as bound_region_code
-- Joined by equal keys alone: a condition on one side makes the database compare every row with every other.
from {{ ref('int_published_measurements') }} as published
left join {{ ref('int_services') }} as services on published.service_key = services.service_key
left join {{ ref('stg_history__measurements') }} as known on published.measurement_key = known.measurement_key
left join counties
    on
        published.questionnaire_code = counties.questionnaire_code
        and published.family_key = counties.family_key
        and published.period_key = counties.period_key
        and services.region_code = counties.region_code
left join languages
    on
        published.family_key = languages.family_key
        and published.period_key = languages.period_key
left join answer_languages on published.measurement_key = answer_languages.measurement_key
where published.is_kept
