"""Why a delivery is refused: what is wrong and what to do next, in Finnish and English.

Belongs here: every sentence a sender can get. Its first sentence is the problem, the rest is
what is wanted. A sentence names sheet, cell and declared texts, never what stands in a cell:
that may be somebody's answer. So a table that is not recognised is named by its number.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from orchestration.ingest.cells import Cells, cell_name, some_cells

__all__ = ["Reason", "Refusal", "cell_name", "reason", "some_cells"]

_SENTENCES: dict[str, tuple[str, str]] = {
    "empty_file": (
        "Tiedosto on tyhjä. Vie se kyselytyökalusta uudelleen.",
        "The file is empty. Export it again from the survey tool.",
    ),
    "no_access": (
        "Tiedostoa ei saa avata: lukuoikeus puuttuu. Korjaa oikeudet ja kopioi tiedosto kansioon uudelleen.",
        "The file may not be opened: the right to read it is missing. Mend its rights and copy it into the folder again.",
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
    "no_rows": (
        "Tiedostossa on otsikot mutta ei yhtään vastausta. Vie vastaukset uudelleen.",
        "The file has headers but no answers. Export the answers again.",
    ),
    "missing_column": (
        "Pakollinen sarake puuttuu: “{text}”{nearest}. Palauta otsikko lomakkeen mukaiseksi.",
        "A required column is missing: “{text}”{nearest}. Restore the header as on the form.",
    ),
    "repeated_column": (
        "Sama kysymys on kahdessa sarakkeessa. Poista toinen.",
        "The same question stands in two columns. Remove one of them.",
    ),
    "unknown_label": (
        "Tuntematon vastausvaihtoehto kysymyksessä “{text}”, {cells_fi}. Käytä jotakin näistä: {allowed}.",
        "Unknown answer option in question “{text}”, {cells_en}. Use one of these: {allowed}.",
    ),
    "undeclared_direction": (
        "Kysymyksessä “{text}” on pelkkiä numeroita, eikä lomake kerro niiden suuntaa. Vie vastaukset teksteinä.",
        "Question “{text}” holds bare numbers and the form does not say their direction. Export the answers as texts.",
    ),
    "unknown_value": (
        "Tuntematon arvo sarakkeessa “{text}”, {cells_fi}. {next_fi}",
        "Unknown value in column “{text}”, {cells_en}. {next_en}",
    ),
    "no_phase": (
        "Ei käy ilmi, onko mittaus alku, loppu vai kerta. Lisää sarake “{text}” ja täytä se joka riville.",
        "Nothing tells whether this is a start, end or single measurement. Add the column “{text}” and fill it on every row.",
    ),
    "bad_date": (
        "Päivämäärää ei voi tulkita varmasti sarakkeessa “{text}”, {cells_fi}. Kirjoita muodossa 31.12.2024.",
        "A date cannot be read with certainty in column “{text}”, {cells_en}. Write it as 31.12.2024.",
    ),
    "not_a_number": (
        "Kysymyksen “{text}” vastausta ei voi lukea lukuna ja jää puuttuvaksi, {cells_fi}. Kirjoita pelkkä luku, jos se on tiedossa.",
        "An answer to question “{text}” cannot be read as a number and stays missing, {cells_en}. Write a bare number if it is known.",
    ),
    "identity_code": (
        "Tiedostossa on henkilötunnuksia, {cells_fi}. Poista ne ja hävitä tämä tiedosto; vastauksiin ei saa liittää henkilötunnusta.",
        "The file holds personal identity codes, {cells_en}. Remove them and destroy this file; answers must not carry identity codes.",
    ),
    "name_like_code": (
        "Vastaajakoodi näyttää nimeltä tai sähköpostiosoitteelta, {cells_fi}. Vaihda tilalle koodi, josta henkilöä ei tunnista.",
        "A respondent code looks like a name or an e-mail address, {cells_en}. Put a code there that tells nobody who it is.",
    ),
    "near_codes": (
        "Vastaajakoodi eroaa toisesta yhdellä merkillä, {cells_fi}. Tarkista, onko se kirjoitusvirhe; mitään ei muuteta.",
        "A respondent code differs from another by one character, {cells_en}. See whether it is a slip; nothing is changed.",
    ),
    "blank_code": (
        "Vastaajakoodi puuttuu, {cells_fi}. Lisää koodi, jos se on tiedossa: ilman sitä alkua ja loppua ei voi yhdistää.",
        "The respondent code is missing, {cells_en}. Add it if it is known: without it a start cannot meet its end.",
    ),
    "mended_code": (
        "Vastaajakoodissa on välejä tai toinen kirjainkoko, {cells_fi}. Ne korjataan lukiessa, mitään ei tarvitse tehdä.",
        "A respondent code has blanks or another case, {cells_en}. They are mended while reading, nothing needs to be done.",
    ),
    "extra_columns": (
        "Tiedostossa on sarakkeita, joita ei lueta: {count}. Ne jäävät teille.",
        "The file has columns that are not read: {count}. They stay with you.",
    ),
    "unchecked_services": (
        "Palvelujen nimiä ei tarkistettu, koska palvelurekisteriä ei ole. Anna tietojuuri valitsimella --data, jos sellainen on.",
        "The names of services were not checked, as there is no register of them. Give the data root with --data if there is one.",
    ),
    "already_received": (
        "Sama tiedosto on jo vastaanotettu. Mitään ei tarvitse tehdä.",
        "The same file is already received. Nothing needs to be done.",
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
    """One thing that is wrong: its code, the sentence in two languages, and where.

    `wanted_fi` and `wanted_en` are the part of the sentence that says what to do; `allowed` the
    declared texts that may stand there; `cells` every address or range, `cell` the first few;
    `count` how many cells (or columns) it is about.
    """

    code: str
    fi: str
    en: str
    sheet: str = ""
    cell: str = ""
    wanted_fi: str = ""
    wanted_en: str = ""
    allowed: str = ""
    cells: tuple[str, ...] = ()
    count: int = 0

    def as_dict(self) -> dict[str, str | int | list[str]]:
        """For the ledger and for `--json`."""
        return asdict(self) | {"cells": list(self.cells)}


class Refusal(Exception):  # noqa: N818 - the glossary's word
    """The delivery as a whole cannot be used; `reasons` says all that was found."""

    def __init__(self, *reasons: Reason):
        self.reasons = reasons
        super().__init__("; ".join(reason.en for reason in reasons))


def reason(code: str, *, sheet: str = "", cell: str | Cells = "", **values: object) -> Reason:
    """Make a reason from the catalogue; `values` fill its sentence, `count` is how many cells."""
    ranges = cell.ranges if isinstance(cell, Cells) else tuple(filter(None, cell.split(", ")))
    count = int(str(values.get("count", len(ranges))))
    values["cells_fi"] = f"{count} solu{'' if count == 1 else 'a'}"
    values["cells_en"] = f"{count} cell{'' if count == 1 else 's'}"
    fi, en = (sentence.format(**values) for sentence in _SENTENCES[code])
    wanted_fi, wanted_en = (
        sentence.partition(". ")[2].format(**values) for sentence in _SENTENCES[code]
    )
    return Reason(
        code,
        fi,
        en,
        sheet,
        str(cell),
        wanted_fi,
        wanted_en,
        allowed=str(values.get("allowed", "")),
        cells=ranges,
        count=count,
    )
