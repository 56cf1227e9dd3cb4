-- noqa: disable=LT02
{#
    How tables, views and seeds are made: by one statement each. A build starts from an empty file that is thrown
    away when it breaks, so nothing is made beside the old table, renamed and dropped again: dbt-duckdb's own
    materializations need eight statements for that. With one, a build of the demo took 7.7 instead of 10.3 CPU
    seconds (106 models and seeds, dbt's start included).
#}
{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}
    {%- if needs_more_than_one_statement() -%} {{ return(dbt.materialization_table_duckdb()) }} {%- endif -%}
    {%- set relation = this.incorporate(type='table') -%}
    {%- if model['language'] == 'python' -%}
        {%- call statement('main', auto_begin=false, language='python') -%}
{{ compiled_code }}

{{ beside_the_database() }}

def materialize(made, connection):
    connection.register('made', made)
    connection.execute('create or replace table {{ relation }} as select * from made')
    connection.unregister('made')
    give_back(connection)
        {%- endcall -%}
    {%- else -%}
        {%- call statement('main', auto_begin=false) -%}
            create or replace table {{ relation }} as ({{ compiled_code }});
            {%- if config.get('contract').enforced %}
                {{ require_contract(relation, model['columns']) }}
            {%- endif -%}
        {%- endcall -%}
    {%- endif -%}
    {{ adapter.commit() }}  {#- of what was begun, if compiling asked the database for something -#}
    {{ return({'relations': [relation]}) }}
{% endmaterialization %}


{% materialization view, adapter='duckdb' %}
    {%- if needs_more_than_one_statement() -%} {{ return(dbt.materialization_view_default()) }} {%- endif -%}
    {%- set relation = this.incorporate(type='view') -%}
    {%- call statement('main', auto_begin=false) -%}
        create or replace view {{ relation }} as ({{ compiled_code }})
    {%- endcall -%}
    {{ adapter.commit() }}  {#- of what was begun, if compiling asked the database for something -#}
    {{ return({'relations': [relation]}) }}
{% endmaterialization %}


{# What belongs to another package, and what has hooks, grants or indexes, is made as dbt makes it anywhere. #}
{% macro needs_more_than_one_statement() %}
    {{ return(
        model['package_name'] != project_name or pre_hooks or post_hooks or config.get('grants') or config.get('indexes')
    ) }}
{% endmacro %}


{#
    A Python model holds its arrays beside the database. Until its table is made the database has two fifths of its
    memory, and so lets go of what it holds of tables that were read before: of three million people 1.7 GB in all
    processes instead of 2.0. Where two nodes are built at once, there are too few answers for any of this.
#}
{% macro beside_the_database() %}
{%- if target.threads > 1 %}
def give_back(connection):
    pass
{%- else %}
_UNITS = {"bytes": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}
_whole = []
_alone = model


def model(dbt, session):
    [[stated]] = session.execute("select current_setting('memory_limit')").fetchall()
    number, unit = stated.split()
    _whole.append(int(float(number) * _UNITS[unit]))
    session.execute(f"set memory_limit = '{_whole[0] * 2 // 5}B'")
    return _alone(dbt, session)


def give_back(connection):
    connection.execute(f"set memory_limit = '{_whole[0]}B'")
{%- endif %}
{% endmacro %}


{# Every column is text, unless _seeds.yml states another type. An empty field is null. #}
{% materialization seed, adapter='duckdb' %}
    {%- if needs_more_than_one_statement() -%} {{ return(dbt.materialization_seed_default()) }} {%- endif -%}
    {%- set relation = this.incorporate(type='table') -%}
    {%- set types = config.get('column_types', {}) -%}
    {%- do store_result('agate_table', response='OK') -%}  {#- dbt asks for one; nobody reads it -#}
    {%- call statement('main', auto_begin=false) -%}
        create or replace table {{ relation }} as (
            select *
            {%- for column, type in types.items() %}
                {{ 'replace (' if loop.first }} cast({{ column }} as {{ type }}) as {{ column }}{{ ')' if loop.last else ',' }}
            {%- endfor %}
            from read_csv(
                '{{ adapter.get_seed_file_path(model) }}', header = true, delim = ',', quote = '"', escape = '"', all_varchar = true
            )
        )
    {%- endcall -%}
    {{ adapter.commit() }}  {#- of what was begun, if compiling asked the database for something -#}
    {{ return({'relations': [relation]}) }}
{% endmaterialization %}


{# An error unless a table has the columns of its contract, in that order, with their types and without gaps. #}
{% macro require_contract(relation, columns) -%}
    {%- set name = relation.schema ~ '.' ~ relation.identifier -%}
    {%- set never_null = [] -%}
    {%- for column in columns.values() if column.constraints -%} {%- do never_null.append(column.name) -%} {%- endfor -%}
    select error('{{ name }} is not as its contract states: ' || string_agg(
        'stated ' || coalesce(stated.column_text, 'nothing') || ', made ' || coalesce(made.column_text, 'nothing'), '; '))
    from (select cid, name || ' ' || lower(type) as column_text from pragma_table_info('{{ name }}')) as made
    full outer join (
        values
        {%- for column in columns.values() %}
            ({{ loop.index0 }}, '{{ column.name }} {{ column.data_type }}'){{ ',' if not loop.last }}
        {%- endfor %}
    ) as stated (cid, column_text) using (cid)
    where stated.column_text is distinct from made.column_text
    having count(*) > 0;
    {%- if never_null %}
    select error('{{ name }} has rows without a value in ' || gaps)
    from (
        select concat_ws(', '
            {%- for column in never_null %}, case when count({{ column }}) < count(*) then '{{ column }}' end {%- endfor %}
        ) as gaps
        from {{ relation }}
    )
    where gaps <> ''
    {%- endif %}
{%- endmacro %}
