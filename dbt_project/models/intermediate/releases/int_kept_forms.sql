{{ kept(
    ref('stg_history__forms'),
    ref('int_newest_forms'),
    ['phase_code', 'period_key', 'language_code', 'form_version', 'assistance_code', 'mode_code'],
) }}
