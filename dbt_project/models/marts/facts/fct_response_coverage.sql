{% set longest_gap %}interval {{ var('longest_gap_months') }} month{% endset %}
with

counts as (

    select * from {{ ref('int_coverage_counts') }}

),

incomplete as (

    select * from {{ ref('int_incomplete_cohorts') }}

),

periods as (

    select * from {{ ref('dim_period') }}

),

-- No clock: the data are as old as their latest answer.
calendar as (

    {{ latest_answer() }}

)

select
    counts.period_key,
    {{ period_date_key('counts.period_key') }} as date_key,
    counts.region_key,
    counts.questionnaire_key,
    counts.indicator_key,
    counts.paired_count,
    counts.start_only_count,
    case
        when periods.end_date + interval 1 day + {{ longest_gap }} <= calendar.latest_at then 'lost_to_follow_up'
        when periods.start_date + {{ longest_gap }} >= calendar.latest_at then 'awaiting_follow_up'
        else 'mixed'
    end as follow_up_code,
    -- A half-year is partial where starts of it are suppressed, or pairs that may have started in it.
    case
        when counts.has_suppressed_starts or incomplete.latest_end_period_key >= counts.period_key then 'partial'
        else 'complete'
    end as coverage_status_code
from counts
cross join calendar
inner join periods on counts.period_key = periods.period_key
left join incomplete
    on
        counts.region_key = incomplete.region_key
        and counts.indicator_key = incomplete.indicator_key
