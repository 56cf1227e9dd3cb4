select
    questionnaire_code,
    indicator_key,
    period_key,
    stratum_code,
    service_key,
    count(distinct person_number) as person_count,
    count(*) filter (where person_number is null) as uncoded_count,
    count(*) as member_count
from {{ ref('int_members') }}
group by questionnaire_code, indicator_key, period_key, stratum_code, service_key
