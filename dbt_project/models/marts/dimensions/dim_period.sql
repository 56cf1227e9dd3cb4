with

-- Half-years in which something is published: suppressed people must not make the calendar longer.
shown as (

    select period_key from {{ ref('int_publication_cells') }}
    where status_code = 'published'
    union
    select cast(category_code as integer) as period_key from {{ ref('int_background_categories') }}
    where background_code = 'start_period' and category_code = published_code and category_code <> 'earlier'
    union
    select period_key from {{ ref('int_submissions') }}
    where subject_code = 'organisation'

),

limits as (

    select
        min({{ half_number('period_key') }}) as first_half,
        max({{ half_number('period_key') }}) as last_half
    from shown

),

calendar as (

    select * from {{ ref('int_as_of') }}

),

series as (

    select {{ each_of(numbers_between('first_half', 'last_half')) }} as half
    from limits

),

halves as (

    select
        cast((half - half % 2) / 2 as integer) as period_year,
        cast(half % 2 + 1 as integer) as half_year
    from series

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
    make_date(period_year, half_year * 6, case half_year when 1 then 30 else 31 end) as end_date,
    {{ is_closed('(period_year * 10 + half_year)', '(select calendar.as_of_date from calendar)') }} as is_closed
from halves
