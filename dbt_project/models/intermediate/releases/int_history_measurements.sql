with

measurements as (

    select * from {{ ref('stg_history__measurements') }}

),

last_scores as (

    select
        scores.measurement_key,
        scores.indicator_key,
        {{ whole_score('scores.start_score') }} as start_score,
        {{ whole_score('scores.end_score') }} as end_score,
        {{ whole_score('scores.single_score') }} as single_score,
        scores.indicator_key <> 0 and indicators.indicator_key is null as is_undeclared
    from {{ ref('stg_history__scores') }} as scores
    inner join measurements
        on
            scores.measurement_key = measurements.measurement_key
            and scores.version_number = measurements.version_count
    left join {{ ref('stg_codebook__indicators') }} as indicators
        on
            scores.indicator_key = indicators.indicator_key
            and measurements.family_key = indicators.family_key

),

-- Most have one indicator: lists of many people do not fit in memory.
scores as (

    select
        measurement_key,
        count(*) as indicator_count,
        max(indicator_key) as indicator_key,
        max(start_score) as start_score,
        max(end_score) as end_score,
        max(single_score) as single_score,
        bool_or(is_undeclared) as is_undeclared
    from last_scores
    group by measurement_key

),

several as (

    select
        last_scores.measurement_key,
        {{ sorted_list(record({
            'indicator_key': 'last_scores.indicator_key',
            'start_score': 'last_scores.start_score',
            'end_score': 'last_scores.end_score',
            'single_score': 'last_scores.single_score',
        })) }} as by_indicator
    from last_scores
    inner join scores on last_scores.measurement_key = scores.measurement_key
    where scores.indicator_count > 1
    group by last_scores.measurement_key

),

forms as (

    select
        forms.measurement_key,
        bool_or(forms.phase_code = 'start') as has_start,
        bool_or(forms.phase_code = 'end') as has_end,
        bool_or(forms.phase_code = 'single') as has_single
    from {{ ref('stg_history__forms') }} as forms
    group by forms.measurement_key

)

select
    measurements.measurement_key,
    measurements.questionnaire_code,
    measurements.family_key,
    measurements.person_number,
    measurements.service_key,
    measurements.period_key,
    measurements.pairing_status_code,
    measurements.publication_cell_service_key,
    measurements.publication_cell_service_code,
    measurements.atom_number,
    measurements.is_new,
    measurements.version_count,
    measurements.distribution_service_key,
    measurements.distribution_service_code,
    measurements.distribution_atom_number,
    measurements.distribution_is_new,
    measurements.distribution_version_count,
    measurements.bound_period_key is not null as is_bound,
    {% for column in ['start_score', 'end_score', 'single_score', 'indicator_key'] %}
        case
            when several.measurement_key is not null then {{ field_of_each('several.by_indicator', column) }}
            when scores.measurement_key is not null then {{ list_of(['scores.' ~ column]) }}
        end as {{ column }}s,
    {% endfor %}
    coalesce(forms.has_start, false) as has_start,
    coalesce(forms.has_end, false) as has_end,
    coalesce(forms.has_single, false) as has_single,
    -- It can no longer be published: nobody says what it is about.
    measurements.publication_cell_service_key is not null
    and (coalesce(scores.is_undeclared, true) or questionnaires.questionnaire_code is null) as is_expired,
    withdrawn.person_number is not null as is_withdrawn
from measurements
left join scores on measurements.measurement_key = scores.measurement_key
left join several on measurements.measurement_key = several.measurement_key
left join forms on measurements.measurement_key = forms.measurement_key
left join {{ ref('stg_codebook__questionnaires') }} as questionnaires
    on measurements.questionnaire_code = questionnaires.questionnaire_code
left join {{ ref('int_withdrawn_people') }} as withdrawn on measurements.person_number = withdrawn.person_number
