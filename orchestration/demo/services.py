"""The invented services and senders of the demo, and their registers.

Belongs here: codes, names and who runs what. Every name says that it is an example.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

COUNTY = "paijat_hame_demo"
TALO, PAJA, MAASEUTU, MIELI, NAAPURI = (
    "kansalaistalo_demo",
    "pajayhdistys_demo",
    "maaseutuyhdistys_demo",
    "mielenvoima_demo",
    "naapuriapu_demo",
)
NATIONAL = "kansallinen_kysely_demo"
PROJECT = "osallisuushanke_demo"


@dataclass(frozen=True)
class Service:
    """One service: who delivers its answers, where it is, and how many people it has."""

    code: str
    sender: str
    municipality_code: str
    type_code: str
    people_count: int
    # Mean change of a person's level on the scale 0–100, before the items' noise and ceiling.
    change_mean: float = 4.6

    @property
    def name(self) -> str:
        """Finnish name, as the drop-down list of the survey shows it."""
        return self.names[0]

    @property
    def names(self) -> tuple[str, str, str]:
        """Names in fi, sv and en."""
        fi, sv, en = TYPES[self.type_code]
        place_fi, place_sv = MUNICIPALITIES[self.municipality_code]
        return (
            f"{fi}, {place_fi} (esimerkki)",
            f"{sv}, {place_sv} (exempel)",
            f"{en}, {place_fi} (example)",
        )


# Päijät-Häme's ten municipalities: Statistics Finland, CC BY 4.0.
MUNICIPALITIES = {
    "016": ("Asikkala", "Asikkala"),
    "081": ("Hartola", "Gustav Adolfs"),
    "098": ("Hollola", "Hollola"),
    "111": ("Heinola", "Heinola"),
    "142": ("Iitti", "Itis"),
    "316": ("Kärkölä", "Kärkölä"),
    "398": ("Lahti", "Lahtis"),
    "560": ("Orimattila", "Orimattila"),
    "576": ("Padasjoki", "Padasjoki"),
    "781": ("Sysmä", "Sysmä"),
}
TYPES = {
    "rehabilitative_work": (
        "Kuntouttava työtoiminta",
        "Arbetsverksamhet i rehabiliteringssyfte",
        "Rehabilitative work",
    ),
    "social_rehabilitation": (
        "Sosiaalinen kuntoutus",
        "Social rehabilitering",
        "Social rehabilitation",
    ),
    "workshop": ("Työpaja", "Verkstad", "Workshop"),
    "community_centre": ("Kansalaistalo", "Medborgarhus", "Community centre"),
    "peer_support": ("Vertaistoiminta", "Kamratstöd", "Peer support"),
    "neighbour_help": ("Naapuriapu", "Grannhjälp", "Neighbour help"),
}
# Hartola has four people on purpose: a group that must be suppressed.
SERVICES = (
    Service("kuntouttava_lahti", COUNTY, "398", "rehabilitative_work", 420),
    Service("kuntouttava_heinola", COUNTY, "111", "rehabilitative_work", 200),
    Service("kuntouttava_karkola", COUNTY, "316", "rehabilitative_work", 70),
    Service("sosiaalinen_hollola", COUNTY, "098", "social_rehabilitation", 190),
    Service("sosiaalinen_orimattila", COUNTY, "560", "social_rehabilitation", 150),
    # Here people feel less included at the end than at the start.
    Service("tyopaja_asikkala", COUNTY, "016", "workshop", 110, change_mean=-6.0),
    Service("tyopaja_iitti", COUNTY, "142", "workshop", 80),
    Service("tyopaja_hartola", COUNTY, "081", "workshop", 4),
    Service("tyopaja_sysma", COUNTY, "781", "workshop", 60),
    Service("kansalaistalo_lahti", TALO, "398", "community_centre", 260),
    Service("paja_heinola", PAJA, "111", "workshop", 150),
    Service("vertaistoiminta_padasjoki", MAASEUTU, "576", "peer_support", 90),
    Service("vertaistoiminta_lahti", MIELI, "398", "peer_support", 160),
    Service("naapuriapu_hollola", NAAPURI, "098", "neighbour_help", 60),
)
SENDERS = {
    COUNTY: ("Hyvinvointialue (esimerkki)", "Välfärdsområde (exempel)", "County (example)"),
    TALO: ("Kansalaistalo (esimerkki)", "Medborgarhus (exempel)", "Community centre (example)"),
    PAJA: ("Pajayhdistys (esimerkki)", "Verkstadsförening (exempel)", "Workshop NGO (example)"),
    MAASEUTU: ("Maaseutuyhdistys (esimerkki)", "Landsbygdsförening (exempel)", "Rural NGO (example)"),
    MIELI: ("Mielenvoima (esimerkki)", "Sinnesstyrka (exempel)", "Mental health NGO (example)"),
    NAAPURI: ("Naapuriapu (esimerkki)", "Grannhjälp (exempel)", "Neighbour help NGO (example)"),
    NATIONAL: ("Kansallinen kysely (esimerkki)", "Nationell enkät (exempel)", "National survey (example)"),
    PROJECT: ("Osallisuushanke (esimerkki)", "Delaktighetsprojekt (exempel)", "Inclusion project (example)"),
}  # fmt: skip
# What people write instead of the register's name, and its code.
SERVICE_ALIAS = ("kuntouttava_lahti", "Kuntouttava Lahti (esimerkki)")
MUNICIPALITY_ALIAS = ("398", "Lahden kaupunki")
AREA_ALIASES = {"PHHYVA": "09", "Pirkanmaa": "08", "Helsinki": "90"}


def registers() -> dict[str, bytes]:
    """Return the register files by name: services, senders and aliases as CSV bytes."""
    services = [
        [
            *(s.code, *s.names, s.type_code, SENDERS[s.sender][0], _sector(s)),
            *(s.municipality_code, s.sender),
        ]
        for s in SERVICES
    ]
    # The indicator-only form has no service column: its sender has one service.
    only = {s.sender: s.code for s in SERVICES if s.sender == NAAPURI}
    senders = [[code, *names, only.get(code, "")] for code, names in SENDERS.items()]
    aliases = [
        ["service", SERVICE_ALIAS[1], SERVICE_ALIAS[0], "lyhenne lomakkeella"],
        ["municipality", MUNICIPALITY_ALIAS[1], MUNICIPALITY_ALIAS[0], "kunnan pitkä nimi"],
        *(["area", alias, code, "lyhyt nimi"] for alias, code in AREA_ALIASES.items()),
    ]
    names = ["name_fi", "name_sv", "name_en"]
    kind = ["service_type_code", "organisation_name", "sector_code", "municipality_code", "senders"]
    return {
        "services.csv": _csv([["service_code", *names, *kind], *services]),
        "senders.csv": _csv([["sender_code", *names, "service_code"], *senders]),
        "aliases.csv": _csv([["kind", "alias", "code", "note"], *aliases]),
    }


def _sector(service: Service) -> str:
    return "county" if service.sender == COUNTY else "ngo"


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")
