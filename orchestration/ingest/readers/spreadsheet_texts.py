"""Texts by which a spreadsheet says that a cell holds no value, or not the one that was typed.

Belongs here: error values of formulas, and what becomes of codes that look like days or numbers.
"""

from __future__ import annotations

import re

# What a spreadsheet shows for a formula that fails, in any language: `#REF!`, `#JAKO/0!`.
_FORMULA_ERROR = re.compile(r"^(?:#[A-ZÅÄÖ/0]{3,12}[!?]|#N/A|(?:Err|Virhe|Fel):\d{3})$")
# What the reader writes for a formula whose value the file does not hold.
NO_VALUE = "=?"
# What a spreadsheet makes of `3MAR71` and `1E5`: a day, as a cell or as csv, or a power of ten.
# `3-Mar-71` is not among them: that is how people write the code itself.
_MONTHS = "tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu"
_CHANGED_CODE = re.compile(
    r"^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|\d{1,2}\.\d{1,2}\.\d{4}"
    rf"|\d{{1,2}}[-.](?:{_MONTHS})(?:[-.]\d{{2,4}})?|(?:{_MONTHS})[-.]\d{{2,4}}"
    r"|\d(?:[.,]\d+)?e\+\d+)$",
    re.IGNORECASE,
)

# What every error value begins with, and what every changed code has: to be looked for first.
ERROR_BEGINS, CHANGED_HAS = "^[#EVF]", "[-.+]"


def is_formula_error(text: str) -> bool:
    """True for the error value of a formula. SPSS writes `#NULL!` for no answer."""
    return (
        text.startswith(("#", "E", "V", "F"))
        and text != "#NULL!"
        and bool(_FORMULA_ERROR.match(text))
    )


def is_changed_code(text: str) -> bool:
    """True for a code that a spreadsheet has turned into a day or a power of ten."""
    return bool(_CHANGED_CODE.match(text.strip()))
