with

languages as (

    select * from {{ ref('languages') }}

),

labels as (

    select * from {{ ref('labels') }}

),

named as (

    select
        language_code,
    {% for language in ['fi', 'sv', 'en'] %}
        language_name_{{ language }},
        language_name_{{ language }} as listed_{{ language }}{{ ',' if not loop.last }}
    {% endfor %}
    from languages
    union all
    select
        'unknown' as language_code,
    {% for language in ['fi', 'sv', 'en'] %}
        {{ label('unknown', language) }} as language_name_{{ language }},
        -- In a list of languages "unknown" would not say what is.
        {{ label('unknown_language', language) }} as listed_{{ language }}{{ ',' if not loop.last }}
    {% endfor %}

),

published as (

    select distinct published_code
    from {{ ref('int_kept_answer_language_counts') }}

),

-- Small languages that are published as one, named after all that could be among them.
merged as (

    select
        published.published_code as language_code,
    {% for language in ['fi', 'sv', 'en'] %}
        {{ filled(label('merged_languages', language), {
            'languages': joined_texts('named.listed_' ~ language, ', ', ['named.language_code'])
        }) }} as language_name_{{ language }}{{ ',' if not loop.last }}
    {% endfor %}
    from published
    inner join named on '+' || published.published_code || '+' like '%+' || named.language_code || '+%'
    where published.published_code like '%+%'
    group by published.published_code

)

select
    {{ language_key('language_code') }} as language_key,
    language_code,
    language_name_fi,
    language_name_sv,
    language_name_en
from named
union all
select
    {{ language_key('language_code') }} as language_key,
    language_code,
    language_name_fi,
    language_name_sv,
    language_name_en
from merged
