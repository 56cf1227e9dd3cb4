"""What differs between two versions of a questionnaire, or a questionnaire and a file's headers.

Belongs here: the comparison. Pure: models and texts in, changes out; no reading, no terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from orchestration.core.text import normalise
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.model.captions import wordings
from orchestration.questionnaire.model.questionnaire import Questionnaire, Texts

Kind = Literal["added", "removed", "reworded", "moved", "changed"]


@dataclass(frozen=True)
class Change:
    """One difference: its kind, what differs in words, and the indicators that it affects."""

    kind: Kind
    what: str
    indicators: tuple[str, ...] = ()


def compare(before: Questionnaire, after: Questionnaire) -> list[Change]:
    """Changes from one version to the next: questions, their options, scales, indicators.

    Questions and options are matched by code; one with the same wording under another code is `moved`.
    """
    return [
        *_questions(before, after),
        *_scales(before, after),
        *_indicators(before, after),
    ]


def compare_headers(
    questionnaire: Questionnaire,
    asked: Sequence[str],
    columns: Mapping[int, str],
    reworded: Mapping[str, int],
    extra: Mapping[int, str],
) -> list[Change]:
    """Changes from a questionnaire to a file: `columns` has the question of each column found,
    `reworded` the column that resembles a question, `extra` the cell of each other column.
    """
    found = list(dict.fromkeys(code for _, code in sorted(columns.items())))
    changes = [
        Change("removed", f"question {code}", _touched(questionnaire, code))
        for code in asked
        if code not in found and code not in reworded
    ]
    changes += [
        Change("reworded", f"question {code}, column {extra[place]}", _touched(questionnaire, code))
        for code, place in reworded.items()
    ]
    moved = _moved([code for code in asked if code in found], found)
    changes += [Change("moved", f"question {code}") for code in moved]
    changes += [
        Change("added", f"column {cell}")
        for place, cell in extra.items()
        if place not in reworded.values()
    ]
    return changes


def _questions(before: Questionnaire, after: Questionnaire) -> Iterator[Change]:
    old, new = before.questions, after.questions
    renamed = _renamed(
        {code: q.text for code, q in old.items() if code not in new},
        {code: q.text for code, q in new.items() if code not in old},
    )
    for code in old:
        if code in renamed:
            yield Change("moved", f"question {code} is now {renamed[code]}", _touched(before, code))
        elif code not in new:
            yield Change("removed", f"question {code}", _touched(before, code))
    for code in new:
        if code not in old and code not in renamed.values():
            yield Change("added", f"question {code}", _touched(after, code))
    for code in [code for code in old if code in new]:
        touched = tuple(sorted({*_touched(before, code), *_touched(after, code)}))
        yield from _texts(f"question {code}", old[code].text, new[code].text, touched)
        yield from _options(f"question {code}", old[code].options, new[code].options, touched)
        for name in (
            "kind",
            "scale",
            "since",
            "until",
            "option_dates",
            "range",
            "bands",
            "required",
        ):
            if getattr(old[code], name) != getattr(new[code], name):
                yield Change("changed", f"question {code}: {name}", touched)
    for code in _moved([c for c in old if c in new], [c for c in new if c in old]):
        yield Change("moved", f"question {code}")


def _scales(before: Questionnaire, after: Questionnaire) -> Iterator[Change]:
    for code in sorted({*before.scales, *after.scales}):
        using = {
            indicator
            for version in (before, after)
            for question, asked in version.questions.items()
            if asked.scale == code
            for indicator in _touched(version, question)
        }
        touched = tuple(sorted(using))
        if code not in before.scales or code not in after.scales:
            kind: Kind = "added" if code in after.scales else "removed"
            yield Change(kind, f"scale {code}", touched)
            continue
        old, new = before.scales[code], after.scales[code]
        yield from _options(f"scale {code}", old.options, new.options, touched)
        yield from _options(f"scale {code} (missing)", old.missing, new.missing, touched)


def _options(
    of: str, old: Mapping[str, Texts], new: Mapping[str, Texts], touched: tuple[str, ...]
) -> Iterator[Change]:
    renamed = _renamed(
        {code: texts for code, texts in old.items() if code not in new},
        {code: texts for code, texts in new.items() if code not in old},
    )
    for code in old:
        if code in renamed:
            yield Change("moved", f"{of}: option {code} is now {renamed[code]}", touched)
        elif code not in new:
            yield Change("removed", f"{of}: option {code}", touched)
        else:
            yield from _texts(f"{of}: option {code}", old[code], new[code], touched)
    for code in new:
        if code not in old and code not in renamed.values():
            yield Change("added", f"{of}: option {code}", touched)
    for code in _moved([c for c in old if c in new], [c for c in new if c in old]):
        yield Change("moved", f"{of}: option {code}", touched)


def _texts(of: str, old: Texts, new: Texts, touched: tuple[str, ...]) -> Iterator[Change]:
    """Languages whose wordings differ; blanks, case and punctuation make no difference."""
    for language in sorted({*old, *new}):
        if language not in new:
            yield Change("removed", f"{of}: language {language}", touched)
        elif language not in old:
            yield Change("added", f"{of}: language {language}", touched)
        elif _wordings(old[language]) != _wordings(new[language]):
            yield Change("reworded", f"{of} ({language})", touched)


def _indicators(before: Questionnaire, after: Questionnaire) -> Iterator[Change]:
    for code in sorted({*before.indicators, *after.indicators}):
        if code not in after.indicators:
            yield Change("removed", f"indicator {code}", (code,))
        elif code not in before.indicators:
            yield Change("added", f"indicator {code}", (code,))
        else:
            old, new = before.indicators[code], after.indicators[code]
            for name in (
                "items",
                "reversed_items",
                "score",
                "higher_is",
                "reliability",
                "references",
            ):
                if getattr(old, name) != getattr(new, name):
                    yield Change("changed", f"indicator {code}: {name}", (code,))


def _renamed(old: Mapping[str, Texts], new: Mapping[str, Texts]) -> dict[str, str]:
    """Old code -> new code of those that kept a wording."""
    known = labels(new)
    found = {}
    for code, texts in old.items():
        hits = sorted({hit for text in wordings(texts) if (hit := known.get(text))})
        if len(hits) == 1 and hits[0] not in found.values():
            found[code] = hits[0]
    return found


def _moved(old: list[str], new: list[str]) -> list[str]:
    """Codes that are outside the longest order that both share."""
    blocks = SequenceMatcher(a=old, b=new, autojunk=False).get_matching_blocks()
    stayed = {old[block.a + i] for block in blocks for i in range(block.size)}
    return [code for code in new if code not in stayed]


def _wordings(wording: str | list[str]) -> frozenset[str]:
    return frozenset(
        normalise(text) for text in ([wording] if isinstance(wording, str) else wording)
    )


def _touched(questionnaire: Questionnaire, question: str) -> tuple[str, ...]:
    return tuple(c for c, i in questionnaire.indicators.items() if question in i.items)
