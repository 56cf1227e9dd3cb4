with

arrivals as (

    select max(landed_at) as arrived_at from {{ ref('int_deliveries') }}

),

answers as (

    {{ latest_answer() }}

)

select cast(greatest(arrivals.arrived_at, answers.latest_at) as date) as as_of_date
from arrivals
cross join answers
