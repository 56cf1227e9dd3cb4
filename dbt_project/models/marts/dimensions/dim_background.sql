with

categories as (

    select distinct
        questionnaire_code,
        background_code,
        category_code,
        published_code
    from {{ ref('int_background_categories') }}

),

questions as (

    select * from {{ ref('stg_codebook__questions') }}

),

choices as (

    select * from {{ ref('stg_codebook__options') }}
    where not is_missing

),

labels as (

    select * from {{ ref('labels') }}

),

named as (

    select
        categories.*,
        choices.option_order,
    {% for language in ['fi', 'sv', 'en'] %}
        case
            when categories.background_code = 'start_period' and categories.category_code = 'earlier'
                then {{ label('started_earlier', language) }}
            when categories.background_code = 'start_period'
                then {{ filled(label('started_in', language), {
                    'half': "left(categories.category_code, 4) || 'H' || right(categories.category_code, 1)"
                }) }}
            else coalesce(choices.label_{{ language }}, {{ label('no_answer', language) }})
        end as category_name_{{ language }},
        coalesce(questions.text_{{ language }}, {{ label('start_period', language) }})
            as background_name_{{ language }}{{ ',' if not loop.last }}
    {% endfor %}
    from categories
    left join questions
        on
            categories.questionnaire_code = questions.questionnaire_code
            and categories.background_code = questions.question_code
    left join choices
        on
            categories.questionnaire_code = choices.questionnaire_code
            and categories.background_code = choices.question_code
            and categories.category_code = choices.option_code

),

merged as (

    select
        questionnaire_code,
        background_code,
        published_code,
        count(*) as category_count,
        {% for language in ['fi', 'sv', 'en'] %}
            min(background_name_{{ language }}) as background_name_{{ language }},
            {{ joined_texts('category_name_' ~ language, '; ', ['option_order', 'category_code']) }}
                as covers_{{ language }},
        {% endfor %}
        min(
            case
                when category_code = 'earlier' then coalesce(option_order, 0)
                when background_code = 'start_period' then cast(category_code as integer)
                else option_order
            end
        ) as option_order
    from named
    group by questionnaire_code, background_code, published_code

)

select
    {{ code_key(['questionnaire_code', 'background_code', 'published_code']) }} as background_key,
    questionnaire_code,
    background_code,
    background_name_fi,
    background_name_sv,
    background_name_en,
    published_code as category_code,
    -- Merged categories come last.
    cast(coalesce(case when category_count = 1 then option_order end, 99999) as integer) as category_order,
    {% for language in ['fi', 'sv', 'en'] %}
        case
            when category_count = 1 then covers_{{ language }}
            else {{ filled(label('merged_categories', language), {'count': 'cast(category_count as string)'}) }}
        end as category_name_{{ language }},
    {% endfor %}
    covers_fi,
    covers_sv,
    covers_en,
    category_count > 1 as is_merged
from merged
