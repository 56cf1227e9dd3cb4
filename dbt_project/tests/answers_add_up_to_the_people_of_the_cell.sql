{{ config(meta={'dagster': {'ref': {'name': 'fct_answer_distribution'}}}) }}
-- Where one option may be chosen, the options and kinds of missing add up to the people. They do not
-- if an answer has an option that the questionnaire does not know.
select
    distribution.period_key,
    distribution.service_key,
    distribution.indicator_key,
    distribution.question_key,
    distribution.pairing_status_code,
    distribution.phase_code
from {{ ref('fct_answer_distribution') }} as distribution
inner join {{ ref('dim_question') }} as questions on distribution.question_key = questions.question_key
where questions.question_type <> 'multi'
group by
    distribution.period_key,
    distribution.service_key,
    distribution.indicator_key,
    distribution.question_key,
    distribution.pairing_status_code,
    distribution.phase_code,
    distribution.person_count
having sum(distribution.answer_count) <> distribution.person_count
