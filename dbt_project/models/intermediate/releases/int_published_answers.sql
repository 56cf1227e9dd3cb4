select
    submission_key,
    answer_number
from {{ ref('int_numbered_answers') }}
union all
select
    submission_key,
    answer_number
from {{ ref('int_older_answers') }}
