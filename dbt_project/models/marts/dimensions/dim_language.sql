select
    {{ code_key(['language_code']) }} as language_key,
    language_code,
    language_name_fi,
    language_name_sv,
    language_name_en
from {{ ref('languages') }}
union all
select
    0 as language_key,
    'unknown' as language_code,
    'Ei tiedossa' as language_name_fi,
    'Uppgift saknas' as language_name_sv,
    'Unknown' as language_name_en
