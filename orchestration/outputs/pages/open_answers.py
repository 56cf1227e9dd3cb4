"""What open answers say, on the page of a questionnaire: themes in bands, and what a person wrote.

Belongs here: which rows a page shows. Does not belong here: how they look, words of bands (wording).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from orchestration.outputs.questions.ask import Answer, Row


@dataclass(frozen=True)
class OpenAnswers:
    """One question in one half-year. `first`: any of its rows, for the names; `themes` in their order; `summary`
    in the reader's language, else in Finnish, else in any.
    """

    first: Row
    themes: list[Row] = field(default_factory=list)
    summaries: list[Row] = field(default_factory=list)

    def summary(self, language: str) -> Row | None:
        """The summary for a reader of this language, if there is one."""
        by_language = {row["summary_language_code"]: row for row in self.summaries}
        wanted = (code for code in (language, "fi", *by_language) if code in by_language)
        return by_language.get(next(wanted, ""))


def open_answers(answers: Mapping[str, Answer], code: str) -> list[OpenAnswers]:
    """All questions of a questionnaire of whose open answers something is published, the latest half-year first."""
    found: dict[tuple[int, int], OpenAnswers] = {}
    for name in ("open_themes", "open_summaries"):
        for row in answers[name].records:
            if row["questionnaire_code"] == code:
                key = (-row["period_key"], row["question_key"])
                one = found.setdefault(key, OpenAnswers(row))
                (one.themes if name == "open_themes" else one.summaries).append(row)
    return [one for _, one in sorted(found.items(), key=lambda item: item[0])]
