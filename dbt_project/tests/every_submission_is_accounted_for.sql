{{ config(meta={'dagster': {'ref': {'name': 'int_submission_account'}}}) }}
-- From the forms that were read to what is published: for each questionnaire, indicator and half-year the
-- forms are those published, and those left out for each reason. What is published is counted in the
-- published tables, what was read in the raw ones: nobody twice, nobody left out without a reason.
with

account as (

    select * from {{ ref('int_submission_account') }}

),

delivered as (

    select
        deliveries.questionnaire_code,
        {{ period_key('submissions.answered_at') }} as period_key,
        count(*) as form_count
    from {{ ref('stg_raw__submissions') }} as submissions
    inner join {{ ref('stg_raw__deliveries') }} as deliveries on submissions.delivery_id = deliveries.delivery_id
    group by all

),

accounted as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        sum(submission_count) as form_count
    from account
    group by all

),

-- A pair has two forms, everybody else one.
scored as (

    select
        questionnaire_key,
        indicator_key,
        period_key,
        sum(form_count) as form_count
    from (
        select
            questionnaire_key,
            indicator_key,
            period_key,
            person_count as form_count
        from {{ ref('fct_indicator_level') }}
        union all
        select
            questionnaire_key,
            indicator_key,
            period_key,
            2 * pair_count as form_count
        from {{ ref('fct_indicator_change') }}
    ) as members
    group by all

),

-- The people of a distribution stand beside every option of a question.
distributions as (

    select distinct
        indicator_key,
        question_key,
        period_key,
        service_key,
        pairing_status_code,
        phase_code,
        person_count
    from {{ ref('fct_answer_distribution') }}

),

distributed as (

    select
        indicator_key,
        question_key,
        period_key,
        sum(person_count) as form_count
    from distributions
    group by all

),

-- Questions left out of a distribution because everybody chose the same.
unanimous as (

    select
        unanimous.question_key,
        phases.indicator_key,
        phases.period_key,
        count(*) as form_count
    from {{ ref('int_unanimous') }} as unanimous
    inner join {{ ref('int_member_phases') }} as phases
        on unanimous.slot_number = {{ slot_number('phases.distribution_number', 'phases.phase_code') }}
    group by all

),

-- Forms that are published as before have numbers below zero.
counting as (

    select
        questionnaire_code,
        indicator_key,
        member_period_key as period_key,
        submission_count,
        fate_code = 'published' as is_distributed
    from account
    where fate_code in ('published', 'published_without_distribution')
    union all
    select
        questionnaire_code,
        indicator_key,
        period_key,
        1 as submission_count,
        distribution_number is not null as is_distributed
    from {{ ref('int_member_phases') }}
    where status_code = 'published' and submission_key < 0

),

published as (

    select
        {{ code_key(['questionnaire_code']) }} as questionnaire_key,
        indicator_key,
        period_key,
        sum(submission_count) as form_count,
        coalesce(sum(submission_count) filter (where is_distributed), 0) as distributed_count
    from counting
    group by all

),

questions as (

    select
        {{ code_key(['questionnaire_code']) }} as questionnaire_key,
        indicator_key,
        question_key
    from {{ ref('int_question_bases') }}

),

compared as (

    select
        'read' as what,
        coalesce(accounted.indicator_key, -1) as indicator_key,
        coalesce(accounted.period_key, delivered.period_key) as period_key,
        delivered.form_count as expected_count,
        accounted.form_count as found_count
    from delivered
    inner join {{ ref('stg_codebook__questionnaires') }} as questionnaires
        on delivered.questionnaire_code = questionnaires.questionnaire_code and questionnaires.subject_code = 'person'
    full join accounted
        on
            delivered.questionnaire_code = accounted.questionnaire_code
            and delivered.period_key is not distinct from accounted.period_key
    union all
    select
        'unexplained' as what,
        indicator_key,
        period_key,
        0 as expected_count,
        submission_count as found_count
    from account
    where fate_code = 'unexplained'
    union all
    select
        'scores' as what,
        indicator_key,
        period_key,
        published.form_count as expected_count,
        scored.form_count as found_count
    from published
    full join scored using (questionnaire_key, indicator_key, period_key)
    where indicator_key <> 0
    union all
    select
        'answers' as what,
        published.indicator_key,
        published.period_key,
        published.distributed_count as expected_count,
        coalesce(distributed.form_count, 0) + coalesce(unanimous.form_count, 0) as found_count
    from published
    inner join questions using (questionnaire_key, indicator_key)
    left join distributed
        on
            questions.question_key = distributed.question_key
            and published.indicator_key = distributed.indicator_key
            and published.period_key = distributed.period_key
    left join unanimous
        on
            questions.question_key = unanimous.question_key
            and published.indicator_key = unanimous.indicator_key
            and published.period_key = unanimous.period_key

)

select *
from compared
where expected_count is distinct from found_count
