"""Declared questions that a table has, copied with their scales and the indicators that are whole.

Belongs here: copying them. Does not belong here: recognising them (known).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orchestration.core.text import whole_number
from orchestration.questionnaire.drafting import sentences
from orchestration.questionnaire.drafting.codes import code_of
from orchestration.questionnaire.drafting.file_table import FileColumn, FileTable
from orchestration.questionnaire.drafting.known_question import KnownQuestion
from orchestration.questionnaire.drafting.option_sets import OptionSet
from orchestration.questionnaire.drafting.questions import Asked, Questions
from orchestration.questionnaire.drafting.rare_texts import keep_others
from orchestration.questionnaire.drafting.sentences import Sentence
from orchestration.questionnaire.model.captions import caption
from orchestration.questionnaire.model.questionnaire import Questionnaire


class KnownParts:
    """What is copied, by the columns in which it was recognised.

    `indicators` are by code; `copied` says what was copied and `partial` which indicators are not
    whole; `subject` is that of most of them; `bare` are the scales whose answers are bare numbers, with the lowest.
    """

    def __init__(self, made: Questions, table: FileTable, language: str):
        self._made, self._table, self._language = made, table, language
        self.indicators: dict[str, dict[str, Any]] = {}
        self.copied: list[Sentence] = []
        self.partial: list[Sentence] = []
        self.bare: dict[str, int] = {}
        self.subject = "person"

    def add(self, known: Mapping[int, KnownQuestion]) -> None:
        """Copy every question that a column is; a question of several columns once."""
        columns = {column.index: column for column in self._table.columns}
        subjects = [one.questionnaire.subject for one in known.values()]
        if 2 * subjects.count("organisation") > len(subjects):
            self.subject = "organisation"
        codes: dict[tuple[str, str], str] = {}
        for index, one in sorted(known.items()):
            of = (one.questionnaire.questionnaire, one.code)
            if of not in codes:
                codes[of] = self._add_question(one, columns[index])
            asked, column = self._made.asked[codes[of]], columns[index]
            if column.code and one.option:
                asked.option_columns.setdefault(one.option, []).append(column.header)
            elif column.code:
                asked.columns.append(column.header)
        surveys = {one.questionnaire.questionnaire: one.questionnaire for one in known.values()}
        for name, questionnaire in sorted(surveys.items()):
            mine = {code: new for (survey, code), new in codes.items() if survey == name}
            about = {"questionnaire": name, "codes": ", ".join(mine.values())}
            self.copied.append(sentences.KNOWN_QUESTIONS.filled(**about))
            self._add_indicators(questionnaire, mine)

    def _add_question(self, one: KnownQuestion, column: FileColumn) -> str:
        question, survey = one.question, one.questionnaire
        content = _plain(question)
        if question.publish == "area" and self.subject == "person":
            content["publish"] = "distribution"
        if question.scale:
            scale = survey.scales[question.scale]
            copied = OptionSet(_plain(scale)["options"], _plain(scale).get("missing", {}))
            content["scale"] = self._made.add_scale(question.scale, copied)
            if one.as_numbers:
                texts = (whole_number(text) for text in column.counts)
                numbers = [int(text) for text in texts if text.isdecimal() and text != "99"]
                low = min([*numbers, self.bare.get(content["scale"], 99)])
                self.bare[content["scale"]] = low
        code = (
            one.code
            if one.code not in self._made.asked
            else code_of(one.code, self._made.asked, "q")
        )
        notes: list[Sentence] = []
        if one.unknown and "options" in content:
            about = (one.unknown, self._table.row_numbers, self._language)
            notes += keep_others(content, column, *about)
        self._made.add(Asked(code, content, column.index, notes))
        return code

    def _add_indicators(self, questionnaire: Questionnaire, codes: Mapping[str, str]) -> None:
        """Indicators of which every item is there; a sentence for those of which some are."""
        for name, indicator in questionnaire.indicators.items():
            found = [item for item in indicator.items if item in codes]
            absent = [item for item in indicator.items if item not in codes]
            if found and absent:
                about = {"indicator": name, "questionnaire": questionnaire.questionnaire}
                texts = (caption(questionnaire.questions[item].text, "fi") for item in absent)
                missing = "; ".join(
                    f"{item} ({text})" for item, text in zip(absent, texts, strict=True)
                )
                counts = {"count": len(indicator.items), "found": len(found), "missing": missing}
                self.partial.append(sentences.PART_OF_INDICATOR.filled(**about, **counts))
            elif found:
                content = _plain(indicator)
                content["items"] = [codes[item] for item in indicator.items]
                if indicator.reversed_items:
                    content["reversed_items"] = [codes[item] for item in indicator.reversed_items]
                self.indicators[code_of(name, self.indicators, "indicator")] = content


def _plain(part: Any) -> dict[str, Any]:
    """A declared part as it is written in YAML."""
    return part.model_dump(mode="json", by_alias=True, exclude_unset=True)
