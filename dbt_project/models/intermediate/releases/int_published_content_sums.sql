with

-- Published now: only what differs from that limits a release.
known as (

    select
        measurement_key,
        version_count
    from {{ ref('stg_history__measurements') }}
    where publication_cell_service_key is not null

)

{{ content_sums(ref('stg_history__scores'), ref('stg_history__forms'), ref('stg_history__answers'), 'version_number') }}
