"""One reader's language: words, and numbers and days as its readers write them.

Belongs here: Finnish, Swedish and English. Does not belong here: what is said of which number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from orchestration.html import formats, texts
from orchestration.privacy.groups import MINIMUM_GROUP_SIZES

TEXTS, CODES = Path(__file__).with_name("texts.yml"), Path(__file__).with_name("codes.yml")
_MINIMUM = asdict(MINIMUM_GROUP_SIZES)


@dataclass(frozen=True)
class Language:
    """A language by its code: fi, sv or en. Call it with the key of a text and what to fill in.

    The minimum group sizes are always filled in.
    """

    code: str

    def __call__(self, key: str, **values: Any) -> str:
        """A text of the catalogue. Raises KeyError for a text or a value that is missing."""
        text = texts.load(TEXTS)[key][self.code]
        return text.format(**_MINIMUM, **values)

    def word(self, column: str, code: Any) -> str:
        """A code of a published column in words; a code that has none is its own word."""
        known = texts.load_groups(CODES).get(column, {}).get(code)
        return known[self.code] if known else str(code)

    def text(self, row: Mapping[str, Any], column: str) -> str:
        """The text of a column that a table has by language; in Finnish where it is not translated."""
        return row.get(f"{column}_{self.code}") or row.get(f"{column}_fi") or ""

    def marked(self, row: Mapping[str, Any], column: str) -> Markup:
        """The same for a page, which says where the language is another."""
        said = self.text(row, column)
        return escape(said) if row.get(f"{column}_{self.code}") else self.in_finnish(said)

    def in_finnish(self, text: str | None) -> Markup:
        """A text for a page that is in Finnish whatever the page is in, and says so."""
        if self.code == "fi":
            return escape(text or "")
        return Markup('<span lang="fi">{}</span>').format(text or "")

    def number(self, value: Any, decimals: int = 0) -> str:
        """A number, rounded; empty for none."""
        return "" if value is None else formats.number(value, self.code, decimals)

    def signed(self, value: Any, decimals: int = 1) -> str:
        """A difference: with a plus or a real minus sign."""
        return formats.number(value, self.code, decimals, is_signed=True)

    def percent(self, share: Any) -> str:
        """A share from 0 to 1 in whole per cent."""
        return formats.percent(share, self.code)

    def day(self, day: date | None) -> str:
        """A day; empty for none."""
        return "" if day is None else formats.day(day, self.code)


LANGUAGES = tuple(Language(code) for code in texts.LANGUAGES)
