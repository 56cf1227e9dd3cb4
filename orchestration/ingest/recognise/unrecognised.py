"""Why a file is no form that is known, and what its sender can do.

Belongs here: the one reason for it, from the most certain on: it is empty, has several measurements
in a row, has its questions below one another, is like a form, or is none. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow.compute as pc

from orchestration.core.text import normalise
from orchestration.ingest.messages.form_messages import SEEMS_TO_BE
from orchestration.ingest.messages.message import Phrase
from orchestration.ingest.messages.refusal import Reason, cell_name, reason
from orchestration.ingest.readers import Sheet
from orchestration.ingest.readers.survey_tools import recognise_tool
from orchestration.ingest.recognise.header import Header, possible_headers
from orchestration.ingest.recognise.recognised_sheet import form_name, header_text
from orchestration.ingest.recognise.unread_columns import is_at_an_end
from orchestration.questionnaire.matching.header_keys import header_keys
from orchestration.questionnaire.matching.layout import Layout
from orchestration.questionnaire.matching.match import HeaderIndex
from orchestration.questionnaire.model.captions import caption

# A header of which so many columns are known is like a form, or one with so big a part of it.
_LIKE_COUNT, _LIKE_SHARE = 3, 0.25
_MOST_NAMED, _MOST_SURVEYS = 4, 12
# The questions of a turned table are in one of the first columns.
_FIRST_COLUMNS, _FIRST_ROWS = 3, 300
# Other words are looked for in so many headers, for so many questions.
_MOST_COLUMNS = 60
_TOOLS = {
    "qualtrics": "Qualtrics", "redcap": "REDCap", "surveymonkey": "SurveyMonkey",
    "alchemer": "Alchemer", "limesurvey": "LimeSurvey", "ms_forms": "Microsoft Forms",
    "kobo": "Kobo / ODK", "google_forms": "Google Forms", "webropol": "Webropol",
}  # fmt: skip
# A reading of a header of a sheet.
Found = tuple[Sheet, Header, Layout]


def why_unrecognised(
    sheets: Sequence[Sheet], found: Sequence[Found], known: list[HeaderIndex]
) -> Reason:
    """The one reason; `found` are the readings of every possible header as every form."""
    if all(pc.all(pc.equal(column, "")).as_py() for sheet in sheets for column in sheet.columns):
        return reason("empty_file")
    headers = [(sheet, header) for sheet in sheets for header in possible_headers(sheet)]
    certain = (
        *(_several_in_a_row(sheet, header, known) for sheet, header in headers),
        *(_turned(sheet, known) for sheet in sheets),
    )
    like = [one for one in found if _is_like(one[2])]
    if like and _most_like(like)[2].later:
        return _nearest(
            like
        )  # It is a table with a row per person, and its form says how it is read.
    none = _nearest(like) if like else _reworded(headers, known) or _no_questionnaire(sheets, known)
    return next(filter(None, certain), none)


def _several_in_a_row(sheet: Sheet, header: Header, known: list[HeaderIndex]) -> Reason | None:
    """A table with a row per person: most items of some form come in two or more columns, each
    with the item's text at one end. Returns None for any other table.
    """
    texts = {normalise(text): text for text in header.texts if text.strip()}
    for index in (index.base for index in known):
        items = index.survey.questionnaire.items() & set(
            index.form.asked(index.survey.questionnaire)
        )
        columns = [_ended_by(texts, index, item) for item in sorted(items)]
        again = [several for several in columns if len(several) > 1]
        if items and 2 * len(again) >= len(items):
            places = [header.texts.index(text) for text in again[0][:_MOST_NAMED]]
            cells = ", ".join(cell_name(header.last + 1, place) for place in places)
            return reason("several_in_a_row", sheet=str(sheet.number), cell=cells)
    return None


def _ended_by(texts: dict[str, str], index: HeaderIndex, item: str) -> list[str]:
    """Header texts that begin or end with a text of the item. One without a letter, such as `1`, is
    at an end of many headers that have nothing to do with it.
    """
    keys = [
        key
        for key, (target, _) in index.known.items()
        if target.code == item and any(map(str.isalpha, key))
    ]
    return [
        text
        for whole, text in texts.items()
        if any(whole == key or is_at_an_end(key, whole) for key in keys)
    ]


def _turned(sheet: Sheet, known: list[HeaderIndex]) -> Reason | None:
    """A table whose first columns hold at least three questions of a form, and half of them, below
    one another: it is turned, or it is a summary of answers.
    """
    for place, column in enumerate(sheet.columns[:_FIRST_COLUMNS]):
        keys = [header_keys(text) for text in column.slice(0, _FIRST_ROWS).to_pylist()]
        for index in (index.base for index in known):
            asked = set(index.form.asked(index.survey.questionnaire))
            rows = {
                index.known[key][0].code: row
                for row, one in enumerate(keys)
                for key in (*one.whole, *one.items)
                if key in index.known and index.known[key][0].code in asked
            }
            if len(rows) >= max(_LIKE_COUNT, len(asked) / 2):
                where = cell_name(min(rows.values()) + 1, place)
                return reason("turned_table", sheet=str(sheet.number), cell=where, count=len(rows))
    return None


def _reworded(headers: Sequence[tuple[Sheet, Header]], known: list[HeaderIndex]) -> Reason | None:
    """The form whose questions most headers are like, in other words. Only the fullest row of each
    sheet is looked at, since looking takes time.
    """
    fullest = {s.number: max((h for o, h in headers if o is s), key=_filled) for s, _ in headers}
    surveys = {index.survey.questionnaire.questionnaire: index.base for index in known}
    alike = [
        (number, header, index, near)
        for number, header in fullest.items()
        for index in surveys.values()
        if len(near := _near(header, index)) >= _LIKE_COUNT
    ]
    if not alike:
        return None
    number, header, index, near = max(alike, key=lambda one: len(one[3]))
    places = sorted(near)
    cells = ", ".join(cell_name(header.last + 1, place) for place in places[:_MOST_NAMED])
    return reason(
        "reworded_form",
        sheet=str(number),
        cell=cells,
        form=_title(index),
        text=caption(index.survey.questionnaire.questions[near[places[0]]].text, "fi"),
        count=len(places),
    )


def _filled(header: Header) -> int:
    return sum(bool(text.strip()) for text in header.texts)


def _near(header: Header, index: HeaderIndex) -> dict[int, str]:
    """Column -> the question that its header is like."""
    texts = [text for text in header.texts if text.strip()][:_MOST_COLUMNS]
    wanted = index.form.asked(index.survey.questionnaire)[:_MOST_COLUMNS]
    found = ((code, index.nearest(texts, code)) for code in wanted)
    return {header.texts.index(text): code for code, text in found if text}


def _title(index: HeaderIndex) -> Phrase:
    title = index.survey.questionnaire.title
    return Phrase(*(f"“{caption(title, language)}”" for language in ("fi", "en")))


def _no_questionnaire(sheets: Sequence[Sheet], known: list[HeaderIndex]) -> Reason:
    """No form is like the file: which questionnaires there are, and which tool's export it seems."""
    titles = list(dict.fromkeys(_title(index) for index in known)) or [Phrase("–", "–")]
    fi = ", ".join(title.fi for title in titles[:_MOST_SURVEYS])
    en = ", ".join(title.en for title in titles[:_MOST_SURVEYS])
    more = " …" if len(titles) > _MOST_SURVEYS else ""
    names = Phrase(fi + more, en + more)
    return reason("unknown_questionnaire", names=names, seen=_seen(sheets))


def _seen(sheets: Sequence[Sheet]) -> Phrase:
    """The tool whose own columns the file has, and the row that its headers seem to be on."""
    for sheet in sheets:
        found = recognise_tool(sheet.head())
        if found and (name := _TOOLS.get(found[0].name)):
            return SEEMS_TO_BE.filled(tool=name, row=found[1] + 1)
    return Phrase()


def _nearest(like: Sequence[Found]) -> Reason:
    """The form that has most columns in common with the file."""
    sheet, header, layout = _most_like(like)
    return reason(
        "weak_match",
        sheet=str(sheet.number),
        cell=cell_name(header.last + 1, min(layout.columns)),
        form=form_name(layout),
        found=f"{layout.found_count}/{layout.expected_count}",
        text=_absent(layout),
    )


def _most_like(like: Sequence[Found]) -> Found:
    return max(like, key=lambda one: (one[2].found_count, one[2].score))


def _is_like(layout: Layout) -> bool:
    count = layout.found_count
    is_enough = count >= _LIKE_COUNT or count >= _LIKE_SHARE * layout.expected_count
    return is_enough and layout.has_a_question


def _absent(layout: Layout) -> str:
    """The first headers of the form that are not in the file."""
    found = {target.code for part in layout.parts for target in part.columns.values()}
    asked = layout.form.asked(layout.questionnaire)
    absent = [code for code in [*layout.missing, *asked] if code not in found]
    texts = [f"“{header_text(layout, code)}”" for code in dict.fromkeys(absent)]
    return ", ".join(texts[:_MOST_NAMED]) + (" …" if len(texts) > _MOST_NAMED else "")
