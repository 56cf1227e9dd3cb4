{{ config(meta={'dagster': {'ref': {'name': 'dim_metric'}}}) }}
-- Tables that join what is declared to something else have a row for each declaration; dim_municipality
-- has one more, for the unknown municipality.
{% set declared = [
    ('dim_metric', ref('stg_codebook__metrics'), 'metric_key', 0),
    ('dim_municipality', ref('int_municipalities'), 'municipality_code', 1),
    ('fct_indicator_reference', ref('stg_codebook__indicator_references'), "indicator_key || '/' || reference_code", 0),
] %}
{% for table_name, relation, key, more in declared %}
    select '{{ table_name }}' as table_name
    where
        (select count(distinct {{ key }}) + {{ more }} from {{ relation }})
        <> (select count(*) from {{ ref(table_name) }})
    {{ 'union all' if not loop.last }}
{% endfor %}
