with

-- Where there are several languages, and one of them might stand by itself.
several as (

    select
        indicator_key,
        period_key,
        phase_code
    from {{ ref('int_item_sums') }}
    where language_code is not null
    group by indicator_key, period_key, phase_code
    having count(distinct language_code) > 1 and max(person_count) >= {{ smallest_scale() }}

),

-- What is told of pairs by background already tells people of one cell apart.
told as (

    select
        pairs.indicator_key,
        pairs.pair_number,
        -- Which backgrounds, whatever their order, as one number.
        bit_xor(hash(categories.background_code, categories.published_code)) as published_number
    from {{ ref('int_backgrounds') }} as pairs
    inner join {{ ref('background_categories') }} as categories
        using (questionnaire_code, indicator_key, period_key, region_code, background_code, category_code)
    where pairs.indicator_key in (select several.indicator_key from several)
    group by pairs.indicator_key, pairs.pair_number

)

select
    spoken.family_key,
    spoken.indicator_key,
    spoken.period_key,
    spoken.phase_code,
    spoken.language_code,
    spoken.submission_key,
    spoken.person_number,
    spoken.publication_cell_number,
    coalesce(told.published_number, 0) as published_number,
    cast(spoken.score * 100 as integer) as score
from {{ ref('int_member_phases') }} as spoken
inner join several using (indicator_key, period_key, phase_code)
left join told
    on
        spoken.indicator_key = told.indicator_key
        and spoken.pair_number = told.pair_number
