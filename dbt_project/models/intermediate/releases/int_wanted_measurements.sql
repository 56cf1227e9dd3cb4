{% set own = [
    'measurement_key', 'questionnaire_code', 'family_key', 'period_key', 'pairing_status_code', 'service_key', 'person_number',
] %}
{% set of_cell = ['publication_cell_service_key', 'publication_cell_service_code', 'is_open'] %}
{% set forms = ['start_submission_key', 'end_submission_key', 'single_submission_key'] %}
{% set scores = ['start_score', 'end_score', 'single_score'] %}
with

cells as (

    select * from {{ ref('int_wanted_cells') }}

),

-- Indicators that share items.
shared as (

    select family_key
    from {{ ref('stg_codebook__indicators') }}
    group by family_key
    having count(*) > 1

),

-- Scores in whole units of 10^-10.
members as (

    select
        {% for column in own + forms %}
            members.{{ column }},
        {% endfor %}
        {% for column in of_cell %}
            cells.{{ column }},
        {% endfor %}
        {% for score in scores %}
            {{ whole_score('members.' ~ score) }} as {{ score }},
        {% endfor %}
        members.indicator_key,
        shared.family_key is not null as has_siblings
    from {{ ref('int_members') }} as members
    inner join cells
        using (questionnaire_code, indicator_key, period_key, pairing_status_code, service_key)
    left join shared on members.family_key = shared.family_key

),

-- One list a person, sorted once: four lists in order take seven times as long, and more memory.
together as (

    select
        {% for column in own %}
            {{ column }},
        {% endfor %}
        {% for column in of_cell + forms %}
            max({{ column }}) as {{ column }},
        {% endfor %}
        {{ sorted_list(record({
            'indicator_key': 'indicator_key',
            'start_score': 'start_score',
            'end_score': 'end_score',
            'single_score': 'single_score',
        })) }} as scores
    from members
    where has_siblings
    group by {{ own | join(', ') }}

)

-- In order of the family's indicators. Of one indicator without grouping: lists of many people do not fit in memory.
select
    {% for column in own + of_cell + forms %}
        {{ column }},
    {% endfor %}
    {% for score in scores %}
        {{ list_of([score]) }} as {{ score }}s,
    {% endfor %}
    {{ list_of(['indicator_key']) }} as indicator_keys
from members
where not has_siblings
union all
select
    {% for column in own + of_cell + forms %}
        {{ column }},
    {% endfor %}
    {% for score in scores %}
        {{ field_of_each('scores', score) }} as {{ score }}s,
    {% endfor %}
    {{ field_of_each('scores', 'indicator_key') }} as indicator_keys
from together
