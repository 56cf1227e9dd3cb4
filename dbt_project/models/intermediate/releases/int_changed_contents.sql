-- Every version: an answer may be set back to an older one.
select
    measurement_key,
    version_number,
    place_code,
    content
from {{ ref('int_newest_contents') }}
union all
select
    measurement_key,
    version_number,
    place_code,
    content
from {{ ref('int_published_contents') }}
