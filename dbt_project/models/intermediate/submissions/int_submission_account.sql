with

-- Whoever is accounted for is only counted. There are few others.
summed as {{ once() }}(

    select
        questionnaire_code,
        indicator_key,
        period_key,
        member_period_key,
        fate_code,
        case when fate_code is null then submission_key end as submission_key,
        count(*) as submission_count
    from {{ ref('int_form_fates') }}
    group by all

),

others as {{ once() }}(

    select
        summed.submission_key,
        summed.indicator_key,
        summed.period_key,
        submissions.person_number,
        submissions.service_key
    from summed
    inner join {{ ref('int_submissions') }} as submissions on summed.submission_key = submissions.submission_key
    where summed.fate_code is null

),

their_episodes as {{ once() }}(

    select
        others.submission_key,
        others.indicator_key,
        episodes.questionnaire_code,
        episodes.person_number,
        episodes.service_key,
        episodes.episode_number
    from others
    inner join {{ ref('int_episodes') }} as episodes on others.submission_key = episodes.submission_key

),

-- Of several starts of one stay the first counts, of several ends the last.
in_between as (

    select distinct
        theirs.submission_key,
        theirs.indicator_key
    from their_episodes as theirs
    inner join {{ ref('int_pairs') }} as stays
        on
            theirs.questionnaire_code = stays.questionnaire_code
            and theirs.person_number = stays.person_number
            and theirs.service_key = stays.service_key
            and theirs.episode_number = stays.episode_number
            and theirs.indicator_key = stays.indicator_key
    where theirs.submission_key not in (coalesce(stays.start_submission_key, 0), coalesce(stays.end_submission_key, 0))

),

-- Outside pairs a person counts once per service and half-year, and so does one row of a sheet.
counted as (

    select
        indicator_key,
        service_key,
        period_key,
        person_number,
        {{ sheet_row_key('coalesce(start_submission_key, end_submission_key, single_submission_key)') }} as sheet_row_key,
        coalesce(start_submission_key, 0) as start_submission_key,
        coalesce(end_submission_key, 0) as end_submission_key,
        coalesce(single_submission_key, 0) as single_submission_key
    from {{ ref('int_members') }}

),

-- By person and by row apart: "or" in a join would compare everybody with everybody of the service.
another_counts as (

    {% for same in ['others.person_number = counted.person_number', sheet_row_key('others.submission_key') ~ ' = counted.sheet_row_key'] -%}
        select
            others.submission_key,
            others.indicator_key
        from others
        inner join counted using (indicator_key, service_key, period_key)
        where
            {{ same }}
            and others.submission_key
            not in (counted.start_submission_key, counted.end_submission_key, counted.single_submission_key)
        {% if not loop.last %}union{% endif %}
    {% endfor %}

)

select
    summed.questionnaire_code,
    summed.indicator_key,
    summed.period_key,
    summed.member_period_key,
    case
        when summed.fate_code is not null then summed.fate_code
        when in_between.submission_key is not null then 'in_between'
        when another_counts.submission_key is not null then 'another_counts'
        else 'unexplained'
    end as fate_code,
    cast(sum(summed.submission_count) as bigint) as submission_count
from summed
left join in_between
    on
        summed.submission_key = in_between.submission_key
        and summed.indicator_key = in_between.indicator_key
left join another_counts
    on
        summed.submission_key = another_counts.submission_key
        and summed.indicator_key = another_counts.indicator_key
group by all
