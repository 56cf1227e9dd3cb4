with

-- Published now: only what differs from that limits a release.
known as (

    select
        measurement_key,
        version_count
    from {{ ref('stg_history__measurements') }}
    where publication_cell_service_key is not null

),

newest as (

    {{ content_sums(ref('int_newest_scores'), ref('int_newest_forms'), ref('int_newest_answers')) }}

),

published as (

    {{ content_sums(ref('stg_history__scores'), ref('stg_history__forms'), ref('stg_history__answers'), 'version_number') }}

)

select newest.measurement_key
from newest
inner join published on newest.measurement_key = published.measurement_key
where newest.content_sum <> published.content_sum
