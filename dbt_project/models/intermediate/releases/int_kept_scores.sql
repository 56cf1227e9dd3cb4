{{ kept(
    ref('stg_history__scores'),
    ref('int_newest_scores'),
    ['indicator_key', 'start_score', 'end_score', 'single_score'],
) }}
