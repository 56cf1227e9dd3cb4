"""One word per thing: words that the project no longer uses, and what it writes instead.

Names are split into their words first (`tie_numbers`, `TieNumbers`), so one pattern finds a word
in identifiers, keys, comments, messages and documents alike.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.core.data_root import PROJECT

# Word no longer used -> what to write.
RETIRED = {
    r"told|spoken of|seen of": "published, reported, shown",
    r"withhold\w*|withheld": "suppress",
    r"stands? together|standing together": "merge, merged group",
    r"lacks?|lacked|lacking": "is missing, without",
    r"lost(?! to follow up)": "lost to follow-up; of data: dropped, missing",
    r"open starts?|starts? (?:are|is) open|still open": "awaiting follow-up",
    r"has its pair|have their pair": "matched",
    r"doors?": "pseudonymisation, or the name of the module",
    r"ties?|tied|tying": "link, linked; of forms: equally good",
    r"(?:submission|person|answers?|content|row|keyed|by) marks?|marks? of (?:a|the|each|no) \w+": (
        "fingerprint"
    ),
    r"time point marks?|(?:un)?marked (?:columns?|texts?|headers?)": "pattern of a time point",
    r"mend(?:s|ed|ing)?": "fix, correct",
    r"verdicts?": "validation, conclusion",
    r"stamp(?:s|ed)?": "release metadata; of a file: name, size and time",
    r"troubles?": "user error",
    r"claims?|claimed": "rule, rule text",
    r"quiet(?:ly|er|est)?|unheard": "what exactly is not written or shown",
    r"strat(?:um|a)": "pairing status, level",
    r"bury|buried": "fail, end",
    r"stays? with you|stay with (?:the sender|them)|stays with the sender": "not imported; stays in your file",
    r"jää(?:vät)? (?:teille|lähettäjälle|heille)": "ei tuoda; pysyy tiedostossanne",
    r"import .* as room": "import the module under its own name",
    r"what subtracts": "differencing",
    r"how far people": "change",
    r"(?:release|table|row|number|figure)s? go(?:es)? out": "is published",
}
# Where such a word is another word: the words around it, and why.
ALLOWED = {
    r"(?:quotation|question|exclamation|diacritical|byte order|decimal) marks? of \w+ \w+": "signs",
    r'quiet(?=", " log level)': "dbt's option --quiet",
    r"lacking professions|professions are lacking": "words of a survey's question",
}
# Folders and files that are checked. CHANGELOG.md names old names on purpose.
CLEAN = [
    "CONTRIBUTING.md",
    "Makefile",
    "README.md",
    "dagster.yaml",
    "data/questionnaires",
    "dbt_project",
    "docs",
    "expectations",
    "orchestration",
    "tests",
]
SUFFIXES = {".py", ".sql", ".yaml", ".yml", ".md"}
_HERE = Path(__file__)


def _words(line: str) -> str:
    """The line with its names split into words, in small letters and single blanks."""
    split = re.sub(r"(?<=[a-zåäö0-9])(?=[A-ZÅÄÖ])", " ", line)
    return " ".join(re.sub(r"[_\-.]", " ", split).lower().split())


def _retired(line: str) -> Iterator[str]:
    """What is wrong with one line."""
    words = _words(line)
    for allowed in ALLOWED:
        words = re.sub(rf"\b(?:{allowed})\b", " ", words)
    for word, instead in RETIRED.items():
        if found := re.search(rf"\b(?:{word})\b", words):
            yield f"`{found[0]}`: write {instead}"


def _files(place: str) -> Iterator[Path]:
    path = PROJECT / place
    for file in [path] if path.is_file() else sorted(path.rglob("*")):
        is_text = file.suffix in SUFFIXES or file == path
        if is_text and file != _HERE and "target" not in file.parts:
            yield file


@pytest.mark.parametrize("place", CLEAN)
def test_retired_words_are_used_nowhere(place):
    found = [
        f"{file.relative_to(PROJECT)}:{number} {problem}"
        for file in _files(place)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        for problem in _retired(line)
    ]
    assert found == []


@pytest.mark.parametrize("place", CLEAN)
def test_every_place_has_files(place):
    assert list(_files(place))


@pytest.mark.parametrize(
    "line",
    [
        "def tie_numbers(fresh):",
        "class TiedRows:",
        "    fct.withheld_count,",
        "lost_count: 3",
        "# Cells to mend, by the sender.",
        '"Sarakkeet jäävät teille."',
        "from orchestration.intake import take as room",
        "These columns stay with you.",
        "The row lacks a code.",
        "by_mark = {}",
    ],
)
def test_a_retired_word_is_found_in_names_texts_and_comments(line):
    assert list(_retired(line))


@pytest.mark.parametrize(
    "line",
    [
        "lost_to_follow_up_count",
        "people who are lost to follow-up",
        "A quotation mark of the text is missing.",
        "@pytest.mark.parametrize",
        "properties, untied, entity, market, timestamp, outdoors",
    ],
)
def test_words_of_the_field_and_words_that_contain_one_are_allowed(line):
    assert not list(_retired(line))
