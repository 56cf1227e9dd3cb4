{#-
    What the history keeps of published measurements after this release: the versions it has, and the
    newest data of those that are published anew or corrected now.
-#}
{% macro kept(history, newest, columns) -%}
with

published as (

    select * from {{ ref('int_published_measurements') }}
    where status_code = 'published'

),

versions as (

    select * from {{ history }}

),

newest as (

    select * from {{ newest }}

)

select
    versions.measurement_key,
    versions.version_number,
{% for column in columns %}
    versions.{{ column }}{{ ',' if not loop.last }}
    {% endfor %}
from versions
inner join published on versions.measurement_key = published.measurement_key
where versions.version_number < published.version_count + cast(not published.is_changed as integer)
union all
select
    newest.measurement_key,
    published.version_count as version_number,
{% for column in columns %}
    newest.{{ column }}{{ ',' if not loop.last }}
    {% endfor %}
from newest
inner join published on newest.measurement_key = published.measurement_key
where published.is_changed
{%- endmacro %}
