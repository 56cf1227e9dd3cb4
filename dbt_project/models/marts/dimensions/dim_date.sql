with

-- A calendar must be whole years; without data it is the year 2024.
limits as (

    select
        make_date(coalesce(min(period_year), 2024), 1, 1) as first_date,
        make_date(coalesce(max(period_year), 2024), 12, 31) as last_date
    from {{ ref('dim_period') }}

),

series as (

    select {{ each_of(days_between('first_date', 'last_date')) }} as day_at
    from limits

),

days as (

    select cast(day_at as date) as full_date
    from series

),

months as (

    select * from {{ ref('months') }}

)

select
    cast({{ date_key('days.full_date') }} as integer) as date_key,
    days.full_date,
    cast(year(days.full_date) as integer) as calendar_year,
    cast(quarter(days.full_date) as integer) as quarter_number,
    months.month_number,
    months.month_name_fi,
    months.month_name_sv,
    months.month_name_en,
    {{ period_key('days.full_date') }} as period_key
from days
inner join months on month(days.full_date) = months.month_number
