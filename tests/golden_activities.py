"""A synthetic set of logs with the published margins of S3 and S4, as plain Excel sheets.

S3: Verso, final report 31.1.2025. S4: Sokra, evaluation of 1.10.2021. What the sources print is
marked `printed`; everything else (days, places, who coached whom) is invented to fit.
"""

from __future__ import annotations

from pathlib import Path

from tests.exports import xlsx

SYNTHETIC = "synteettinen esimerkki"
SERVICES = "service_code,name_fi,name_sv,name_en,service_type_code,organisation_name,sector_code,municipality_code\n"
# Printed: the six workshops. Asikkala was met remotely.
WORKSHOPS = {
    "Iitti": "142", "Hartola": "081", "Sysmä": "781", "Hollola": "098", "Lahti": "398", "Asikkala": "016",
}  # fmt: skip
NGOS = [f"Järjestö {number}" for number in range(1, 6)]
# Sixteen municipalities were coached (printed); only Hollola is named.
COACHED = [
    "Hollola", "Lahti", "Heinola", "Tampere", "Turku", "Oulu", "Kuopio", "Joensuu", "Vaasa", "Kotka",
    "Kouvola", "Mikkeli", "Rauma", "Salo", "Kajaani", "Rovaniemi",
]  # fmt: skip
LOG = ["Toimenpiteen päivä", "Toimenpiteen laji", "Kunta", "Palvelu", "Kertoja", "Luku suluissa",
       "Toteutus", "Mukana", "Mitä sovittiin", "Mihin mennessä", "Sovittu omin sanoin", "Sovitusta tehty",
       "Sovitusta tekemättä", "Mitä siitä seurasi", "Huom"]  # fmt: skip


def services() -> str:
    """The register's lines of the workshops and the NGOs."""
    workshops = [
        f"tyopaja_{c},Työpaja {n},,,workshop,Alue,county,{c}" for n, c in WORKSHOPS.items()
    ]
    ngos = [f"ngo_{i},{name},,,peer_support,{name},ngo,398" for i, name in enumerate(NGOS, 1)]
    return SERVICES + "\n".join([*workshops, *ngos]) + "\n"


def outreach() -> list[list[str]]:
    """Printed: 26 visits to 4 food distributions, 2017 encounters = 25 * 78 + 67."""
    encounters = ["78"] * 25 + ["(67)"]
    rows = [
        [f"{1 + i % 28}.{2 + i // 3}.2024", f"Ruokajakelu {1 + i % 4}", "Lahti", met, SYNTHETIC]
        for i, met in enumerate(encounters)
    ]
    return [["Käynnin päivä", "Jalkautumispaikka", "Kunta", "Kohtaamisia", "Huom"], *rows]


def _row(day: str, kind: str, **more: str) -> list[str]:
    return [day, kind, *(more.get(name, "") for name in (
        "place", "service", "times", "bracket", "setting", "present", "agreed", "due", "words", "done",
        "not_done", "outcome",
    )), SYNTHETIC]  # fmt: skip


def project() -> list[list[str]]:
    """Printed, row by row: support, results, own events, talks, network meetings."""
    ngo, own, talk = "Suunnittelutapaaminen järjestön kanssa", "Oma tapahtuma", "Puheenvuoro"
    plan = [_row(f"{1 + i}.{3 + i % 9}.2024", ngo, service=NGOS[i % 5]) for i in range(20)]
    plan += [_row(f"{i}.9.2024", "Suunnittelutapaaminen palvelun kanssa") for i in (3, 10, 24)]
    # 5 remote clinics in August and September with 42 people; training with 30.
    clinics = [
        _row(f"{20 - i}.{8 + i % 2}.2024", "Klinikka", bracket=n, setting="Etä")
        for i, n in enumerate(["(12)", "9", "8", "7", "6"])
    ]
    training = [_row("7.10.2024", "Koulutus", bracket="30")]
    events = [
        _row("31.3.2024", own),
        _row("27.5.2024", own, times="2", bracket="18"),
        _row("18.10.2024", own, bracket="50"),
        _row("28.11.2024", own, bracket="52"),
        _row("30.11.2024", own, times="3", bracket="250"),
    ]
    days = ["15.2", "5.3", "22.5", "14.6", "12.9", "19.9", "7.11", "15.11"]
    heard = ["(30)", "(18)", "(30)", "", "(30)", "", "(180)", "(42)"]
    talks = [_row(f"{d}.2024", talk, bracket=n) for d, n in zip(days, heard, strict=True)]
    # Luova, Vertaisverkko, NEAR (no number), Osallisuusohjelma, HYTE, HML, RRP, P-Savo, national.
    met = ["4", "2", "", "6", "2", "2", "10", "4", "3"]
    network = [_row("31.12.2024", "Verkostotapaaminen", bracket=n) for n in met]
    return [LOG, *plan, *clinics, *training, *_results(), *events, *talks, *network]


def _results() -> list[list[str]]:
    """Printed: 6 workshops, 4 occasions of staff on these days, 2 NGOs. What was agreed is invented."""
    workshops = [
        _row(
            f"{2 + i}.12.2024", "Tulosten käsittely työpajan kanssa", place=name,
            service=f"Työpaja {name}", setting="Etä" if name == "Asikkala" else "Lähi",
            present="Asiakkaita, Työntekijöitä",
        )
        for i, name in enumerate(WORKSHOPS)
    ]  # fmt: skip
    workshops[list(WORKSHOPS).index("Sysmä")][8] = "Mitataan uudelleen"
    lahti = list(WORKSHOPS).index("Lahti")
    workshops[lahti][8:14] = [
        "Lisätään yhteistä tekemistä; Lisätään ohjausta ja tukea; Mitataan uudelleen", "31.5.2025",
        "Maija soittaa kaikille", "Mitataan uudelleen; Lisätään vaikuttamisen paikkoja",
        "Lisätään yhteistä tekemistä", "Tilanne parani",
    ]  # fmt: skip
    staff = [
        _row(f"{d}.12.2024", "Tulosten käsittely henkilöstön kanssa") for d in (12, 12, 16, 17)
    ]
    ngos = [
        _row("5.12.2024", "Tulosten käsittely järjestön kanssa", service=n, bracket="4")
        for n in NGOS[:2]
    ]
    return [*workshops, *staff, *ngos]


def ngos() -> list[list[str]]:
    """Printed: five NGOs, four with the survey, one with the indicator; two handled, three not."""
    rows = [
        ["31.12.2024", name, "Vain osallisuusindikaattori" if i == 4 else "Osallisuuskysely",
         "Käsitelty" if i < 2 else "Käsittelemättä", SYNTHETIC]
        for i, name in enumerate(NGOS)
    ]  # fmt: skip
    return [
        ["Tilanne päivänä", "Järjestön palvelu", "Millä mitataan", "Tulosten käsittely", "Huom"],
        *rows,
    ]


def feedback() -> list[list[str]]:
    """Printed: six respondents, twelve selected answers."""
    a, b, c = "Toiminnan kehittämisessä", "Keskustelussa asiakkaiden kanssa", "Muuten"
    chosen = [[a], [a, b], [a, b, c], [a], [a, b], [b, c, a]]
    rows = [[f"{n}.12.2024", "; ".join(options)] for n, options in enumerate(chosen, 2)]
    return [["Palautteen päivä", "Miten aiotte hyödyntää osallisuuskyselyn tuloksia?"], *rows]


def coaching() -> list[list[str]]:
    """Printed: 16 municipalities in spring 2020, 3–5 sessions, coaches of three kinds."""
    coaches = ["Osallisuusasiantuntija", "Sparrausta saanut kunta", "Kuntalainen"]
    rows = []
    for i, place in enumerate(COACHED):
        last = 3 + i % 3
        for session in range(1, last + 1):
            end = (
                ["Kyllä", "Seurantakokous", f"{1 + i}.11.2020"]
                if session == last
                else ["Ei", "Välitehtävä", ""]
            )
            heads = "" if session == 2 else str(3 + 2 * session)
            rows.append([f"{1 + i}.{session}.2020", place, str(session), coaches[i % 3], heads, *end, SYNTHETIC])  # fmt: skip
    header = ["Sparrauksen päivä", "Kunta", "Sparrauskerta", "Sparraaja", "Osallistujia",
              "Palvelualueiden suunnitelma tehty", "Mitä sovittiin", "Seurannan päivä", "Huom"]  # fmt: skip
    return [header, *rows]


def readiness() -> list[list[str]]:
    """Printed: the four boxes; Hollola named its chief administrative officer. Ticks are invented."""
    rows = []
    for i, place in enumerate(COACHED):
        boxes = "Osallisuusohjelma; Resursoitu" if i % 2 else "Ei mitään näistä"
        rows.append([f"{1 + i}.1.2020", place, "Ennen sparrausta", boxes, "", SYNTHETIC])
    named = "Osallisuusohjelma; Vastuuhenkilö nimetty"
    rows.append(["15.6.2020", "Hollola", "Sparrauksen jälkeen", named, "Hallinto- ja talousjohtaja", SYNTHETIC])  # fmt: skip
    return [["Kartoituksen päivä", "Kunta", "Kartoituksen vaihe", "Mitä kunnassa on", "Vastuuhenkilön virka", "Huom"], *rows]  # fmt: skip


LOGS = {
    "etsiva": outreach, "toimenpiteet": project, "jarjestot": ngos, "palaute": feedback,
    "sparraus": coaching, "tilanne": readiness,
}  # fmt: skip


def write(folder: Path) -> list[Path]:
    """Write every log as an Excel file named synthetic; returns the files."""
    return [
        xlsx(folder / f"{name}_synteettinen.xlsx", rows(), sheet="Synteettinen")
        for name, rows in LOGS.items()
    ]
