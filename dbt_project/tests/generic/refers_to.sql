{#- Every key of a fact exists in its dimension. `keys`: dimension -> key column, same name on both sides. -#}
{% test refers_to(model, keys) %}
    {% for dimension, key in keys.items() %}
        select
            '{{ key }}' as key_name,
            count(*) as orphan_count
        from {{ model }} as facts
        left join {{ ref(dimension) }} as members on facts.{{ key }} = members.{{ key }}
        where members.{{ key }} is null
        having count(*) > 0
        {{ 'union all' if not loop.last }}
    {% endfor %}
{% endtest %}
