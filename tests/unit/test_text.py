"""Texts that are the same wording however a tool wrote them."""

import pytest

from orchestration.core.text import normalise


@pytest.mark.parametrize(
    "variant",
    [
        "Kuulun ryhmään.",
        "kuulun  ryhmään:",
        "3. Kuulun ryhmään",
        "Kuulun\u00a0ryhmään",
        "\u200fKuulun ryhmään\u200e ",
    ],
)
def test_layout_marks_case_and_numbering_do_not_matter(variant):
    assert normalise(variant) == "kuulun ryhmään"


def test_persian_and_arabic_keyboards_write_the_same_letter():
    assert normalise("كاملاً موافقم") == normalise("کاملاً موافقم")


def test_digits_of_other_scripts_are_digits():
    assert normalise("۵") == "5"


def test_other_words_stay_other_words():
    assert normalise("Kuulun ryhmään") != normalise("Kuulun yhteisöön")
