"""What readers see of tables and columns: names and descriptions in each language."""

import re

import pytest
import yaml

from expectations.contracts import contract, words
from orchestration.release import metadata_contracts

TABLES = {**contract.load(), **metadata_contracts.contracts()}


# What a description says of a value that is not there, in each language.
EMPTY = {"fi": r"\btyhj", "sv": r"\bt(?:om|omt|oma)\b", "en": r"\b(?:null|empty|blank)\b"}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.table_name)
def test_a_published_table_and_its_columns_are_named_and_described_in_every_language(table):
    for said in (table, *table.columns):
        for texts in (said.caption, said.description):
            assert set(texts) == set(words.LANGUAGES), said
            assert all(text.strip() == text != "" for text in texts.values()), said
        assert len(set(said.description.values())) == 3, said


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.table_name)
def test_what_may_be_empty_is_said_to_be_empty_in_every_language(table):
    for column in table.columns:
        said = {
            code for code, word in EMPTY.items() if re.search(word, column.description[code], re.I)
        }
        assert said in (set(), set(EMPTY)), (column.name, said)


def test_every_description_of_a_column_is_of_a_column_that_is_published():
    published = {column.name for table in TABLES.values() for column in table.columns}
    for name in words.load():
        stem, _, language = name.rpartition("_")
        family = {f"{stem}_{code}" for code in words.LANGUAGES} if language in EMPTY else {name}
        assert family & published, name


def test_a_column_that_is_described_twice_is_refused(tmp_path):
    texts = {"fi": "a", "sv": "b", "en": "c"}
    for file in ("one.yml", "two.yml"):
        stated = {"place_name_*": {"caption": texts, "description": texts}}
        (tmp_path / file).write_text(yaml.safe_dump(stated), encoding="utf-8")
    with pytest.raises(words.WordsError, match=r"two\.yml: place_name_fi is described already"):
        words.load(tmp_path)


def test_a_family_of_columns_says_which_language_each_is_in():
    assert words.load()["region_name_sv"].caption == {
        "fi": "Hyvinvointialue ruotsiksi",
        "sv": "Välfärdsområde på svenska",
        "en": "County in Swedish",
    }


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.table_name)
def test_no_two_columns_of_a_table_have_the_same_name_even_without_case(table, language):
    """Power BI takes names that differ only by case for the same one."""
    names = [column.caption[language].casefold() for column in table.columns]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_two_tables_have_the_same_name(language):
    names = [table.caption[language].casefold() for table in TABLES.values()]
    assert len(names) == len(set(names))
