{% set kept = [
    'questionnaire_code', 'family_key', 'indicator_key', 'period_key', 'pairing_status_code', 'status_code',
    'publication_cell_number', 'distribution_number', 'distribution_service_key', 'person_number',
    'measurement_key', 'atom_number', 'is_new', 'distribution_atom_number', 'distribution_is_new', 'language_code',
] %}
{% for phase in ['start', 'end', 'single'] %}
    select
        {% for column in kept %}
            {{ column }},
        {% endfor %}
        start_submission_key as pair_number,
        '{{ phase }}' as phase_code,
        {{ phase }}_submission_key as submission_key,
        {{ phase }}_score as score
    from {{ ref('int_cell_members') }}
    where {{ phase }}_submission_key is not null
    {{ 'union all' if not loop.last }}
{% endfor %}
