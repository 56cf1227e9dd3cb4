"""Words of the validation report, in Finnish and English.

Belongs here: captions, next steps, plurals, bands. Does not belong here: how they are laid out
(report, page) or what the rules say (suites).
"""

from __future__ import annotations

# Group of results: (caption in the summary), look, heading in Finnish, in English.
GROUPS: dict[str, tuple[tuple[str, str], str, str, str]] = {
    "blocking": (
        ("estää julkaisun", "blocking"),
        "blocking",
        "Nämä estävät julkaisun",
        "These block the release",
    ),
    "warning": (("varoituksia", "warnings"), "warning", "Tarkista nämä", "Check these"),
    "information": (("tiedoksi", "for information"), "note", "Tiedoksi", "For information"),
    "pass": (("kunnossa", "passed"), "passed", "Kunnossa", "Passed"),
    "not_applicable": (
        ("ei koske tätä", "not applicable"),
        "passed",
        "Eivät koske tätä julkaisua",
        "Do not apply to this release",
    ),
}

OWNERS = {
    "data_engineer": ("aineistoinsinööri", "data engineer"),
    "quality_reviewer": ("laadun tarkastaja", "quality reviewer"),
    "bi": ("raporttien tekijä", "BI analyst"),
}

CHECKED_WITH = {"great_expectations": "Great Expectations", "sql": "SQL", "python": "Python"}

NEXT_STEPS = {
    "blocking": (
        "Pyydä vastuuhenkilöä korjaamaan syy ja ajamaan tiedot uudelleen. Estävää sääntöä ei "
        "voi ohittaa.",
        "Ask the owner to correct the cause and run the data again. A blocking rule cannot be "
        "waived.",
    ),
    # The one blocking rule that a person may accept; made in orchestration/release/loss_rule.py.
    "release.nothing_dropped": (
        "Katso syy komennolla `mukana status`: muuttuneet rivit ja toimitukset. Korjaa syy ja aja "
        "tiedot uudelleen. Jos vähennys on oikein, hyväksy se komennolla "
        "`mukana review accept-loss`.",
        "See the cause with `mukana status`: the changed lines and the deliveries. Correct it and "
        "run the data again. If the loss is right, accept it with `mukana review accept-loss`.",
    ),
    "error": (
        "Pyydä aineistoinsinööriä selvittämään, miksi sääntöä ei voitu tarkistaa. Mitään ei "
        "julkaista ennen kuin se on tarkistettu.",
        "Ask the data engineer to find out why the rule could not be checked. Nothing is "
        "published before it has been checked.",
    ),
    "warning": (
        "Selvitä syy vastuuhenkilön kanssa, ennen kuin luotat näihin lukuihin. Varoitus ei estä "
        "julkaisua.",
        "Find out the cause with the owner before you trust these numbers. A warning does not "
        "block the release.",
    ),
    "information": (
        "Mitään ei tarvitse tehdä nyt. Korjaa, kun ehdit.",
        "Nothing needs to be done now. Correct it when you have time.",
    ),
}

# Status of a delivery: look, Finnish, English; those that need a person come last.
DELIVERY_STATUSES = {
    "accepted": ("passed", "hyväksytty", "accepted"),
    "refused": ("warning", "hylätty", "refused"),
    "on_hold": ("warning", "odottaa päätöstä", "on hold"),
    "failed": ("blocking", "lukeminen epäonnistui", "failed"),
}

_BANDS = ((0, "0"), (4, "1-4"), (9, "5-9"), (24, "10-24"), (49, "25-49"), (99, "50-99"))


def band(count: int) -> str:
    """A number of forms as a band: exact counts of people are published nowhere."""
    return next((name for highest, name in _BANDS if count <= highest), "100+")


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun: "1 varoitus", "3 varoitusta"."""
    return f"{count} {one if count == 1 else many}"
