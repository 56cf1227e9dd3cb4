"""Columns that resemble a question but are worded otherwise.

Belongs here: finding them. A reworded item is not the item; blocking decides what follows.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from orchestration.core.text import normalise
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet
from orchestration.questionnaire.matching.layout import Layout
from orchestration.questionnaire.matching.match import HeaderIndex

# How alike two texts must be to be wordings of one question. For an item less is enough: taking
# another column for it blocks an indicator, while not finding it refuses the file.
_QUESTION, _ITEM = 0.75, 0.6


def reworded(choice: RecognisedSheet, index: HeaderIndex) -> dict[str, int]:
    """Question code -> index of the column that resembles it, for questions not found."""
    layout, questionnaire = choice.layout, choice.layout.questionnaire
    found = {target.code for target in layout.columns.values()}
    asked = layout.form.asked(questionnaire)
    absent = [code for code in asked if code not in found]
    free = {i: normalise(t) for i, t in enumerate(choice.header) if i not in choice.taken and t}
    items = questionnaire.items()
    alike = [
        (_likeness(index, code, text), code, column)
        for code in absent
        for column, text in free.items()
        if text
    ]
    enough = [one for one in alike if one[0] >= (_ITEM if one[1] in items else _QUESTION)]
    enough += [
        (0.0, code, place)
        for code in absent
        if code in items and (place := _between(layout, asked, code)) in free
    ]
    chosen: dict[str, int] = {}
    for _, code, column in sorted(enough, key=lambda one: (-one[0], one[2])):
        if code not in chosen and column not in chosen.values():
            chosen[code] = column
    return chosen


def _likeness(index: HeaderIndex, code: str, text: str) -> float:
    wordings = [known for known, (target, _) in index.known.items() if target.code == code]
    matcher = SequenceMatcher(b=text, autojunk=False)
    best = 0.0
    for wording in wordings:
        matcher.set_seq1(wording)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best


def _between(layout: Layout, asked: list[str], code: str) -> int | None:
    """The one column between the question before and the one after, where both were found."""
    place = asked.index(code)
    if not 0 < place < len(asked) - 1:
        return None
    before, after = layout.column_of(asked[place - 1]), layout.column_of(asked[place + 1])
    if before is None or after is None or after - before != 2:
        return None
    return before + 1
