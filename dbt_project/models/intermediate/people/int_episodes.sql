{% set longest_gap %}interval {{ var('longest_gap_months') }} month{% endset %}
{#- At the same moment a start comes before an end: 'start' sorts after 'end'. -#}
{% set answering_order -%}
    partition by person_number, service_key, questionnaire_code
            order by answered_at asc, phase_code desc, submission_key asc
{%- endset %}
with

submissions as (

    select submissions.*
    from {{ ref('int_submissions') }} as submissions
    left join {{ ref('int_repeated_submissions') }} as repeated
        on submissions.submission_key = repeated.submission_key
    where
        repeated.submission_key is null
        and submissions.subject_code = 'person'
        and submissions.person_number is not null
        and submissions.phase_code in ('start', 'end')

),

ordered as (

    select
        *,
        lag(phase_code) over ({{ answering_order }}) as previous_phase_code,
        max(case when phase_code = 'start' then answered_at end) over (
            {{ answering_order }}
            rows between unbounded preceding and 1 preceding
        ) as last_start_at
    from submissions

),

-- After the longest gap a start is lost to follow-up: a later end is not paired with it, and another
-- start begins anew. The gap runs from the latest start, since who starts again is still there.
opened as (

    select
        *,
        coalesce(answered_at > last_start_at + {{ longest_gap }}, false) as is_late,
        case
            when phase_code = 'end' then 0
            when coalesce(previous_phase_code, 'end') = 'end' then 1
            when answered_at > last_start_at + {{ longest_gap }} then 1
            else 0
        end as opening_count
    from ordered

),

numbered as (

    select
        *,
        cast(
            sum(opening_count) over (
                {{ answering_order }}
                rows between unbounded preceding and current row
            ) as integer
        ) as opened_number
    from opened

)

select
    submission_key,
    questionnaire_code,
    person_number,
    service_key,
    phase_code,
    answered_at,
    -- Number 0: ends before the first start of this person in this service. Negative: ends too
    -- late for the start before them.
    case when phase_code = 'end' and is_late then -opened_number else opened_number end as episode_number
from numbered
