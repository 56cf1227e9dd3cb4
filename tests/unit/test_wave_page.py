"""The page of a wave: a distribution says of each option how it changed since the wave before."""

from __future__ import annotations

import re
from html import unescape

from orchestration.html.pages import environment
from orchestration.html.texts import speaker
from orchestration.outputs.pages.governance import Wave
from orchestration.outputs.pages.site import TEMPLATES
from orchestration.outputs.wording.language import Language

ANSWERED = {"denominator": 9, "answered_count": 12, "area_count": 9, "area_set_count": 22}
ANSWERED |= dict.fromkeys(("note_method_fi", "note_fi", "source_text", "note_break_fi"))
ANSWERED |= {"metric_value": 4 / 9, "is_comparable": True, "is_series_break": False}


def _row(kind: str, option: str, change: str | None, **more: object) -> dict[str, object]:
    return ANSWERED | {
        "questionnaire_code": "q", "wave_code": "2025", "previous_wave_code": "2024",
        "question_code": "tools", "metric_code": "tools", "kind_code": kind,
        "question_text_fi": "Mitä välineitä?", "metric_name_fi": "Välineet",
        "option_label_fi": option, "value_text_fi": "4/9 = 44,4 %", "note_change_fi": change,
        "area_set_name_fi": "22 aluetta",
    } | more  # fmt: skip


def _words(rows: list[dict]) -> str:
    say = Language("fi")
    page = environment(TEMPLATES).get_template("wave.html.jinja").render(
        wave=Wave(rows[0], rows, {}), say=say, t=speaker("fi"), language="fi", file="w.html",
        title="Kysely", kind="Kierros 2025", links={}, is_synthetic=False,
        release={"release_id": "r", "published_at": None},
    )  # fmt: skip
    return re.sub(r"[|\s]*\|[|\s]*", "|", unescape(re.sub(r"<[^>]+>", "|", page)))


def test_each_option_has_its_own_change():
    words = _words([
        _row("distribution", "Raati", "+11,1 %-yks. (n = 9)"),
        _row("distribution", "Kysely", "−55,6 %-yks. (n = 9)"),
    ])  # fmt: skip
    since = "Muutos kierroksesta 2024"
    assert f"|Raati|4/9 = 44,4 %|{since}: +11,1 %-yks. (n = 9).|" in words
    assert f"|Kysely|4/9 = 44,4 %|{since}: −55,6 %-yks. (n = 9).|" in words
    # One of them is not the change of the whole.
    assert words.count(since) == 2


def test_a_distribution_without_a_wave_before_says_no_change():
    first = [
        _row("distribution", one, None, previous_wave_code=None) for one in ("Raati", "Kysely")
    ]
    assert "Muutos" not in _words(first)


def test_a_single_figure_says_its_change_below_it():
    words = _words([_row("share", "", "+4,5 %-yks. (n = 20)")])
    assert "Muutos kierroksesta 2024: +4,5 %-yks. (n = 20)." in words
