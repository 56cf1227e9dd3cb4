"""Publishing the themes of a group, and writing its summary: whether that may be, and keeping it.

Belongs here: what has to hold before a person may decide. Does not belong here: the files (kept), the rule
about people (privacy/open_themes), pages (desk).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal

from orchestration.core.data_root import DataRoot
from orchestration.open_answers import kept, waiting
from orchestration.open_answers.statements import NamedTheme, Publication, Reading, Summary
from orchestration.open_answers.waiting import Waiting
from orchestration.privacy import open_themes
from orchestration.privacy.personal_data import looks_personal

Obstacle = Literal[
    "is_open", "unread", "too_few", "no_themes", "published", "absent", "left", "empty", "personal", "no_author",
    "changed",
]  # fmt: skip
LONGEST_SUMMARY = 4000
Names = Sequence[tuple[str, str, str, str]]


def is_read(key: str, read: Mapping[str, Reading], themes: Names) -> bool:
    """True if somebody read an answer with all these themes before them, and chose among them."""
    return key in read and read[key].offered.issuperset(code for code, *_ in themes)


def previewed(group: Waiting, read: Mapping[str, Reading], themes: Names) -> tuple[NamedTheme, ...]:
    """The themes as they would be published. `themes`: code and names in Finnish, Swedish and English."""
    answers = [(one.person, _themes_of(one.key, read)) for one in group.answers]
    bands = open_themes.theme_bands(answers, [code for code, *_ in themes])
    return tuple(NamedTheme(code, *names, bands[code]) for code, *names in themes)


def against_themes(
    root: DataRoot, group: Waiting, read: Mapping[str, Reading], themes: Names
) -> Obstacle | None:
    """Why the themes of a group may not be published; None if they may."""
    if published := kept.publications(root).get(group.group):
        if published.answers is None:
            return "left"
        return "published" if waiting.present(root).issuperset(published.answers) else "absent"
    if not group.is_closed:
        return "is_open"
    if not themes:
        return "no_themes"
    if not open_themes.may_have_themes(group.person_count):
        return "too_few"
    return None if all(is_read(key, read, themes) for key in group.keys) else "unread"


def publish(root: DataRoot, group: Waiting, themes: Names, shown: str, by: str) -> Obstacle | None:
    """Publish the themes of a group as they stand, once and for all; returns why not, if not.

    `shown`: the state that the person was shown (see `state_of`): another one is refused.
    """
    read = kept.readings(root)
    if obstacle := against_themes(root, group, read, themes):
        return obstacle
    if state_of(group, read, themes) != shown:
        return "changed"
    band = open_themes.band_of(group.person_count)
    assert band is not None, "a group with themes has twenty people or more"
    made = previewed(group, read, themes)
    publication = Publication(group.group, made, band, group.keys, by, _now())
    return None if kept.publish(root, publication) else "published"


def against_summary(group: Waiting, read: Mapping[str, Reading]) -> Obstacle | None:
    """Why no summary of a group may be written; None if one may."""
    if not group.is_closed:
        return "is_open"
    if group.person_count < open_themes.SMALLEST:
        return "too_few"
    return None if read.keys() >= set(group.keys) else "unread"


def summarise(
    root: DataRoot, group: Waiting, language: str, text: str, author: str
) -> Obstacle | None:
    """Keep a summary with today's date; returns why not, if not."""
    if obstacle := against_summary(group, kept.readings(root)):
        return obstacle
    text = text.strip()
    if not text or len(text) > LONGEST_SUMMARY:
        return "empty"
    if looks_personal(text) or looks_personal(author):
        return "personal"
    if not author.strip():
        return "no_author"
    summary = Summary(group.group, language, text, author.strip(), _now()[:10], group.keys)
    kept.write_summary(root, summary)
    return None


def state_of(group: Waiting, read: Mapping[str, Reading], themes: Names) -> str:
    """A hash of all that a publication of the group would be made of, bands and answers alike."""
    said = [(one.key, str(one.person), *sorted(_themes_of(one.key, read))) for one in group.answers]
    return kept.hash_of([sorted(said), list(themes)])


def _themes_of(key: str, read: Mapping[str, Reading]) -> frozenset[str]:
    return read[key].themes if key in read else frozenset()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
