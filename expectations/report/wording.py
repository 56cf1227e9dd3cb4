"""Words of the validation report, in Finnish and English.

Belongs here: captions, next steps, plurals, bands. Does not belong here: how they are laid out
(report, page) or what the rules claim (suites).
"""

from __future__ import annotations

# Group of results: (caption in the tally), look, heading in Finnish, in English.
GROUPS: dict[str, tuple[tuple[str, str], str, str, str]] = {
    "blocking": (
        ("estäviä", "blocking"),
        "stop",
        "Nämä estävät julkaisun",
        "These hold the release back",
    ),
    "warning": (("varoituksia", "warnings"), "heed", "Tarkista nämä", "Look at these"),
    "information": (("tiedoksi", "for information"), "note", "Tiedoksi", "For information"),
    "pass": (("täyttyy", "hold"), "fine", "Täyttyvät", "Hold"),
    "not_applicable": (
        ("ei koske", "not applicable"),
        "fine",
        "Eivät koske tätä julkaisua",
        "Do not apply to this release",
    ),
}

OWNERS = {
    "data_engineer": ("aineistoinsinööri", "data engineer"),
    "quality_reviewer": ("laadun tarkastaja", "quality reviewer"),
    "bi": ("raporttien tekijä", "BI analyst"),
}

NEXT_STEPS = {
    "blocking": (
        "Pyydä vastuussa olevaa korjaamaan syy ja ajamaan tiedot uudelleen. Estävää sääntöä ei "
        "voi ohittaa.",
        "Ask the owner to mend the cause and run the data again. A blocking rule cannot be waived.",
    ),
    "error": (
        "Pyydä aineistoinsinööriä selvittämään, miksi sääntöä ei voitu tarkistaa. "
        "Tarkistamaton ei ole kunnossa.",
        "Ask the data engineer why the rule could not be checked. Unchecked is not fine.",
    ),
    "warning": (
        "Selvitä syy vastuussa olevan kanssa ennen kuin luotat näihin lukuihin. Julkaisua tämä "
        "ei estä.",
        "Find out the cause with the owner before trusting these numbers. It does not hold the "
        "release back.",
    ),
    "information": (
        "Mitään ei tarvitse tehdä nyt; korjaa, kun se sopii.",
        "Nothing needs doing now; mend it when convenient.",
    ),
}

# Status of a delivery: look, Finnish, English; in the order in which they matter least first.
DELIVERY_STATUSES = {
    "accepted": ("fine", "otettu", "accepted"),
    "refused": ("heed", "palautettu", "refused"),
    "failed": ("stop", "epäonnistui", "failed"),
}

_BANDS = ((0, "0"), (4, "1-4"), (9, "5-9"), (24, "10-24"), (49, "25-49"), (99, "50-99"))


def band(count: int) -> str:
    """A number of forms as a band: exact counts of people are told nowhere."""
    return next((name for highest, name in _BANDS if count <= highest), "100+")


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun: "1 varoitus", "3 varoitusta"."""
    return f"{count} {one if count == 1 else many}"
