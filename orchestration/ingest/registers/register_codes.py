"""Codes by which one register names another, or a national classification.

Belongs here: what a code that nobody knows would do unnoticed, and the zeros that a spreadsheet takes
away. Does not belong here: names (known_texts).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from orchestration.ingest.registers.official_names import seed_rows
from orchestration.ingest.registers.register_file import Line
from orchestration.ingest.registers.service_senders import senders_of

_MUNICIPALITY_DIGITS = 3


def wrong_codes(folder: Path, services: Sequence[Line], senders: Sequence[Line]) -> Iterator[str]:
    """A `file:line: …` sentence for each code that does not exist. A zero that a spreadsheet took away
    from the code of a municipality is put back.
    """
    file = folder / "services.csv"
    known = {line["sender_code"] for line in senders}
    municipalities = {row["municipality_code"] for row in seed_rows("municipalities")}
    for line in services:
        for code in sorted(senders_of(line) - known):
            yield f"{file}:{line.number}: `senders` has `{code}`, which senders.csv has not"
        if given := line["municipality_code"]:
            # A spreadsheet takes 098 for the number 98.
            line["municipality_code"] = code = given.zfill(_MUNICIPALITY_DIGITS)
            if code not in municipalities:
                yield (
                    f"{file}:{line.number}: no municipality has the code `{given}`. Give the three digits"
                    " of Statistics Finland, such as 398, or leave it empty"
                )
    codes = {line["service_code"] for line in services}
    for line in senders:
        if (code := line["service_code"]) and code not in codes:
            yield (
                f"{folder / 'senders.csv'}:{line.number}: `service_code` has `{code}`, which services.csv"
                " has not"
            )
