with

-- Published now: only what differs from that limits a release.
known as (

    select
        measurement_key,
        version_count
    from {{ ref('stg_history__measurements') }}
    where publication_cell_service_key is not null

)

{{ content_sums(ref('int_newest_scores'), ref('int_newest_forms'), ref('int_newest_answers')) }}
