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

    {{ contents(ref('int_newest_scores'), ref('int_newest_forms'), ref('int_newest_answers'), 'known') }}

),

published as (

    {{ contents(ref('stg_history__scores'), ref('stg_history__forms'), ref('stg_history__answers'), 'known', 'version_number') }}

),

-- One number for all that is published of a measurement, whatever the order.
summed as (

    select
        measurement_key,
        sum({{ hash_number(['place_code', 'content']) }}) as content_hash
    from newest
    group by measurement_key

),

published_sums as (

    select
        published.measurement_key,
        sum({{ hash_number(['published.place_code', 'published.content']) }}) as content_hash
    from published
    inner join known
        on
            published.measurement_key = known.measurement_key
            and published.version_number = known.version_count
    group by published.measurement_key

)

select measurement_key
from summed
inner join published_sums using (measurement_key)
where summed.content_hash <> published_sums.content_hash
