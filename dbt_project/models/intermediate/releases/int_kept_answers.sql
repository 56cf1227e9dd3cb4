{{ kept(
    ref('stg_history__answers'),
    ref('int_newest_answers'),
    ['phase_code', 'question_code', 'option_code', 'number_low', 'number_high', 'missing_kind'],
) }}
