"""Pages that are made from declarations are what the declarations say."""

from orchestration.release import data_dictionary


def test_the_data_dictionary_in_git_is_made_from_the_contracts():
    assert data_dictionary.PAGE.read_text(encoding="utf-8") == data_dictionary.page(), (
        "run `make tables`"
    )


def test_every_published_table_says_its_grain():
    sections = data_dictionary.page().split("\n## ")[1:]
    assert len(sections) == 44
    assert not [section.split("\n")[0] for section in sections if "Grain:" not in section]
