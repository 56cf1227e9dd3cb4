"""Pages of Webropol's REST interface: long already, made wide here, one row per ResponseId.

Belongs here: the shape of those pages: one or several in a file, as a list, as lists of pages or
one after the other, and each answer in the older shape (`Answer`) or the newer (`QuestionAnswers`).
Only the keys listed here are kept while parsing; e-mail addresses and other data about a person are
dropped at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from orchestration.ingest.messages.refusal import Refusal, reason
from orchestration.ingest.readers.parser_errors import refuse_parser_errors
from orchestration.ingest.readers.sheet import Limits, Sheet

_ID, _DATE, _LANGUAGE, _ANSWERS = "ResponseId", "ResponseDate", "Language", "RespondentAnswers"
_RESPONSE = {_ID, _DATE, _LANGUAGE, _ANSWERS}
_ANSWER = ("QuestionId", "Question", "Label", "Answer")
# Kept as headers without cells, so that the sender sees that they were not read.
_UNREAD = ("RespondentEmail", "RespondentName", "RespondentPhone", "IPAddress", "IpAddress")
_DEPTH = 6
_NAME = "json"

# (QuestionId, header): the same text may be asked twice, and then has two ids.
Column = tuple[str, str]
# Column -> the texts in its cell, each once, in order.
Row = dict[Column, dict[str, None]]


def read_webropol_rest(data: bytes, limits: Limits) -> Iterator[Sheet]:
    """Read the responses of all pages of a file as one table. Raises Refusal."""
    unread: dict[str, None] = {}
    with refuse_parser_errors("json"):
        pages = _documents(data.decode("utf-8-sig"), unread)
        rows = _rows(pages)
    if not rows:
        raise Refusal(reason("unreadable", kind="json"))
    headers = _in_order(rows.values())
    limits.check_shape(1, len(rows) + 1, len(headers) + len(unread))
    columns = [
        pa.array([h[1], *(";".join(row.get(h, ())) for row in rows.values())]) for h in headers
    ]
    columns += [pa.array([name, *[""] * len(rows)]) for name in unread]
    first = len(headers)
    yield Sheet(
        _NAME,
        tuple(columns),
        tool="webropol",
        unread=frozenset(range(first, first + len(unread))),
    )


def _documents(text: str, unread: dict[str, None]) -> list[Any]:
    """All JSON values of the text, one after the other, with the kept keys alone."""

    def kept(pairs: list[tuple[str, Any]]) -> Any:
        found = dict(pairs)
        unread.update({name: None for name in _UNREAD if name in found})
        if _ANSWERS in found or _ID in found:
            return {key: value for key, value in found.items() if key in _RESPONSE}
        if "Answer" in found and "Question" in found:
            return tuple(_text(found.get(key)) for key in _ANSWER)
        if "OptionAnswer" in found:
            return _text(found.get("RowText")), _text(found["OptionAnswer"])
        if "QuestionTitle" in found and "QuestionAnswers" in found:
            return _newer(found)
        return [value for value in found.values() if isinstance(value, list | dict)]

    decoder, found, at = json.JSONDecoder(object_pairs_hook=kept), [], 0
    while at < len(text):
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        if at < len(text):
            value, at = decoder.raw_decode(text, at)
            found.append(value)
    return found


def _newer(question: dict[str, Any]) -> list[tuple[str, ...]]:
    """The answers of a question in the newer shape: one for each option chosen, or row of a matrix."""
    identity, title, label = (
        _text(question.get(k)) for k in ("QuestionId", "QuestionTitle", "Label")
    )
    answers = question["QuestionAnswers"]
    chosen = [one for one in answers if isinstance(one, tuple)] if isinstance(answers, list) else []
    return [(identity, title, row or label, answer) for row, answer in chosen]


def _rows(pages: list[Any]) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for response in _responses(pages, _DEPTH):
        identity = _text(response.get(_ID))
        if not identity:
            raise Refusal(reason("no_response_id", sheet=_NAME))
        # A response may go on on the next page.
        row = rows.setdefault(identity, {("", _ID): {identity: None}, ("", _DATE): {}})
        own = {key: _text(response.get(key)) for key in (_DATE, _LANGUAGE) if key in response}
        row.update({("", key): {text: None} for key, text in own.items()})
        answers = response.get(_ANSWERS)
        for answer in answers if isinstance(answers, list) else ():
            for one in answer if isinstance(answer, list) else [answer]:
                if isinstance(one, tuple) and len(one) == len(_ANSWER):
                    _add(row, *one)
    return rows


def _in_order(rows: Iterable[Row]) -> list[Column]:
    """All columns in the order of the form: one that a response adds comes after its neighbour."""
    # Each column points to the next, so that adding one takes the same time however many there are.
    next_of: dict[Column | None, Column | None] = {None: None}
    for row in rows:
        neighbour: Column | None = None
        for column in row:
            if column not in next_of:
                next_of[column], next_of[neighbour] = next_of[neighbour], column
            neighbour = column
    order, at = [], next_of[None]
    while at is not None:
        order.append(at)
        at = next_of[at]
    return order


def _responses(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list) and depth:
        for each in value:
            yield from _responses(each, depth - 1)


def _add(row: Row, question_id: str, question: str, label: str, answer: str) -> None:
    """Put one answer into its cell; several chosen options are joined with `;`."""
    # A label that is the answer itself names the option chosen, not a part of the question.
    column = (question_id, f"{question}:{label}" if label and label != answer else question)
    texts = row.setdefault(column, {})
    if answer:
        texts[answer] = None


def _text(value: Any) -> str:
    if value is None or isinstance(value, list | dict | tuple):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()
