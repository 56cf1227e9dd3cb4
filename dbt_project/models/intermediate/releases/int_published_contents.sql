{{ contents(
    ref('stg_history__scores'), ref('stg_history__forms'), ref('stg_history__answers'), ref('int_changed_measurements'),
    'version_number',
) }}
