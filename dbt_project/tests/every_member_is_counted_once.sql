{{ config(meta={'dagster': {'ref': {'name': 'fct_indicator_level'}}}) }}
-- Everyone whom a score speaks of is published in one of the two indicator tables, or withheld:
-- nobody twice, nobody lost.
with

places as (

    select sum(person_count) as member_count from {{ ref('fct_indicator_level') }}
    union all
    select sum(pair_count) as member_count from {{ ref('fct_indicator_change') }}
    union all
    select sum(people.member_count) as member_count
    from {{ ref('int_groups') }} as people
    inner join {{ ref('cells') }} as cells
        using (questionnaire_code, indicator_key, period_key, stratum_code, service_key)
    where cells.status_code = 'withheld' and cells.indicator_key <> 0

),

found as (

    select coalesce(sum(member_count), 0) as member_count from places

),

expected as (

    select count(*) as member_count from {{ ref('int_members') }}
    where indicator_key <> 0

)

select
    expected.member_count as expected_count,
    found.member_count as found_count
from expected
cross join found
where expected.member_count <> found.member_count
