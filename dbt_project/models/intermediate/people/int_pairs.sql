with

episodes as (

    select * from {{ ref('int_episodes') }}

),

scores as (

    select * from {{ ref('int_measurements') }}
    where is_counted

),

-- Repeats within 24 hours are gone: no two submissions of a person, service and phase share a time.
matched as (

    select
        episodes.questionnaire_code,
        scores.indicator_key,
        episodes.person_number,
        episodes.service_key,
        episodes.episode_number,
        min(episodes.answered_at) filter (where episodes.phase_code = 'start') as start_at,
        max(episodes.answered_at) filter (where episodes.phase_code = 'end') as end_at,
        min_by(episodes.submission_key, episodes.answered_at) filter (where episodes.phase_code = 'start')
            as start_submission_key,
        max_by(episodes.submission_key, episodes.answered_at) filter (where episodes.phase_code = 'end')
            as end_submission_key,
        min_by(scores.published_score, episodes.answered_at) filter (where episodes.phase_code = 'start') as start_score,
        max_by(scores.published_score, episodes.answered_at) filter (where episodes.phase_code = 'end') as end_score
    from episodes
    inner join scores on episodes.submission_key = scores.submission_key
    group by all

)

select
    questionnaire_code,
    indicator_key,
    person_number,
    service_key,
    episode_number,
    {{ period_key('coalesce(end_at, start_at)') }} as period_key,
    case
        when end_at is null then 'start_only'
        when start_at is null then 'end_only'
        else 'paired'
    end as pairing_status_code,
    coalesce(end_at, start_at) as member_at,
    cast(episode_number as string) as episode_code,
    start_submission_key,
    end_submission_key,
    start_score,
    end_score
from matched
