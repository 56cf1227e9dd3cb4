{#-
    What a report says of change, and what it asks, in words for those whose change it is. Columns:
    those of rpt_indicator_change. A fall never says that a service failed, and nobody is ranked.
-#}

{#- A number in a sentence: one decimal, and a real minus sign. -#}
{% macro in_words(number, language='en') -%}
    replace(
        {% if language == 'fi' -%}
            replace(cast(cast({{ number }} as decimal(18, 1)) as varchar), '.', ',')
        {%- else -%}
        cast(cast({{ number }} as decimal(18, 1)) as varchar)
    {%- endif %}, '-', '−'
    )
{%- endmacro %}

{% macro said_of_change(language) -%}
    {%- set words = {
        'fi': {
            'too_few': 'Liian vähän vastauksia: liian harvasta on sekä alku- että loppuvastaus, joten muutoksesta ei voi'
            ~ ' sanoa mitään.',
            'elsewhere': ' Pareista kerrotaan toisella rivillä.',
            'no_clear_change': 'Ei selvää muutosta: pisteet muuttuivat keskimäärin ', 'zero': '. Muutos voi olla myös nolla.',
            'improved': 'Parani', 'declined': 'Heikkeni', 'rose': ': pisteet nousivat keskimäärin ',
            'fell': ': pisteet laskivat keskimäärin ', 'end': '.', 'low_is_better': ' Pienempi pistemäärä on parempi.',
            'unpublished': ' Tästä ryhmästä ei voi kertoa, kuinka monelta alussa vastanneelta loppuvastaus puuttuu.',
            'lost': ' Kaikista tähän mennessä aloittaneista loppuvastaus puuttuu ', 'percent': ' %:lta',
            'open': '; osa voi vielä vastata', 'baseline': ' Heidän alkupisteensä olivat keskimäärin ',
            'pairs': ', molemmilla kerroilla vastanneiden ',
            'uncoded': ' Osa vastasi ilman vastaajakoodia: ei tiedetä, vastasivatko alussa ja lopussa samat ihmiset, joten'
            ~ ' heidän vastaustensa erotus ei ole muutos.',
            'rise': ' Pisteiden nousu', 'fall': ' Pisteiden lasku',
            'caution': ' ei suoraan kerro, että palvelu epäonnistuisi.',
        },
        'en': {
            'too_few': 'Too few answers: too few people answered both at the start and at the end, so nothing can be said'
            ~ ' of a change.',
            'elsewhere': ' The pairs are told of in another row.',
            'no_clear_change': 'No clear change: on average scores changed by ', 'zero': '. The change may also be zero.',
            'improved': 'Improved', 'declined': 'Declined', 'rose': ': on average scores rose by ',
            'fell': ': on average scores fell by ', 'end': '.', 'low_is_better': ' A lower score is better.',
            'unpublished': ' How many of those who answered at the start lack an end answer cannot be told for this group.',
            'lost': ' Of everybody who has started so far ', 'percent': ' % lack an end answer',
            'open': '; some may still give one', 'baseline': ' On average they started at ',
            'pairs': ', those who answered both times at ',
            'uncoded': ' Some answered without a respondent code: nobody knows whether the same people answered at start'
            ~ ' and end, so the difference of their answers is no change.',
            'rise': ' A rising score', 'fall': ' A falling score',
            'caution': ' does not directly mean a failing service.',
        },
    }[language] -%}
    case conclusion_code
        when 'too_few_answers'
            then '{{ words.too_few }}' || case pair_status_code when 'merged' then '{{ words.elsewhere }}' else '' end
        when 'no_clear_change' then '{{ words.no_clear_change }}' || change_{{ language }} || '{{ words.zero }}'
        else
            case conclusion_code when 'improved' then '{{ words.improved }}' else '{{ words.declined }}' end
            || case when change_mean > 0 then '{{ words.rose }}' else '{{ words.fell }}' end
            || size_{{ language }} || '{{ words.end }}'
    end
    || case when higher_is = 'worse' and pair_count is not null then '{{ words.low_is_better }}' else '' end
    || case
        when retention_share is null then '{{ words.unpublished }}'
        when retention_share < 1
            then
                '{{ words.lost }}' || lost_to_follow_up_percent || '{{ words.percent }}'
                || case when is_open then '{{ words.open }}' else '' end || '.'
                || case
                    when lost_to_follow_up_start_mean is not null
                        then
                            '{{ words.baseline }}' || {{ in_words('lost_to_follow_up_start_mean', language) }}
                            -- A row without pairs has nobody to compare with.
                            || coalesce('{{ words.pairs }}' || {{ in_words('start_mean', language) }}, '') || '.'
                    else ''
                end
        else ''
    end
    || case when has_uncoded then '{{ words.uncoded }}' else '' end
    || case when higher_is = 'worse' then '{{ words.rise }}' else '{{ words.fall }}' end
    || '{{ words.caution }}'
{%- endmacro %}

{#- Questions for clients and staff to talk over; none of them has a right answer. -#}
{% macro asked_of_change(language) -%}
    {%- set words = {
        'fi': {
            'too_few': 'Kysytäänkö sekä alussa että lopussa, ja saavatko kaikki vastaajakoodin? Mitä muuta vastaajat ovat kertoneet?',
            'no_clear_change': 'Tunnistammeko tuloksen? Mikä arjessa on muuttunut, mikä pysynyt ennallaan?',
            'improved': 'Mikä auttoi? Olisiko osa muutoksesta tapahtunut muutenkin, jos moni aloitti heikosta tilanteesta?',
            'declined': 'Mitä muuta elämässä tapahtui palvelun aikana? Vastattiinko lopussa samanlaisessa tilanteessa kuin alussa?',
            'lost': ' Ketkä jäivät ilman loppuvastausta, ja miksi?',
        },
        'en': {
            'too_few': 'Is it asked both at the start and at the end, and does everybody get a respondent code? What else have people told?',
            'no_clear_change': 'Do we recognise the result? What has changed in daily life, and what has not?',
            'improved': 'What helped? Would some of it have come anyway, if many started from a hard place?',
            'declined': 'What else happened in life during the service? Was the end answered in a situation like that of the start?',
            'lost': ' Who is missing at the end, and why?',
        },
    }[language] -%}
    case conclusion_code
        when 'too_few_answers' then '{{ words.too_few }}'
        when 'no_clear_change' then '{{ words.no_clear_change }}'
        when 'improved' then '{{ words.improved }}'
        else '{{ words.declined }}'
    end
    || case when coalesce(retention_share, 0) < 1 then '{{ words.lost }}' else '' end
{%- endmacro %}
