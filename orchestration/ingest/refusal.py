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
    "repeated_response": (
        "Sama vastausnumero on usealla rivillä, {count} solua. Poista kaksoisrivit tai vie vastaukset uudelleen.",
        "The same response number stands on several rows, {count} cells. Remove the double rows or export the answers again.",
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
    "off_scale": (
        "Kysymyksessä “{text}” on numeroita asteikon ulkopuolelta, {count} solua. Sitä ei luettu. Vie vastaukset teksteinä.",
        "Question “{text}” holds numbers beyond its scale, {count} cells. It was not read. Export the answers as texts.",
    ),
    "implausible": (
        "Kysymyksen “{text}” luku on järkevän vaihteluvälin ulkopuolella, {count} solua. Ne jätettiin puuttuviksi.",
        "A number in question “{text}” is beyond what is plausible, {count} cells. They are left as missing.",
    ),
    "reworded_item": (
        "Sarakkeen sanamuoto poikkeaa virallisesta väittämästä “{text}”: muokattu väittämä ei ole sama väittämä. {indicator} jää laskematta tästä tiedostosta, muut kysymykset luetaan. Palauta virallinen sanamuoto.",
        "The column's wording is not that of the official item “{text}”: a reworded item is not the item. {indicator_en} is not scored from this file, the other questions are read. Restore the official wording.",
    ),
    "reworded_question": (
        "Sarake muistuttaa kysymystä “{text}”, mutta sanamuoto on toinen. Saraketta ei luettu. Palauta sanamuoto tai pyydä lisäämään se lomakkeeseen.",
        "The column resembles question “{text}” but is worded otherwise. It was not read. Restore the wording or ask for it to be added to the form.",
    ),
    "unclear_direction": (
        "Väittämissä on pelkkiä numeroita, joiden suunta ei ole varma.{cause_fi} {indicator} jää laskematta tästä tiedostosta, muut kysymykset luetaan. Vie vastaukset teksteinä tai päätä suunta: mukana deliveries set-direction.",
        "The items hold bare numbers whose direction is not certain.{cause_en} {indicator_en} is not scored from this file, the other questions are read. Export the answers as texts or choose the direction: mukana deliveries set-direction.",
    ),
    "suspect_direction": (
        "Väittämien numerot eivät näytä kulkevan niin kuin lomake kertoo.{cause_fi} {indicator} jää laskematta tästä tiedostosta, muut kysymykset luetaan. Vie vastaukset teksteinä tai päätä suunta: mukana deliveries set-direction.",
        "The items' numbers do not seem to run as the form says.{cause_en} {indicator_en} is not scored from this file, the other questions are read. Export the answers as texts or choose the direction: mukana deliveries set-direction.",
    ),
    "outside_validity": (
        "Kysymykseen “{text}” on vastauksia ajalta, jolloin sitä tai vaihtoehtoa ei ollut lomakkeella, {count} solua. Vastaukset luettiin; tarkista päivät kyselyn määrittelystä.",
        "Question “{text}” has answers from when it or the option was not on the form, {count} cells. They are read; check the dates in the questionnaire.",
    ),
    "corrected": (
        "Korjausrekisterin rivi {line} muutti tämän solun arvoa.",
        "Line {line} of the register of corrections changed the value of this cell.",
    ),
    "correction_ended": (
        "Korjausrekisterin rivi {line} ei enää sovi: solussa ei ole arvoa, jonka rivi korjaa. Jos lähde on korjattu, poista rivi.",
        "Line {line} of the register of corrections no longer fits: the cell does not hold the value it mends. If the source is repaired, remove the line.",
    ),
    "correction_unclear": (
        "Korjausrekisterin rivi {line} sopii {count} vastaukseen. Anna vastausnumero (response_id).",
        "Line {line} of the register of corrections fits {count} answers. Give the response number (response_id).",
    ),
    "rows_gone": (
        "Tiedostosta puuttuu vastauksia, jotka olivat saman lähettäjän aiemmassa viennissä. Aiempi vienti jää voimaan, kunnes joku päättää: mukana deliveries accept-removal {delivery} (poistettu) tai lisäksi --partial (vain osa vastauksista vietiin).",
        "Answers that were in an earlier export of the same sender are not in this file. The earlier export stands until a person decides: mukana deliveries accept-removal {delivery} (removed), or with --partial (only part was exported).",
    ),
    "rows_ambiguous": (
        "Vastauksia ei voi varmasti yhdistää aiemman viennin vastauksiin: samalla ajalla on useita. Aiempi vienti jää voimaan, kunnes joku päättää: mukana deliveries accept-removal {delivery} (aiemmat korvataan) tai lisäksi --partial (aiemmat jäävät rinnalle).",
        "Some answers cannot be tied to those of an earlier export with certainty: several share a time. The earlier export stands until a person decides: mukana deliveries accept-removal {delivery} (replaced), or with --partial (the earlier ones stay beside).",
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
