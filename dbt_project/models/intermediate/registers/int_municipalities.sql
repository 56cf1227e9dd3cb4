with

spans as (

    select
        *,
        min(valid_from_year) over (partition by municipality_code) as first_year,
        max(valid_to_year) over (partition by municipality_code) as last_year
    from {{ ref('municipalities') }}

)

-- A municipality under its latest name and county; the years are those of all its spans.
select
    municipality_code,
    municipality_name_fi,
    municipality_name_sv,
    municipality_name_en,
    region_code,
    first_year as valid_from_year,
    last_year as valid_to_year
from spans
where valid_to_year = last_year
