with

area_sets as (

    select * from {{ ref('area_sets') }}

),

members as (

    select
        area_set_code,
        cast(count(*) as integer) as area_count
    from {{ ref('area_set_members') }}
    group by area_set_code

)

select
    {{ code_key(['area_sets.area_set_code']) }} as area_set_key,
    area_sets.area_set_code,
    area_sets.area_set_name_fi,
    area_sets.area_set_name_sv,
    area_sets.area_set_name_en,
    members.area_count
from area_sets
inner join members on area_sets.area_set_code = members.area_set_code
