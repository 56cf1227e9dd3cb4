"""Personal data in a text: identity codes, e-mail addresses, phone numbers, names of people.

Belongs here: recognising them, and which names out of a file may be shown. Pure. Does not belong
here: what follows when a file holds one (ingest). The gate has its own search on purpose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# For a first look over whole columns (RE2): what is left out before it, and texts that may hold an
# identity code. ASCII digits first, since classes of all scripts cost a hundred times as much.
INVISIBLE = r"\p{Cf}"
_D, _S, _LETTER = "[0-9OoIlL]", r"[\s\p{Z}./_,:;]", r"[A-Ya-y\x{FF21}-\x{FF5A}]"
_LIKELY_DATE = rf"{_D}{{2}}{_S}?{_D}{{2}}{_S}?{_D}{{2,4}}{_S}*"
LIKELY_IDENTITY_CODE = "|".join(
    (
        rf"{_LIKELY_DATE}[-+\p{{Pd}}−A-FU-Ya-fu-y]{_S}*{_D}{{3}}",
        rf"{_LIKELY_DATE}{_D}{{3}}{_S}?{_LETTER}",
        rf"{_D}(?:{_S}{_D}){{5}}{_S}*[-+\p{{Pd}}−A-FU-Ya-fu-y]?{_S}*{_D}{_S}{_D}{_S}{_D}",
        r"[^\P{Nd}0-9]",
    )
)
# Date of birth, century sign (A–F and U–Y since 2023), individual number, check character. In
# places of digits an O or I may stand for 0 or 1; between the parts, what people type there.
_DIGIT, _APART, _SIGN = "[0-9OIL]", r"[\s./_,:;]", "[-+A-FU-Y]"
_CHECK = "[0-9A-FHJ-NPR-YO]"
_DATE = rf"(?P<day>{_DIGIT}{{2}}){_APART}?(?P<month>{_DIGIT}{{2}}){_APART}?(?P<year>{_DIGIT}{{4}}|{_DIGIT}{{2}})"
_SIGNED = re.compile(
    rf"(?<![0-9]){_DATE}{_APART}{{0,3}}(?P<sign>{_SIGN}){_APART}{{0,3}}(?P<number>{_DIGIT}{{3}})"
    # Letters may follow if nothing is between: `131052-308Tmatti`.
    rf"(?:(?P<glued>{_CHECK})(?![0-9])|{_APART}{{0,3}}(?P<check>{_CHECK})(?![0-9A-Z])|-(?P<parted>[A-FHJ-NPR-Y])(?![0-9A-Z]))"
)
# Without a sign only a letter at the end distinguishes it from any long number.
_UNSIGNED = re.compile(
    rf"(?<![0-9]){_DATE}(?P<sign>){_APART}{{0,3}}(?P<number>{_DIGIT}{{3}}){_APART}?"
    r"(?P<check>[A-FHJ-NPR-Y])(?![0-9A-Z])"
)
_SPACED = re.compile(
    rf"(?<![0-9A-Z]){_DIGIT}(?:{_APART}{_DIGIT}){{5}}{_APART}{{0,2}}{_SIGN}?{_APART}{{0,2}}"
    rf"{_DIGIT}(?:{_APART}{_DIGIT}){{2}}{_APART}[0-9A-Y](?![0-9A-Z])"
)
_APART_ONE = re.compile(_APART)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_LETTERS_FOR_DIGITS = str.maketrans("OIL", "011")
_CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_CENTURIES = {"18": "+", "19": "-UVWXY", "20": "ABCDEF"}
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@.]{1,64}\.[^\s@]")
# International, mobile, and landline with a gap after the area code; a bare long number is none.
_PHONE = re.compile(
    r"(?<![\w./-])(?:(?:\+|00)358[ -]?(?:\(0\))?(?:[ -]?\d){6,11}"
    r"|0(?:4\d|50)[ -]?\d{3}(?:[ -]?\d){3,5}|0[1-9]\d?[ -]\d{3}(?:[ -]?\d){2,5})(?!\d)"
)
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
_NAME_WITHIN = re.compile(
    r"(?<=[\w,;:] )[^\W\d_a-zåäö][^\W\d_A-ZÅÄÖ]+[ -][^\W\d_a-zåäö][^\W\d_A-ZÅÄÖ]+"
)
_BLOCK = "█"
_BETWEEN = re.compile(r"[\s'’.,\-]+")
_SHORTEST_NAME, _LONGEST_NAME = 3, 60
_LONGEST_SHOWN = 80
_ADDRESS_OR_NUMBER = re.compile(r"@|\d[\d\s-]{4,}\d")


def has_identity_code(text: str) -> bool:
    """True if the text holds a Finnish personal identity code with a right check character.

    However it is typed: with invisible marks, any digits and dashes, a year of four digits, dots,
    slashes, blanks or line breaks between its parts, an O for 0, other letters around it.
    """
    return any(_is_valid(found) for found in _candidates(_folded(text)))


def looks_personal(text: str) -> bool:
    """True if the text holds an identity code, an e-mail address or a phone number."""
    return has_email(text) or has_phone_number(text) or has_identity_code(text)


def has_phone_number(text: str) -> bool:
    """True if the text holds a Finnish phone number."""
    return bool(_PHONE.search(_visible(text)))


def has_email(text: str) -> bool:
    """True if the text holds an e-mail address."""
    return "@" in text and bool(_EMAIL.search(_visible(text)))


def covered(text: str) -> str:
    """The text with blocks in place of every identity code, e-mail address and phone number; blocks only,
    where it holds one and its place is not certain.
    """
    if not looks_personal(text):
        return text
    plain = _visible(text)
    if len(plain) == len(text):
        spans = [found.span() for found in (*_PHONE.finditer(plain), *_ADDRESS.finditer(plain))]
        folded = _folded(text)
        for pattern in (_SIGNED, _UNSIGNED, _SPACED):
            spans += [found.span() for found in pattern.finditer(folded)]
        letters = list(text)
        for start, end in spans:
            letters[start:end] = _BLOCK * (end - start)
        if not looks_personal(shown := "".join(letters)):
            return shown
    return _BLOCK * len(text)


def may_name_a_person(text: str) -> bool:
    """True if two words that follow each other, not at the beginning of a sentence, look like a name."""
    return bool(_NAME_WITHIN.search(_visible(text)))


def is_one_name(text: str) -> bool:
    """True for letters only, at least three, with a capital first and small letters after it; in a
    script without capitals, for letters only.
    """
    if len(text) > _LONGEST_NAME:
        return False
    letters = _BETWEEN.sub("", text)
    if len(letters) < _SHORTEST_NAME or not letters.isalpha():
        return False
    has_case = letters.upper() != letters.lower()
    return not has_case or (letters[0].isupper() and letters != letters.upper())


def is_full_name(text: str) -> bool:
    """True for two to four words that each begin with a capital, as first and last names do.

    A word alone may be anything (`Raportti`), so it is not taken for a name.
    """
    words = [word for word in re.split(r"[\s.,]+", text.strip()) if word]
    if not 2 <= len(words) <= 4 or len(text) > _LONGEST_NAME:
        return False
    return all(map(_is_name_word, words)) and any(len(word) >= _SHORTEST_NAME for word in words)


def about_a_person(text: str) -> bool:
    """True if a text that only names something may name a person or hold personal data."""
    return looks_personal(text) or is_full_name(text)


def _is_name_word(word: str) -> bool:
    parts = re.split(r"['’\-]", word)
    return all(
        part.isalpha() and part[0].isupper() and (len(part) == 1 or part[1:].islower())
        for part in parts
    )


def may_be_shown(name: str) -> bool:
    """True for a short name without an identity code, an e-mail address, a phone number or another
    long number.
    """
    is_plain = len(name) <= _LONGEST_SHOWN and not _ADDRESS_OR_NUMBER.search(name)
    return is_plain and not looks_personal(name)


def _visible(text: str) -> str:
    if text.isascii():
        return text
    # Accents go, too: sorting a pile of them would take minutes.
    text = "".join(
        c for c in text if unicodedata.category(c) != "Cf" and not unicodedata.combining(c)
    )
    return unicodedata.normalize("NFKC", text).translate(_DASHES)


def _folded(text: str) -> str:
    plain = _visible(text)
    if not plain.isascii():
        plain = "".join(str(unicodedata.decimal(c, c)) for c in plain)
    return plain.upper()


def _candidates(text: str) -> Iterator[re.Match[str]]:
    yield from _SIGNED.finditer(text)
    yield from _UNSIGNED.finditer(text)
    for spaced in _SPACED.finditer(text):
        close = _APART_ONE.sub("", spaced[0])
        yield from _SIGNED.finditer(close)
        yield from _UNSIGNED.finditer(close)


def _is_valid(found: re.Match[str]) -> bool:
    parts = found.groupdict()
    typed = parts["day"] + parts["month"] + parts["year"] + parts["number"]
    if 3 * sum(map(str.isdigit, typed)) < 2 * len(typed):
        return False  # a word
    day, month, year, number = (
        parts[name].translate(_LETTERS_FOR_DIGITS) for name in ("day", "month", "year", "number")
    )
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= _DAYS[int(month) - 1]:
        return False
    signs = _CENTURIES.get(year[:2], "") if len(year) == 4 else parts["sign"]
    if len(year) == 4 and (not signs or (parts["sign"] and parts["sign"] not in signs)):
        return False
    check = parts.get("glued") or parts["check"] or parts["parted"]
    return _CHECK_CHARACTERS[int(day + month + year[-2:] + number) % 31] == check.replace("O", "0")
