with

members as (

    select * from {{ ref('int_cell_members') }}
    where distribution_number is not null and indicator_key <> 0

),

indicators as (

    select * from {{ ref('stg_codebook__indicators') }}

),

-- Answers above the lowest ones, all items together: what a published score is made of.
scaled as (

    select
        members.*,
        indicators.score_low,
        (indicators.score_high - indicators.score_low) as score_range,
        indicators.item_count * (indicators.item_high - indicators.item_low) as step_count
    from members
    inner join indicators on members.indicator_key = indicators.indicator_key

)

select
    distribution_number,
    publication_cell_number,
    coalesce(start_submission_key, end_submission_key, single_submission_key) as submission_key,
    cast(round(step_count) as integer) as highest_steps,
    cast(
        round(cast(coalesce(start_score, end_score, single_score) - score_low as double) * step_count / nullif(score_range, 0))
        as integer
    ) as first_steps,
    cast(
        round(
            cast(case when pairing_status_code = 'paired' then end_score end - score_low as double) * step_count
            / nullif(score_range, 0)
        ) as integer
    ) as second_steps
from scaled
