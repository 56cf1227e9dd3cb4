select
    questionnaire_code,
    period_key,
    question_code,
    summary_language_code,
    summary_text,
    author_name,
    written_date
from {{ source('open', 'summaries') }}
