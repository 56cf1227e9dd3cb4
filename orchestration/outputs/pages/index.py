"""The front page: every other page by its name, in plain lists.

Belongs here: lists and notes. Does not belong here: how they look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from orchestration.outputs.pages.governance import waves
from orchestration.outputs.pages.groups import Groups, Place
from orchestration.outputs.pages.logs import logs
from orchestration.outputs.questions.ask import Answer
from orchestration.outputs.wording.language import Language

# File, name, note.
Link = tuple[str, str, str]
_KINDS = {
    "service": "services",
    "merged": "merged_groups",
    "municipality": "municipalities",
    "county": "counties",
}


def sections(
    answers: Mapping[str, Answer], groups: Groups, everywhere: list[Place], say: Language
) -> Iterator[tuple[str, list[Link]]]:
    """Headings with their links, in the order of the page."""
    for kind, heading in _KINDS.items():
        found = [place for place in everywhere if place.kind == kind]
        yield say(heading), sorted((_link(p, groups, say) for p in found), key=lambda link: link[1])
    yield say("questionnaires"), [*_waves(answers, say), *_asked_of_people(answers, say)]
    yield say("activities"), [(log.file, _title(log.first, say), "") for log in logs(answers)]


def _link(place: Place, groups: Groups, say: Language) -> Link:
    note = "" if groups.has_results(place) else say("not_by_itself")
    return place.file, say.text(place.row, place.name_column), note


def _waves(answers: Mapping[str, Answer], say: Language) -> Iterator[Link]:
    for wave in waves(answers):
        title = say("wave_of", title=_title(wave.first, say), wave=wave.first["wave_code"])
        yield wave.file, title, ""


def _asked_of_people(answers: Mapping[str, Answer], say: Language) -> Iterator[Link]:
    codes = dict.fromkeys(row["questionnaire_code"] for row in answers["questionnaires"].records)
    first = {row["questionnaire_code"]: row for row in answers["questionnaires"].records}
    for code in codes:
        yield (
            f"questionnaire-{code}.html",
            _title(first[code], say),
            say("questions_heading").lower(),
        )


def _title(row: Mapping[str, str], say: Language) -> str:
    return say.text(row, "questionnaire_title")
