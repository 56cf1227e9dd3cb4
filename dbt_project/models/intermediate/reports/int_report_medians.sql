with

places as (

    select * from {{ ref('int_report_places') }}

),

cells as (

    select * from {{ ref('publication_cells') }}
    where pairing_status_code = 'paired' and indicator_key <> 0 and distribution_number is not null

),

-- Pairs by the place of their distribution cell: who may be told of by a median is a union of those.
changes as (

    select
        places.level,
        places.group_code,
        cells.period_key,
        cells.indicator_key,
        members.end_score - members.start_score as change_score
    from {{ ref('int_members') }} as members
    inner join cells
        using (questionnaire_code, indicator_key, period_key, pairing_status_code, service_key)
    inner join places on cells.distribution_service_key = places.service_key

)

select
    level,
    group_code,
    period_key,
    indicator_key,
    cast(count(*) as integer) as pair_count,
    cast(percentile_cont(0.5) within group (order by change_score asc) as double) as change_median
from changes
group by level, group_code, period_key, indicator_key
