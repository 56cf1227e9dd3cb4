{#- What may differ between a pair's two answers, and where it is known. -#}
{% set conditions = {
    'language_changed': ('at_start.language_code <> at_end.language_code', 'true'),
    'form_changed': ('at_start.form_version <> at_end.form_version', 'true'),
    'mode_changed': ('at_start.mode_code <> at_end.mode_code', 'at_start.mode_code is not null or at_end.mode_code is not null'),
    'helped': (
        "at_start.assistance_code = 'helped' or at_end.assistance_code = 'helped'",
        'at_start.assistance_code is not null or at_end.assistance_code is not null'
    ),
} %}
with

members as (

    select * from {{ ref('int_cell_members') }}
    where pairing_status_code = 'paired' and indicator_key <> 0 and distribution_number is not null

),

submissions as (

    select * from {{ ref('int_published_details') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

pairs as (

    select
        members.questionnaire_code,
        members.indicator_key,
        members.period_key,
        members.distribution_service_key as service_key,
        members.minimum_person_count,
        members.person_number,
        -- Those who came to the distribution together, whom a later release can tell from the others.
        case when members.distribution_is_new then members.distribution_atom_number end as atom_number,
    {% for code, (differs, is_known) in conditions.items() %}
        coalesce({{ differs }}, false) as is_{{ code }},
        {{ is_known }} as knows_{{ code }}{{ ',' if not loop.last }}
    {% endfor %}
    from members
    inner join submissions as at_start on members.start_submission_key = at_start.submission_key
    inner join submissions as at_end on members.end_submission_key = at_end.submission_key

),

parted as (

    {% for code in conditions %}
        select
            questionnaire_code,
            indicator_key,
            period_key,
            service_key,
            '{{ code }}' as condition_code,
            atom_number,
            max(minimum_person_count) as smallest,
            count(distinct person_number) filter (where is_{{ code }}) as mixed_person_count,
            count(distinct person_number) filter (where not is_{{ code }}) as rest_person_count
        from pairs
        where atom_number is not null
        group by questionnaire_code, indicator_key, period_key, service_key, atom_number
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

parts_with_few as (

    select distinct
        questionnaire_code,
        indicator_key,
        period_key,
        service_key,
        condition_code,
        true as has_few
    from parted
    where mixed_person_count between 1 and smallest - 1 or rest_person_count between 1 and smallest - 1

),

counted as (

    {% for code in conditions %}
        select
            questionnaire_code,
            indicator_key,
            period_key,
            service_key,
            '{{ code }}' as condition_code,
            max(minimum_person_count) as smallest,
            bool_or(knows_{{ code }}) as is_known,
            cast(count(*) as integer) as pair_count,
            cast(count(*) filter (where is_{{ code }}) as integer) as mixed_count,
            count(distinct person_number) filter (where is_{{ code }}) as mixed_person_count,
            count(distinct person_number) filter (where not is_{{ code }}) as rest_person_count
        from pairs
        group by questionnaire_code, indicator_key, period_key, service_key
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

-- Nobody or a group, on both sides: the rest follows by subtracting.
decided as (

    select
        counted.*,
        case
            when not counted.is_known then 'not_asked'
            when counted.mixed_person_count between 1 and counted.smallest - 1 then 'few'
            when counted.rest_person_count between 1 and counted.smallest - 1 then 'few'
            when parts_with_few.has_few then 'few'
            else 'number'
        end as condition_status_code
    from counted
    left join parts_with_few using (questionnaire_code, indicator_key, period_key, service_key, condition_code)

)

select
    {{ publication_cell_keys('decided', 'services') }},
    decided.condition_code,
    decided.pair_count,
    case when decided.condition_status_code = 'number' then decided.mixed_count end as mixed_count,
    decided.condition_status_code
from decided
left join services on decided.service_key = services.service_key
