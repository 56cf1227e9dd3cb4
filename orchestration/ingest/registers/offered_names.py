"""Names that a form may offer to choose from: each is read back as what it names.

Belongs here: names of services, municipalities and areas in one language, in the order of the alphabet.
Pure. Does not belong here: looking up a name that somebody wrote (registers).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from orchestration.ingest.registers.official_names import seed_rows
from orchestration.ingest.registers.registers import Registers
from orchestration.ingest.registers.service_senders import senders_of

# Of the kinds that lie in seeds: the seed, and how its columns begin.
_SEEDS = {"municipality": ("municipalities", "municipality_"), "area": ("regions", "region_")}
# They come after z, in this order.
_LAST_LETTERS = str.maketrans("åäö", "{|}")


def offered(
    registers: Registers, language: str, sender_code: str | None = None
) -> dict[str, tuple[str, ...]]:
    """Kind -> names, in Finnish where a name is not there in the language.

    `sender_code`: without services that this sender may not send for.
    """
    services = [
        row
        for row in registers.services
        if sender_code is None or not senders_of(row) or sender_code in senders_of(row)
    ]
    rows = {"service": (services, "service_", "")}
    rows |= {kind: (seed_rows(seed), prefix, prefix) for kind, (seed, prefix) in _SEEDS.items()}
    return {
        kind: _names(registers, kind, listed, (f"{of_code}code", f"{of_name}name_", language))
        for kind, (listed, of_code, of_name) in rows.items()
    }


def _names(
    registers: Registers,
    kind: str,
    rows: Iterable[Mapping[str, str]],
    columns: tuple[str, str, str],
) -> tuple[str, ...]:
    """One of each thing, by its newest row, that means nothing else."""
    code, name, language = columns
    found: dict[str, str] = {}
    for row in rows:
        for text in (row[f"{name}fi"], row.get(name + language)):
            if text and registers.code(kind, text) == row[code]:
                found[row[code]] = text
    return tuple(
        sorted(found.values(), key=lambda text: (text.casefold().translate(_LAST_LETTERS), text))
    )
