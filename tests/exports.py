"""Exports in the shape of the tools, for tests: rows of texts in, files out.

The Finnish wordings are literals here, so that an error in the questionnaire is found.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

ITEMS = [
    "Tunnen, että päivittäiset tekemiseni ovat merkityksellisiä.",
    "Saan myönteistä palautetta tekemisistäni.",
    "Kuulun itselleni tärkeään ryhmään tai yhteisöön.",
    "Olen tarpeellinen muille ihmisille.",
    "Pystyn vaikuttamaan oman elämäni kulkuun.",
    "Tunnen, että elämälläni on tarkoitus.",
    "Pystyn tavoittelemaan minulle tärkeitä asioita.",
    "Saan itse apua silloin, kun sitä todella tarvitsen.",
    "Koen, että minuun luotetaan.",
    "Pystyn vaikuttamaan joihinkin elinympäristöni asioihin.",
]
LABELS = {
    1: "Täysin eri mieltä",
    2: "Jokseenkin eri mieltä",
    3: "Ei samaa eikä eri mieltä",
    4: "Jokseenkin samaa mieltä",
    5: "Täysin samaa mieltä",
    None: "",
}
HEADER = ["Vastausaika", "Vastaajakoodi", "Mittaus", "Palvelu", *ITEMS]
# What the full survey asks beside the ten items, and one way to answer it.
MORE = {
    "Suostun vastausteni käyttöön": "Kyllä",
    "Tunnetko itsesi yksinäiseksi?": "Joskus",
    "Miten tämä toiminta on vaikuttanut osallisuuteesi?": "Myönteisesti",
    "Kerro omin sanoin, miten toiminta on vaikuttanut sinuun.": "Sain ystävän",
    "Ikäryhmä": "30–44 vuotta",
    "Sukupuoli": "Nainen",
    "Äidinkieli": "suomi",
}
FULL_HEADER = [*HEADER, *MORE]
GOLDEN_B_START = {"a": 22, "b": 25, "c": 30, "d": 28, "e": 35, "f": 31, "g": 27, "h": 33, "i": 12, "j": 14, "k": 16, "l": 13}  # fmt: skip
GOLDEN_B_END = {"a": 26, "b": 24, "c": 34, "d": 33, "e": 35, "f": 38, "g": 25, "h": 39, "m": 40}


def items_of_sum(total: int) -> list[int]:
    """Ten answers 1–5 whose sum is `total`."""
    low, more = divmod(total, 10)
    return [low + 1] * more + [low] * (10 - more)


def row(
    code: str,
    phase: str,
    answers: Sequence[int | None],
    *,
    at: str = "5.2.2024 10.00.00",
    service: str = "",
) -> list[str]:
    """One filled-in form as Webropol writes it: labels, not numbers."""
    return [at, code, phase, service, *(LABELS[answer] for answer in answers)]


def full_row(code: str, phase: str, answers: Sequence[int | None], **more: str) -> list[str]:
    """One form of the full survey; `more` may replace the consent of MORE."""
    rest = MORE | {"Suostun vastausteni käyttöön": more.pop("consent", "Kyllä")}
    return [*row(code, phase, answers, **more), *rest.values()]


def golden_b() -> list[list[str]]:
    """The rows of golden B: raw sums 10–50 of twelve starts and nine ends."""
    starts = [row(c, "Alku", items_of_sum(s), at=f"5.2.2024 10.{i:02}.00") for i, (c, s) in enumerate(GOLDEN_B_START.items())]  # fmt: skip
    ends = [row(c, "Loppu", items_of_sum(s), at=f"6.5.2024 10.{i:02}.00") for i, (c, s) in enumerate(GOLDEN_B_END.items())]  # fmt: skip
    return [*starts, *ends]


def xlsx(path: Path, rows: Iterable[Sequence[str | float]], *, sheet: str = "Raportti") -> Path:
    """Write rows as they stand, header included."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet(sheet)
    for number, cells in enumerate(rows):
        page.write_row(number, 0, cells)
    book.close()
    return path


def csv_text(rows: Iterable[Sequence[str]], delimiter: str = ";") -> str:
    """Rows as csv text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
