"""Names for readers: every published table and column has one in each language."""

import pytest

from expectations.contracts import contract
from orchestration.release import metadata_contracts

TABLES = {**contract.load(), **metadata_contracts.contracts()}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.table_name)
def test_a_published_table_and_its_columns_are_named_in_every_language(table):
    """State `config: {meta: {caption: {fi: …, sv: …, en: …}}}` beside the description."""
    for named in (table, *table.columns):
        assert set(named.caption) == set(contract.LANGUAGES), named
        assert all(text.strip() == text != "" for text in named.caption.values()), named


@pytest.mark.parametrize("language", contract.LANGUAGES)
@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.table_name)
def test_no_two_columns_of_a_table_have_the_same_name_even_without_case(table, language):
    """Power BI takes names that differ only by case for the same one."""
    names = [column.caption[language].casefold() for column in table.columns]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", contract.LANGUAGES)
def test_no_two_tables_have_the_same_name(language):
    names = [table.caption[language].casefold() for table in TABLES.values()]
    assert len(names) == len(set(names))


def test_a_column_that_two_tables_share_has_one_name():
    names = {}
    for table in TABLES.values():
        for column in table.columns:
            names.setdefault(column.name, set()).add(tuple(column.caption.values()))
    assert {name: texts for name, texts in names.items() if len(texts) > 1} == {}
