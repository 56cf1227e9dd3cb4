with

indicators as (

    select * from {{ ref('dim_indicator') }}

),

reference_values as (

    select * from {{ ref('stg_codebook__indicator_references') }}

)

select
    indicators.indicator_key,
    reference_values.reference_code,
    reference_values.population_fi,
    reference_values.population_en,
    reference_values.reference_year,
    reference_values.reference_mean,
    reference_values.reference_count,
    reference_values.source_text,
    reference_values.note_fi,
    reference_values.note_en,
    reference_values.is_drift_reference
from reference_values
inner join indicators on reference_values.indicator_key = indicators.indicator_key
