{#- A number in a sentence: one decimal, the language's decimal mark, and a real minus sign. -#}
{% macro number_in_words(number, language) -%}
    {%- set text = "replace(cast(cast(" ~ rounded(number, 1) ~ " as decimal(18, 1)) as string), '-', '−')" -%}
    {{ "replace(" ~ text ~ ", '.', ',')" if language in ['fi', 'sv'] else text }}
{%- endmacro %}

{#- The sentences of one kind that a report row gets, in order, with the row's numbers in their places. -#}
{% macro sentences(language, kind, separator) -%}
    {%- set text = filled('texts.text_' ~ language, {
            'change': number_in_words('chosen.change_mean', language),
            'size': number_in_words('abs(chosen.change_mean)', language),
            'low': number_in_words('chosen.change_ci_low', language),
            'high': number_in_words('chosen.change_ci_high', language),
            'start': number_in_words('chosen.start_mean', language),
            'missing_start': number_in_words('chosen.lost_to_follow_up_start_mean', language),
            'missing': 'cast(cast(' ~ rounded('100 * (1 - chosen.retention_share)', 0) ~ ' as integer) as string)',
            'pairs': 'cast(chosen.pair_count as string)',
            'services': 'cast(chosen.service_count as string)',
            'covers': 'chosen.covers_' ~ language,
        }) -%}
    {{ joined_texts(text, separator, ['texts.text_order'], "texts.text_kind = '" ~ kind ~ "'") }}
{%- endmacro %}
