select
    questionnaire_code,
    question_code
from {{ ref('stg_codebook__questions') }}
where is_background and publish_code = 'distribution' and question_type in ('single', 'scale')
