"""The gate's own patterns of personal data: what they find, and which ordinary texts they pass."""

from __future__ import annotations

import pytest

from expectations.rules.personal_data import looks_personal


@pytest.mark.parametrize(
    "text",
    [
        "131052-308T",  # the example of the population register: 131052308 mod 31 = 25 -> T
        "hetu 131052-308t.",
        "010594Y9032",  # 010594903 mod 31 = 2 -> 2, one of the century signs taken up in 2023
        "kirjoita paja@esimerkki.fi",
        "soita +358 40 123 4567",
        "040-1234567",
        "09 123 4567",
    ],
)
def test_personal_data_are_recognised(text: str) -> None:
    assert looks_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "131052-308U",  # the wrong check character
        "2024-01-01",
        "asteikko 0-100, n=395",
        "J. Human Development and Capabilities 23(3), 400–424",
        "doi 10.1080/19452829.2022.2118702",
        "0405060708090a",
        "21 hyvinvointialuetta",
        "20250101",
    ],
)
def test_ordinary_texts_are_not_personal_data(text: str) -> None:
    assert not looks_personal(text)
