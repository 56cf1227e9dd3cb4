"""Personal data are recognised however they are typed, and ordinary texts are not taken for them."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from orchestration.ingest.identity_codes import refuse_identity_codes
from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.readers import Sheet
from orchestration.privacy.personal_data import (
    about_a_person,
    has_identity_code,
    is_full_name,
    looks_personal,
)

# The specimen code of the Digital and Population Data Services Agency: 131052 + 308 = 131052308,
# 131052308 mod 31 = 25, and T is the check character of 25. 010594903 mod 31 = 2.
SPELLINGS = {
    "as printed": "131052-308T",
    "in a sentence": "asiakas 131052-308t, Lahti",
    "a sign of the 2000s": "131052A308T",
    "a sign of 2023": "010594Y9032",
    "a dash": "131052–308T",
    "a minus sign": "131052−308T",
    "blanks around the sign": "131052 - 308T",
    "no sign": "131052308T",
    "a blank for the sign": "131052 308T",
    "a dot for the sign": "131052.308T",
    "a slash for the sign": "131052/308T",
    "an underscore for the sign": "131052_308T",
    "a hyphen before the check character": "131052-308-T",
    "dots in the date": "13.10.52-308T",
    "slashes in the date": "13/10/52-308T",
    "underscores": "13_10_52_308T",
    "blanks in the date": "13 10 52 308 T",
    "a full year": "13.10.1952-308T",
    "a full year without dots": "13101952-308T",
    "a line break": "131052-\n308T",
    "a line break of Windows": "131052\r\n308T",
    "a zero-width space": "131052\u200b-308T",
    "a word joiner": "131052\u2060-308T",
    "a soft hyphen": "1310\u00ad52-308T",
    "direction marks": "\u200e131052-308T\u200f",
    "full width": "１３１０５２-３０８Ｔ",
    "Arabic digits": "١٣١٠٥٢-٣٠٨T",
    "Persian digits": "۱۳۱۰۵۲-۳۰۸T",
    "O for 0": "131O52-3O8T",
    "l for 1": "13lO52-308T",
    "a word before it": "hetu131052-308T",
    "a word after it": "131052-308Tmatti",
    "a no-break space": "131052\u00a0-\u00a0308T",
    "every character apart": "1 3 1 0 5 2 - 3 0 8 T",
}
NO_IDENTITY_CODES = {
    "another check character": "131052-308U",
    "a respondent code": "3MAR71",
    "a date and a number": "2024-01-311",
    "a longer number": "1131052-308T",
    "digits only": "1310523086",
    "a month 13": "131352-308T",
    "a day 32": "321052-308T",
    "a full year of another century": "13.10.2052-308T",
    "a moment": "05.02.2024 10.03.00",
    "a moment in ISO": "2024-02-05 10:03:00",
    "a moment with fractions": "2024-02-05T10:03:00.123456Z",
    "a mobile number": "040 123 4567",
    "an account": "FI21 1234 5600 0007 85",
    "a response number": "12345678901234",
    "options in one cell": "1 2 3 4 5 6 7 8 9 10",
    "ticks in one cell": "0 1 0 1 0 0 1 0 1 1",
    "a network address": "192.168.100.123",
    "a response id of Qualtrics": "R_3kL1aB2cD3eF4gH",
    "a word": "OLIOLI-OLIO",
}


def _is_refused(text: str) -> bool:
    try:
        refuse_identity_codes([Sheet("a", (pa.array(["x", text]),))])
    except Refusal as refusal:
        return [reason.cell for reason in refusal.reasons] == ["A2"]
    return False


@pytest.mark.parametrize("text", SPELLINGS.values(), ids=SPELLINGS)
def test_an_identity_code_is_recognised_however_it_is_typed(text):
    assert has_identity_code(text)
    assert _is_refused(text)


@pytest.mark.parametrize("text", NO_IDENTITY_CODES.values(), ids=NO_IDENTITY_CODES)
def test_anything_else_is_no_identity_code(text):
    assert not has_identity_code(text)
    assert not _is_refused(text)


def test_a_code_in_the_label_of_a_variable_refuses_the_file_too():
    sheet = Sheet("sav", (pa.array(["q1", "1"]), pa.array(["q2", "2"])), ("", "hetu 131052-308T"))
    with pytest.raises(Refusal) as refused:
        refuse_identity_codes([sheet])
    assert [reason.cell for reason in refused.value.reasons] == ["B1"]


def test_the_first_look_at_a_column_passes_over_moments_and_long_numbers():
    """Millions of them are in files; each that is likely costs a closer look."""
    from orchestration.privacy.personal_data import INVISIBLE, LIKELY_IDENTITY_CODE

    texts = ["2024-02-05 10:03:00", "5.2.2024 10.03.00", "12345678901234", "3MAR71", "130271MAR"]
    seen = pc.replace_substring_regex(pa.array(texts), INVISIBLE, "")
    assert not any(pc.match_substring_regex(seen, LIKELY_IDENTITY_CODE).to_pylist())


@pytest.mark.parametrize(
    "text",
    [
        "kirjoita paja@esimerkki.fi",
        "matti\u200b@esimerkki.fi",
        "soita +358 40 123 4567",
        "0401234567",
        "040\u2011123\u20114567",
        "131052-308T",
    ],
)
def test_addresses_and_phone_numbers_are_personal(text):
    assert looks_personal(text)


@pytest.mark.parametrize(
    "text", ["2024-01-01", "asteikko 0-100, n=395", "20250101", "3MAR71", "@", "a @ b", "klo 12.00"]
)
def test_ordinary_texts_are_not_personal(text):
    assert not looks_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "Matti Meikäläinen",
        "Virtanen, Anna-Liisa",
        "Minna M. Virtanen",
        "Иван Петров",
        "O'Neill Sinéad",
    ],
)
def test_first_and_last_names_are_names(text):
    assert is_full_name(text)
    assert about_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "Raportti",
        "Form Responses 1",
        "Pivot Table 1",
        "Lahden paja",
        "Vastaukset 2024",
        "ALKU",
        "Taul1",
        "a b",
        "",
    ],
)
def test_usual_names_of_sheets_are_no_names_of_people(text):
    assert not about_a_person(text)
