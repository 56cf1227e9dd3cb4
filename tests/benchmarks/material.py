"""What the benchmark's synthetic export is made of, beside the questionnaire.

Belongs here: services, hand-made columns, open answers. Does not belong here: who gets which.
"""

from __future__ import annotations

from tests.benchmarks.sheet import Cell

KINDS = ("Kuntouttava työtoiminta", "Sosiaalinen kuntoutus", "Työpaja")
TOWNS = {
    "Asikkala": "016", "Hartola": "081", "Heinola": "111", "Hollola": "098", "Iitti": "142",
    "Kärkölä": "316", "Lahti": "398", "Orimattila": "560", "Padasjoki": "576", "Sysmä": "781",
}  # fmt: skip
# Fourteen services; the last has six people and three pairs at every size, so it is suppressed.
SERVICES = [
    (f"palvelu_{number + 1:02}", f"{KINDS[number % 3]} {town} {number + 1}", town)
    for number, town in enumerate([*TOWNS, *list(TOWNS)[:4]])
]
TINY = len(SERVICES) - 1
# Columns that officials add by hand; none is in the questionnaire, so Mukana does not read them.
EXTRAS: dict[str, list[Cell]] = {
    "Huom": [None, None, None, "tarkista", "ok"],
    "Käyntikertoja": [1, 2, 5, 8, 13, 21, None],
    "Lomakkeen versio": ["2023-11", "2024-02"],
    "Vastaustapa": ["linkki", "paperi", "tabletti"],
    "Laite": ["puhelin", "tietokone", "tabletti"],
    "Vastausaika minuutteina": [3, 4, 5, 7, 9, 14],
    "Ryhmä": ["A", "B", "C", "D"],
    "Ryhmän koko": [4, 6, 8, 10, 12],
    "Tulkki mukana": ["ei", "ei", "ei", "kyllä"],
    "Täytetty yhdessä": ["ei", "kyllä"],
    "Hanke": [None, "Osallistava arki", "Uusi suunta"],
    "Rahoituslähde": ["kunta", "hyvinvointialue", "hanke"],
    "Palautekeskustelu pidetty": ["kyllä", "ei", None],
    "Koonti tehty": ["x", None],
    "Siirretty taulukkoon": ["x"],
    "Viikonpäivä": ["ma", "ti", "ke", "to", "pe"],
    "Tuntia viikossa": [4, 8, 12, 16, 20],
    "Jatkosuunnitelma": ["tehty", "kesken", None],
    "Erä": [1, 2, 3, 4],
    "Tila": ["valmis"],
    "Muistiinpano": [None, None, "katso lomake", "soitettu"],
    "Järjestys": [1, 2, 3],
    "Kausi": ["kevät", "syksy"],
    "Toimipiste": ["keskusta", "itä", "länsi"],
    "Lähde": ["Webropol"],
}
OPEN_ANSWERS = [None, None, "Ryhmässä oli hyvä olla.", "Sain apua arkeen.", "En keksi mitään."]
