"""Why a delivery is refused: one plain sentence each, in Finnish and English.

Belongs here: every sentence a sender can get, with what to do next. A sentence names sheet,
cell and declared texts, never what stands in a cell: that may be somebody's answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

_SENTENCES: dict[str, tuple[str, str]] = {
    "empty_file": (
        "Tiedosto on tyhjä. Vie se kyselytyökalusta uudelleen.",
        "The file is empty. Export it again from the survey tool.",
    ),
    "too_big": (
        "Tiedosto on {size} Mt, raja on {limit} Mt. Jaa vienti osiin tai rajaa aikaväliä.",
        "The file is {size} MB, the limit is {limit} MB. Split the export or narrow its dates.",
    ),
    "protected": (
        "Tiedosto on salasanasuojattu tai vanhaa Excel-muotoa. Tallenna se ilman salasanaa .xlsx-muodossa.",
        "The file is password-protected or in the old Excel format. Save it without a password as .xlsx.",
    ),
    "unreadable": (
        "Tiedostoa ei voi lukea taulukkona ({kind}). Vie kysely xlsx-, csv- tai sav-muodossa.",
        "The file cannot be read as a table ({kind}). Export the survey as xlsx, csv or sav.",
    ),
    "too_wide": (
        "Taulukossa on {count} saraketta, raja on {limit}. Poista ylimääräiset sarakkeet.",
        "The table has {count} columns, the limit is {limit}. Remove the extra columns.",
    ),
    "unknown_questionnaire": (
        "Otsikoista ei tunnistettu mitään kyselyä. Tarkista, että otsikkorivi on mukana, tai pyydä lisäämään kysely.",
        "The headers match no questionnaire. Check that the header row is there, or ask for the questionnaire to be added.",
    ),
    "two_forms_fit": (
        "Otsikot sopivat yhtä hyvin kahteen lomakkeeseen: {first} ja {second}. Kerro, kumpi tämä on.",
        "The headers fit two forms equally well: {first} and {second}. Tell which one this is.",
    ),
    "no_wave": (
        "Vastausajat eivät osu minkään lomakkeen vastausaikaan. Tarkista päivämäärät tai pyydä lisäämään uuden kierroksen lomake.",
        "The times of the answers fall in no form's time of answering. Check the dates, or ask for a form of the new wave to be added.",
    ),
    "no_rows": (
        "Tiedostossa on otsikot mutta ei yhtään vastausta. Vie vastaukset uudelleen.",
        "The file has headers but no answers. Export the answers again.",
    ),
    "missing_column": (
        "Pakollinen sarake puuttuu: “{text}”.{nearest} Palauta otsikko lomakkeen mukaiseksi.",
        "A required column is missing: “{text}”.{nearest} Restore the header as on the form.",
    ),
    "repeated_column": (
        "Sama kysymys on kahdessa sarakkeessa. Poista toinen.",
        "The same question stands in two columns. Remove one of them.",
    ),
    "unknown_label": (
        "Tuntematon vastausvaihtoehto kysymyksessä “{text}”, {count} solua. Sallitut: {allowed}.",
        "Unknown answer option in question “{text}”, {count} cells. Allowed: {allowed}.",
    ),
    "undeclared_direction": (
        "Kysymyksessä “{text}” on pelkkiä numeroita, eikä lomake kerro niiden suuntaa. Vie vastaukset teksteinä.",
        "Question “{text}” holds bare numbers and the form does not say their direction. Export the answers as texts.",
    ),
    "unknown_value": (
        "Tuntematon arvo sarakkeessa “{text}”, {count} solua. {next_fi}",
        "Unknown value in column “{text}”, {count} cells. {next_en}",
    ),
    "no_phase": (
        "Ei käy ilmi, onko mittaus alku, loppu vai kerta. Lisää sarake “{text}” ja täytä se joka riville.",
        "Nothing tells whether this is a start, end or single measurement. Add the column “{text}” and fill it on every row.",
    ),
    "bad_date": (
        "Päivämäärää ei voi tulkita varmasti sarakkeessa “{text}”, {count} solua. Kirjoita muodossa 31.12.2024.",
        "A date cannot be read with certainty in column “{text}”, {count} cells. Write it as 31.12.2024.",
    ),
    "not_a_number": (
        "Kysymyksen “{text}” vastausta ei voi lukea lukuna, {count} solua. Ne jätettiin puuttuviksi.",
        "An answer to question “{text}” cannot be read as a number, {count} cells. They are left as missing.",
    ),
    "identity_code": (
        "Tiedostossa on henkilötunnuksia, {count} solua. Poista ne ja hävitä tämä tiedosto; vastauksiin ei saa liittää henkilötunnusta.",
        "The file holds personal identity codes, {count} cells. Remove them and destroy this file; answers must not carry identity codes.",
    ),
    "no_sender": (
        "Tiedosto on suoraan landing-kansiossa. Siirrä se lähettäjän omaan kansioon.",
        "The file lies directly in the landing folder. Move it to its sender's own folder.",
    ),
    "broken": (
        "Lukeminen keskeytyi odottamatta ({kind}). Tiedosto yritetään lukea uudelleen; jos tämä toistuu, ota yhteys ylläpitoon.",
        "Reading broke off unexpectedly ({kind}). It will be tried again; if this repeats, contact the maintainers.",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """One thing that is wrong: its code, the sentence in two languages, and where."""

    code: str
    fi: str
    en: str
    sheet: str = ""
    cell: str = ""

    def as_dict(self) -> dict[str, str]:
        """For the ledger and for `--json`."""
        return asdict(self)


class Refusal(Exception):  # noqa: N818 - the glossary's word
    """The delivery as a whole cannot be used; `reasons` says all that was found."""

    def __init__(self, *reasons: Reason):
        self.reasons = reasons
        super().__init__("; ".join(reason.en for reason in reasons))


def reason(code: str, *, sheet: str = "", cell: str = "", **values: object) -> Reason:
    """Make a reason from the catalogue; `values` fill its sentence."""
    fi, en = _SENTENCES[code]
    return Reason(code, fi.format(**values), en.format(**values), sheet, cell)


def cell_name(row: int, column: int) -> str:
    """Spreadsheet address of a 1-based row and 0-based column: (2, 27) -> AB2."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def some_cells(rows: Sequence[int], column: int, most: int = 5) -> str:
    """The first few addresses of a column, e.g. `F2, F9, F14 …`."""
    named = ", ".join(cell_name(row, column) for row in rows[:most])
    return named + (" …" if len(rows) > most else "")
