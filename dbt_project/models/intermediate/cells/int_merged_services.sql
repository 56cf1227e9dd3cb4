-- In a cell or in a distribution; a set that is in both is one.
{% for kind in ['publication_cell', 'distribution'] %}
    select
        {{ kind }}_service_key as service_key,
        {{ kind }}_service_code as service_code,
        service_key as member_key
    from {{ ref('int_publication_cells') }}
    where {{ kind }}_service_code is not null
    {{ 'union' if not loop.last }}
{% endfor %}
