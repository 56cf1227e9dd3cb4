-- noqa: disable=LT02
{#
    How tables and views are made on Spark. A build starts from databases that are empty and go with it. A table
    with a contract is made with the contract's columns in its types, so that sums and row numbers have those that
    DuckDB gives them; a column that is missing, a number that does not fit and a gap are errors. Python models are
    worked out where dbt runs (orchestration/warehouse/spark_engine.py). Seeds are there before dbt starts.
#}
{% materialization table, adapter='spark', supported_languages=['sql', 'python'] %}
    {%- if needs_more_than_one_statement() -%} {{ return(dbt.materialization_table_spark()) }} {%- endif -%}
    {%- set relation = this.incorporate(type='table') -%}
    {%- if model['language'] == 'python' -%}
        {%- call statement('main', language='python') -%} {{ compiled_code }} {%- endcall -%}
    {%- else -%}
        {%- set columns = model['columns'].values() if config.get('contract').enforced else [] -%}
        {%- call statement('main') -%}
            create table {{ relation }} using parquet as
            {%- for column in columns %}
                {{ 'select' if loop.first }}
                cast({{ column.name }} as {{ 'string' if column.data_type == 'varchar' else column.data_type }}) as {{ column.name }}
                {{- ' from (' if loop.last else ',' }}
            {%- endfor %}
            {{ compiled_code }} {{ ') as made' if columns }}
        {%- endcall -%}
        {{ require_values_on_spark(relation, columns) }}
    {%- endif -%}
    {{ return({'relations': [relation]}) }}
{% endmaterialization %}


{% materialization view, adapter='spark' %}
    {%- if needs_more_than_one_statement() -%} {{ return(dbt.materialization_view_spark()) }} {%- endif -%}
    {%- set relation = this.incorporate(type='view') -%}
    {%- call statement('main') -%}
        create or replace view {{ relation }} as {{ compiled_code }}
    {%- endcall -%}
    {{ return({'relations': [relation]}) }}
{% endmaterialization %}


{# An error if a column that must have values has gaps. The session asks for rows, else nothing is worked out. #}
{% macro require_values_on_spark(relation, columns) -%}
    {%- set never_null = [] -%}
    {%- for column in columns if column.constraints -%} {%- do never_null.append(column.name) -%} {%- endfor -%}
    {%- if never_null -%}
        {%- call statement('gaps', fetch_result=true) -%}
            select raise_error('{{ relation }} has rows without a value in ' || gaps)
            from (
                select concat_ws(', '
                    {%- for column in never_null %}, case when count({{ column }}) < count(*) then '{{ column }}' end {%- endfor %}
                ) as gaps
                from {{ relation }}
            )
            where gaps <> ''
        {%- endcall -%}
    {%- endif -%}
{%- endmacro %}
