select newest.measurement_key
from {{ ref('int_newest_content_sums') }} as newest
inner join {{ ref('int_published_content_sums') }} as published on newest.measurement_key = published.measurement_key
where newest.content_sum <> published.content_sum
