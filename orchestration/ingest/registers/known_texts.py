"""Every text that means a service, a municipality or an area, from the registers and the seeds.

Belongs here: putting names, codes and aliases together; a text that two codes have is a problem.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from orchestration.core.words import Words
from orchestration.ingest.registers.official_names import (
    names_of,
    seed_names,
    seed_rows,
    unshared,
)
from orchestration.ingest.registers.register_file import Line


def known_texts(
    folder: Path, rows: Mapping[str, Sequence[Line]], problems: list[str]
) -> dict[str, Words]:
    """Every text that means a code, by kind; a name that two codes have goes to `problems`."""
    areas = unshared(seed_names("regions", "region"))
    names = {
        "service": Words(names_of(rows["services"], "service_code", "name_")),
        "municipality": Words(unshared(seed_names("municipalities", "municipality"))),
        "area": Words((name, code) for name, code in areas if not name.isdecimal()),
    }
    services = folder / "services.csv"
    line_of = {row["service_code"]: row.number for row in rows["services"]}
    for text, first, second in names["service"].collisions:
        problems.append(
            f"{services}:{line_of[second]}: `{text}` is already a name of `{first}`"
            f" ({services}:{line_of[first]}); give each service its own name"
        )
    for known in seed_rows("area_aliases"):
        names[known["kind"]].declare(known["alias"], known["code"])
    for alias in rows["aliases"]:
        kind, code = alias["kind"], alias["code"]
        where = f"{folder / 'aliases.csv'}:{alias.number}"
        if kind not in names or code not in names[kind].meanings():
            problems.append(f"{where}: no {kind or 'kind'} has the code `{code}`")
        elif (owner := names[kind].declare(alias["alias"], code)) != code:
            problems.append(f"{where}: the alias is already a name of `{owner}`")
    return names
