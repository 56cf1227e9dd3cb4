"""Words for yes and no that tools write into the column of one option.

Belongs here: the words. Does not belong here: what they mean for a question.
"""

from __future__ import annotations

from orchestration.core.text import BLANKS

YES = frozenset({
    "1", "y", "x", "✓", "✔", "☑", "yes", "true", "checked", "selected", "on", "kyllä", "k", "valittu",
    "tosi", "ja", "vald", "да", "так", "نعم", "بله", "بەڵێ",
})  # fmt: skip
NO = BLANKS | frozenset({
    "0", "n", "no", "false", "unchecked", "not selected", "not checked", "off", "☐", "ei", "ei valittu",
    "epätosi", "nej", "inte vald", "ej vald", "нет", "ні", "لا", "خیر", "نه", "نەخێر",
})  # fmt: skip


# A word for no -> the words for yes that are written beside it.
BESIDE = {
    "ei": {"kyllä", "k"}, "nej": {"ja"}, "no": {"yes", "y"}, "n": {"y", "yes"}, "false": {"true"},
    "0": {"1"}, "epätosi": {"tosi"}, "нет": {"да"}, "ні": {"так"}, "لا": {"نعم"}, "خیر": {"بله"},
    "نه": {"بله"}, "نەخێر": {"بەڵێ"},
}  # fmt: skip
