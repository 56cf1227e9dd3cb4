with

-- Where there are several languages, and one of them might be published by itself; once per half-year, when
-- it has closed.
several as (

    select
        sums.indicator_key,
        sums.period_key,
        sums.phase_code
    from {{ ref('int_item_sums') }} as sums
    inner join {{ ref('stg_codebook__indicators') }} as indicators on sums.indicator_key = indicators.indicator_key
    left join {{ ref('stg_history__language_groups') }} as known
        on
            indicators.family_key = known.family_key
            and sums.period_key = known.period_key
            and sums.phase_code = known.phase_code
    cross join {{ ref('int_as_of') }} as calendar
    where
        not sums.awaits_end
        and known.family_key is null
        and {{ is_closed('sums.period_key', 'calendar.as_of_date') }}
    group by sums.indicator_key, sums.period_key, sums.phase_code
    having count(distinct sums.language_code) > 1 and max(sums.person_count) >= {{ smallest_scale() }}

),

-- Numbers published by background already divide the people of one cell.
backgrounds as (

    select
        pairs.indicator_key,
        pairs.pair_number,
        -- Which backgrounds, whatever their order, as one number.
        bit_xor({{ code_key(['categories.background_code', 'categories.published_code']) }}) as published_number
    from {{ ref('int_backgrounds') }} as pairs
    inner join {{ ref('int_background_categories') }} as categories
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
