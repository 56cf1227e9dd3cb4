{{ content_sums(
    ref('stg_history__scores'), ref('stg_history__forms'), ref('stg_history__answers'), 'version_number'
) }}
