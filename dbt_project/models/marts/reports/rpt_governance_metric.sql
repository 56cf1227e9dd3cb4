with

facts as (

    select * from {{ ref('fct_governance_metric') }}

),

metrics as (

    select * from {{ ref('dim_metric') }}

),

changes as (

    select * from {{ ref('int_metric_changes') }}

),

joined as (

    select
        facts.*,
        questionnaires.questionnaire_title_fi,
        questionnaires.questionnaire_title_sv,
        questionnaires.questionnaire_title_en,
        metrics.metric_name_fi,
        metrics.metric_name_sv,
        metrics.metric_name_en,
        metrics.kind_code,
        metrics.unit_code,
        metrics.principle_name_fi,
        metrics.principle_name_sv,
        metrics.principle_name_en,
        metrics.is_comparable,
        metrics.note_comparability_fi,
        metrics.note_comparability_en,
        {% for column in ['source_text', 'note_fi', 'note_en'] %}
            case
                when coalesce(changes.source_year = {{ whole_division('facts.period_key', 10) }}, true) then changes.{{ column }}
                else ''
            end as {{ column }},
        {% endfor %}
        choices.option_label_fi,
        choices.option_label_sv,
        choices.option_label_en,
        area_sets.area_set_name_fi,
        area_sets.area_set_name_sv,
        area_sets.area_set_name_en,
        area_sets.area_count as area_set_count,
        changes.previous_wave_code,
        changes.is_series_break,
        changes.note_break_fi,
        changes.note_break_en,
        case
            when metrics.is_comparable and not changes.is_series_break and changes.change_value is not null then changes.panel_count
        end as panel_count,
        case when metrics.is_comparable and not changes.is_series_break then changes.change_value end as change_value,
        case
            when metrics.is_comparable and metrics.kind_code = 'distribution' and facts.denominator > 0
                then rank() over (partition by facts.wave_code, facts.metric_key order by facts.numerator desc nulls last)
        end as rank_number
    from facts
    inner join metrics on facts.metric_key = metrics.metric_key
    inner join {{ ref('dim_questionnaire') }} as questionnaires on facts.questionnaire_key = questionnaires.questionnaire_key
    inner join {{ ref('dim_area_set') }} as area_sets on facts.area_set_key = area_sets.area_set_key
    inner join {{ ref('dim_option') }} as choices on facts.option_key = choices.option_key
    inner join changes
        on
            facts.metric_key = changes.metric_key
            and facts.wave_code = changes.wave_code
            and facts.option_key = changes.option_key

)

select
    period_key,
    date_key,
    wave_code,
    questionnaire_key,
    metric_key,
    area_set_key,
    option_key,
    questionnaire_title_fi,
    questionnaire_title_sv,
    questionnaire_title_en,
    metric_name_fi,
    metric_name_sv,
    metric_name_en,
    option_label_fi,
    option_label_sv,
    option_label_en,
    area_set_name_fi,
    area_set_name_sv,
    area_set_name_en,
    principle_name_fi,
    principle_name_sv,
    principle_name_en,
    kind_code,
    unit_code,
    numerator,
    denominator,
    answered_count,
    area_count,
    area_set_count,
    metric_value,
    value_low,
    value_high,
    {{ metric_text(',', 'ei vastauksia', 'vähintään') }} as value_text_fi,
    {{ metric_text(',', 'inga svar', 'minst') }} as value_text_sv,
    {{ metric_text('.', 'no answers', 'at least') }} as value_text_en,
    cast(rank_number as integer) as rank_number,
    previous_wave_code,
    change_value,
    cast(panel_count as integer) as panel_count,
    {{ change_text(',', '%-yks.') }} as note_change_fi,
    {{ change_text(',', 'procentenheter') }} as note_change_sv,
    {{ change_text('.', 'percentage points') }} as note_change_en,
    is_series_break,
    note_break_fi,
    note_break_en,
    is_comparable,
    note_comparability_fi,
    note_comparability_en,
    source_text,
    note_fi,
    note_en
from joined
