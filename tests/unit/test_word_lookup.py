"""Declared texts are looked up as they are written first: two of them never become one."""

import pytest

from orchestration.core.words import Words


def test_texts_that_differ_in_their_numbering_alone_keep_their_own_meaning():
    words = Words([("1. mittaus", "start"), ("2. mittaus", "end")])
    found = [words.get(text) for text in ("1. Mittaus", "2.  mittaus:", "mittaus", "3. mittaus")]
    assert found == ["start", "end", None, None]


@pytest.mark.parametrize("text", ["Alku", " alku ", "1. Alku", "1) alku", "ALKU:", "Alku?"])
def test_numbering_and_punctuation_of_a_file_play_no_part_where_they_tell_nothing_apart(text):
    assert Words([("Alku", "start"), ("Loppu", "end")]).get(text) == "start"


def test_another_number_than_the_declared_one_is_another_text():
    words = Words([("1. mittaus", "start"), ("Loppu", "end")])
    assert (words.get("2. mittaus"), words.get("mittaus")) == (None, "start")


def test_texts_that_differ_in_punctuation_alone_keep_their_own_meaning():
    words = Words([("Kyllä", "yes"), ("Kyllä?", "unsure")])
    assert [words.get(text) for text in ("kyllä", "Kyllä?", "Kyllä!")] == ["yes", "unsure", None]


def test_one_text_of_two_meanings_is_a_collision():
    assert Words([("Muu", "a"), (" muu", "b")]).collisions == [(" muu", "a", "b")]
    assert Words([("Muu", "a"), ("muu.", "b"), ("Muu", "a")]).collisions == []
