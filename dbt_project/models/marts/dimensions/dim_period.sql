with

-- Half-years counted from year 0: 2024H1 is 4048, 2024H2 is 4049.
limits as (

    select
        min(cast((period_key - period_key % 10) / 10 as integer) * 2 + period_key % 10 - 1) as first_half,
        max(cast((period_key - period_key % 10) / 10 as integer) * 2 + period_key % 10 - 1) as last_half
    from {{ ref('int_submissions') }}

),

halves as (

    select
        cast((half - half % 2) / 2 as integer) as period_year,
        cast(half % 2 + 1 as integer) as half_year
    from limits
    cross join unnest(generate_series(first_half, last_half)) as series (half)

)

select
    cast(period_year * 10 + half_year as integer) as period_key,
    period_year || 'H' || half_year as period_code,
    period_year || ', ' || half_year || '. puolivuosi' as period_name_fi,
    period_year || case half_year when 1 then ', första halvåret' else ', andra halvåret' end as period_name_sv,
    period_year || case half_year when 1 then ', first half' else ', second half' end as period_name_en,
    period_year,
    half_year,
    make_date(period_year, half_year * 6 - 5, 1) as start_date,
    make_date(period_year, half_year * 6, case half_year when 1 then 30 else 31 end) as end_date
from halves
