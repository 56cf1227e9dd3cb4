with

submissions as (

    select submissions.*
    from {{ ref('int_submissions') }} as submissions
    left join {{ ref('int_repeated_submissions') }} as repeated
        on submissions.submission_key = repeated.submission_key
    where
        repeated.submission_key is null
        and submissions.subject_code = 'person'
        and (submissions.person_number is null or submissions.phase_code = 'single')

),

scores as (

    select * from {{ ref('int_measurements') }}
    where is_counted

)

select
    submissions.questionnaire_code,
    scores.indicator_key,
    submissions.person_number,
    submissions.service_key,
    submissions.period_key,
    -- Without a code nobody can say whether a start has an end: two cross-sections.
    case submissions.phase_code when 'single' then 'single' else submissions.phase_code || '_uncoded' end as pairing_status_code,
    submissions.answered_at as member_at,
    case
        when submissions.person_number is not null then 'single/' || cast(submissions.period_key as string)
        else
            submissions.phase_code || '/' || cast(submissions.form_number as string) || '/'
            || cast(
                row_number() over (
                    partition by scores.indicator_key, submissions.phase_code, submissions.form_number
                    order by submissions.submission_key asc
                ) as string
            )
    end as episode_code,
{% for phase in ['start', 'end', 'single'] %}
    case when submissions.phase_code = '{{ phase }}' then submissions.submission_key end as {{ phase }}_submission_key,
    case when submissions.phase_code = '{{ phase }}' then scores.published_score end as {{ phase }}_score{{ ',' if not loop.last }}
{% endfor %}
from submissions
inner join scores on submissions.submission_key = scores.submission_key
