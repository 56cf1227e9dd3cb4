with

several as (

    select * from {{ ref('int_several_languages') }}

),

-- Worked out for each category, and not for each of its people.
categories as (

    select
        *,
        {{ code_key(['background_code', 'published_code']) }} as published_number
    from {{ ref('int_background_categories') }}

),

-- Numbers published by background already divide the people of one cell.
backgrounds as (

    select
        pairs.indicator_key,
        pairs.pair_number,
        -- Which backgrounds, whatever their order, as one number.
        bit_xor(categories.published_number) as published_number
    from {{ ref('int_backgrounds') }} as pairs
    inner join categories
        using (questionnaire_code, indicator_key, period_key, region_code, background_code, category_code)
    where pairs.indicator_key in (select several.indicator_key from several)
    group by pairs.indicator_key, pairs.pair_number

)

select
    forms.family_key,
    forms.indicator_key,
    forms.period_key,
    forms.phase_code,
    forms.language_code,
    forms.submission_key,
    forms.person_number,
    forms.atom_number,
    forms.is_new,
    coalesce(backgrounds.published_number, 0) as published_number,
    cast(round(forms.score * 100) as integer) as score
from {{ ref('int_published_forms') }} as forms
inner join several using (indicator_key, period_key, phase_code)
left join backgrounds
    on
        forms.indicator_key = backgrounds.indicator_key
        and forms.pair_number = backgrounds.pair_number
where forms.pairing_status_code <> 'start_only'
