with

answers as (

    select * from {{ ref('int_answers') }}

),

contents as (

    select * from {{ ref('int_answer_contents') }}

)

select
    answers.submission_key,
    contents.answer_number
from answers
inner join contents on {{ same_content('answers', 'contents') }}
