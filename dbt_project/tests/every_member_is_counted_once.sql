{{ config(meta={'dagster': {'ref': {'name': 'fct_indicator_level'}}}) }}
-- Everyone with a score is published in one of the two indicator tables, or suppressed: nobody twice,
-- nobody left out.
with

places as (

    select sum(person_count) as member_count from {{ ref('fct_indicator_level') }}
    union all
    select sum(pair_count) as member_count from {{ ref('fct_indicator_change') }}
    union all
    select sum(member_count) as member_count from {{ ref('int_publication_cells') }}
    where status_code = 'suppressed' and indicator_key <> 0

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
