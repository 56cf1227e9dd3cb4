with

categories as (

    select distinct
        questionnaire_code,
        background_code,
        category_code,
        published_code
    from {{ ref('background_categories') }}

),

questions as (

    select * from {{ source('codebook', 'questions') }}

),

choices as (

    select * from {{ source('codebook', 'options') }}
    where not is_missing

),

named as (

    select
        categories.*,
        choices.option_order,
        {% for language, unanswered, start, question in [
            ('fi', 'Ei vastausta', ', aloittaneet', 'Aloituspuolivuosi'),
            ('sv', 'Inget svar', ', började', 'Halvår för starten'),
            ('en', 'No answer', ', started', 'Half-year of the start'),
        ] %}
        case
            when categories.background_code = 'start_period'
                then left(categories.category_code, 4) || 'H' || right(categories.category_code, 1) || '{{ start }}'
            else coalesce(choices.label_{{ language }}, '{{ unanswered }}')
        end as category_name_{{ language }},
        coalesce(questions.text_{{ language }}, '{{ question }}')
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

together as (

    select
        questionnaire_code,
        background_code,
        published_code,
        count(*) as category_count,
        {% for language in ['fi', 'sv', 'en'] %}
            min(background_name_{{ language }}) as background_name_{{ language }},
            string_agg(category_name_{{ language }}, '; ' order by option_order asc nulls last, category_code asc)
                as covers_{{ language }},
        {% endfor %}
        min(coalesce(option_order, case when background_code = 'start_period' then cast(category_code as integer) end))
            as option_order
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
    -- Those that stand together come last.
    cast(coalesce(case when category_count = 1 then option_order end, 99999) as integer) as category_order,
    case when category_count = 1 then covers_fi else 'Muut (' || category_count || ' luokkaa)' end as category_name_fi,
    case when category_count = 1 then covers_sv else 'Övriga (' || category_count || ' klasser)' end as category_name_sv,
    case when category_count = 1 then covers_en else 'Other (' || category_count || ' categories)' end
        as category_name_en,
    covers_fi,
    covers_sv,
    covers_en,
    category_count > 1 as is_merged
from together
