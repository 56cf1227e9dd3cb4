-- A table, because Python models read it.
select
    indicator_key,
    cast(item_count * (item_high - item_low) as decimal(18, 10)) as step_count,
    score_low,
    score_high
from {{ ref('stg_codebook__indicators') }}
