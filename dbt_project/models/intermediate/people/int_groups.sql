with

members as (

    select * from {{ ref('int_members') }}

),

services as (

    select * from {{ ref('int_services') }}

),

calendar as (

    select * from {{ ref('int_as_of') }}

),

counted as (

    select
        questionnaire_code,
        family_key,
        indicator_key,
        period_key,
        pairing_status_code,
        service_key,
        list(distinct person_number) filter (where person_number is not null) as person_numbers,
        count(*) filter (where person_number is null) as uncoded_count,
        count(*) as member_count,
        -- Whole hundredths: scores that differ by less are as good as the same.
        [
            cast(min(start_score) * 100 as integer),
            cast(max(start_score) * 100 as integer),
            cast(min(end_score) * 100 as integer),
            cast(max(end_score) * 100 as integer),
            cast(min(end_score - start_score) * 100 as integer),
            cast(max(end_score - start_score) * 100 as integer),
            cast(min(single_score) * 100 as integer),
            cast(max(single_score) * 100 as integer)
        ] as score_ranges
    from members
    group by questionnaire_code, family_key, indicator_key, period_key, pairing_status_code, service_key

)

select
    counted.questionnaire_code,
    counted.family_key,
    counted.indicator_key,
    counted.period_key,
    counted.pairing_status_code,
    counted.service_key,
    coalesce(services.region_code, 'unknown') as region_code,
    coalesce(services.municipality_code, 'unknown') as municipality_code,
    coalesce(services.service_type_code, 'unknown') as service_type_code,
    coalesce(counted.person_numbers, []) as person_numbers,
    counted.uncoded_count,
    counted.member_count,
    counted.score_ranges,
    services.secret_number,
    not {{ is_closed('counted.period_key', 'calendar.as_of_date') }} as is_open
from counted
cross join calendar
left join services on counted.service_key = services.service_key
