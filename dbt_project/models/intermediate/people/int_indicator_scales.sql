-- A table, because Python models read it.
select
    indicator_key,
    item_count * (item_high - item_low) as step_count,
    score_low,
    score_high
from {{ ref('stg_codebook__indicators') }}
