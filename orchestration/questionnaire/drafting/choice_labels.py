"""Labels of a column: which texts are options by all signs, and which may be somebody's own words.

Belongs here: counting labels, and parting cells of several options. A text that fewer than five
rows have is an option only if it is declared somewhere, or if the file itself states it; any other
is counted, and never written or shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from orchestration.core.text import is_blank, tidied, trimmed
from orchestration.ingest.convert.several_options import listed_texts
from orchestration.privacy.personal_data import is_full_name, may_be_shown
from orchestration.questionnaire.drafting.file_table import FileColumn

# As many rows as the smallest group of people that is published.
ENOUGH_ROWS = 5
# Labels must be what most rows hold, and not more than a person would read through.
_SHARE, _MOST_LABELS = 0.8, 40
# Kobo and ODK part options with a blank; Power Automate writes a list.
_SEPARATORS = ("[", ";", "\n", "|", ",", " ")
# Hardly any label holds one of these; a single cell may.
_SURE, _SOME = (";", "|", "\n"), 0.05
IsLabel = Callable[[str], bool]


@dataclass(frozen=True)
class Labels:
    """The labels of a column with how many rows have each, most first, and the other texts.

    `separator` parts the options of a cell where several may be chosen; empty where one may.
    """

    found: dict[str, int]
    others: Counter[str] = field(default_factory=Counter)
    separator: str = ""

    @property
    def other_rows(self) -> int:
        """Rows whose text is no label."""
        return self.others.total()


def labels_of(column: FileColumn, is_label: IsLabel) -> Labels | None:
    """The labels of a column of choices; None if it is not certainly one."""
    stated = {trimmed(label) for label in column.value_labels.values()}

    def is_certain(text: str) -> bool:
        return trimmed(text) in stated or is_label(text)

    separators = [";"] if column.is_joined else [*_separators(column.counts), ""]
    candidates = [_parted(column.counts, one, is_certain) for one in separators]
    fits = [one for one in candidates if _share(one) >= _SHARE and len(one.found) <= _MOST_LABELS]
    # The first of equals: a label that holds a separator is rarer than two labels.
    return max(fits, key=_share, default=None)


def _separators(counts: Counter[str]) -> list[str]:
    return [one for one in _SEPARATORS if _is_several(counts, one)]


def _parted(counts: Counter[str], separator: str, is_certain: IsLabel) -> Labels:
    """The labels if this separator parts the options of a cell."""
    if not separator:
        return sort_out(counts, is_certain)
    parts: Counter[str] = Counter()
    for text, rows in counts.items():
        parts.update(dict.fromkeys(split(text, separator), rows))
    found = sort_out(_joined(parts, counts, separator), is_certain)
    return Labels(found.found, found.others, separator)


def sort_out(counts: Counter[str], is_certain: IsLabel) -> Labels:
    """Texts that are labels, by what most people see written, and the others."""
    by_form: dict[str, Counter[str]] = {}
    for text, rows in counts.items():
        by_form.setdefault(trimmed(text), Counter())[text] += rows
    found, others = {}, Counter()
    for written in by_form.values():
        text = min(written, key=lambda one: (-written[one], one))
        if is_certain(text) or (written.total() >= ENOUGH_ROWS and can_be_shown(text)):
            found[text] = written.total()
        else:
            others.update(written)
    return Labels(dict(sorted(found.items(), key=lambda one: (-one[1], one[0]))), others)


def can_be_shown(text: str) -> bool:
    """False for what may name a person, however many rows have it: an adviser's name is on many."""
    return may_be_shown(text) and not is_full_name(text)


def repeat(column: FileColumn) -> bool:
    """True where so many rows share their text with others that they may be options all the same."""
    again = sum(rows for rows in column.counts.values() if rows > 1)
    return len(column.counts) <= _MOST_LABELS and again >= _SHARE * column.filled


def look_like_names(column: FileColumn) -> bool:
    """True for a column that would be one of choices if its labels did not read as names of people."""
    common = {text for text, rows in column.counts.items() if rows >= ENOUGH_ROWS}
    names = {text for text in common if may_be_shown(text) and is_full_name(text)}
    rows = sum(column.counts[text] for text in common)
    return bool(names) and rows >= _SHARE * column.filled


def split(text: str, separator: str) -> list[str]:
    """The parts of a cell."""
    if separator == "[":
        return [tidied(one) for one in listed_texts(text) or [text]]
    return [part for one in text.split(separator) if not is_blank(part := tidied(one))]


def _share(labels: Labels) -> float:
    """The share of rows that hold a label; nothing where there is none."""
    rows = sum(labels.found.values())
    return rows / (rows + labels.other_rows) if rows else 0.0


def _is_several(counts: Counter[str], separator: str) -> bool:
    """True if cells are made of parts that other cells have alone or in another company."""
    if separator == "[":
        return bool(counts) and all(listed_texts(text) is not None for text in counts)
    parted = {text: split(text, separator) for text in counts if separator in text}
    if not parted:
        return False
    if separator in _SURE and sum(counts[text] for text in parted) >= _SOME * counts.total():
        return True
    if separator == " ":
        whole = {*map(trimmed, counts)}
        parted = {t: parts for t, parts in parted.items() if {*map(trimmed, parts)} <= whole}
        return bool(parted) and len(parted) * 2 > sum(separator in text for text in counts)
    company: dict[str, set[str]] = {}
    for text in counts:
        for part in split(text, separator):
            company.setdefault(trimmed(part), set()).add(text)
    sure = [text for text, parts in parted.items() if _recur(parts, company)]
    return 2 * sum(counts[text] for text in sure) >= sum(counts[text] for text in parted)


def _recur(parts: Iterable[str], company: dict[str, set[str]]) -> bool:
    found = [len(company[trimmed(part)]) > 1 for part in parts]
    return len(found) > 1 and 2 * sum(found) > len(found)


def _joined(parts: Counter[str], counts: Counter[str], separator: str) -> Counter[str]:
    """Parts of one label that holds the separator itself, put together: they are never apart."""
    if separator != ",":
        return parts
    pairs: Counter[tuple[str, str]] = Counter()
    for text, rows in counts.items():
        pieces = split(text, separator)
        pairs.update(dict.fromkeys(pairwise(pieces), rows))
    for (first, second), rows in pairs.items():
        if rows == parts[first] == parts[second] and second[:1].islower():
            del parts[first], parts[second]
            parts[f"{first}, {second}"] = rows
    return parts
