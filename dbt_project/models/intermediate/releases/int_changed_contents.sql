with

newest as (

    {{ contents(ref('int_newest_scores'), ref('int_newest_forms'), ref('int_newest_answers'), ref('int_changed_measurements')) }}

),

published as (

    {{ contents(
        ref('stg_history__scores'), ref('stg_history__forms'), ref('stg_history__answers'), ref('int_changed_measurements'),
        'version_number',
    ) }}

)

-- Every version: an answer may be set back to an older one.
select * from newest
union all
select * from published
