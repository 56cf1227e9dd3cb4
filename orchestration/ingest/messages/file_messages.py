"""Messages about a file as a whole: it cannot be opened, is no table, is too large.

Belongs here: what can go wrong before any question is known.
"""

from __future__ import annotations

from orchestration.ingest.messages.message import Message, Phrase

# Rows that were read and not used, by the name of their count.
LEFT_OUT = {
    "no_consent": ("ei suostumusta", "no consent"),
    "blank_consent": ("suostumus jätetty tyhjäksi", "consent left blank"),
    "unfinished": ("kesken jääneitä", "unfinished"),
    "preview": ("esikatseluja ja testejä", "previews and tests"),
    "spam": ("roskavastauksia", "spam"),
    "deleted": ("poistetuiksi merkittyjä", "marked as deleted"),
    "screened_out": ("kyselyn ulkopuolelle rajattuja", "screened out"),
    "not_approved": ("tarkastajan hyväksymättä", "not approved by a reviewer"),
    "other_form": ("toisen lomakkeen rivejä", "rows of another form"),
    "repeated_header": ("toistettuja otsikkorivejä", "header rows repeated among the answers"),
    "impossible_date": ("mahdoton päivämäärä", "impossible date"),
    "withdrawn": ("suostumus peruttu myöhemmin", "consent withdrawn later"),
    "removed": ("poistettu myöhemmin", "removed later"),
    "forgotten": ("poistettu vastaajan pyynnöstä", "removed at the respondent's request"),
}
MESSAGES = {
    "empty_file": Message(
        problem_fi="Tiedosto on tyhjä.",
        problem_en="The file is empty.",
        action_fi="Vie vastaukset kyselytyökalusta uudelleen.",
        action_en="Export the answers from the survey tool again.",
    ),
    "no_access": Message(
        problem_fi="Tiedostoa ei voi avata, koska sen lukuoikeus puuttuu.",
        problem_en="The file cannot be opened: the permission to read it is missing.",
        action_fi="Korjaa tiedoston käyttöoikeudet ja kopioi tiedosto kansioon uudelleen.",
        action_en="Correct the file's permissions and copy it into the folder again.",
    ),
    "not_a_file": Message(
        problem_fi="Kansiossa on linkki, putki tai laite eikä tiedosto. Sitä ei avattu.",
        problem_en="In the folder is a link, a pipe or a device and not a file. It was not opened.",
        action_fi="Kopioi tiedosto itse kansioon ja poista linkki.",
        action_en="Copy the file itself into the folder and remove the link.",
    ),
    "no_sender": Message(
        problem_fi="Tiedosto on suoraan landing-kansiossa, joten sen lähettäjää ei tiedetä.",
        problem_en="The file is directly in the landing folder, so its sender is not known.",
        action_fi="Siirrä tiedosto lähettäjän omaan kansioon.",
        action_en="Move the file into its sender's own folder.",
    ),
    "already_received": Message(
        problem_fi="Tämä tiedosto on jo vastaanotettu lähettäjältä {first}.",
        problem_en="This file has already been received from {first}.",
        action_fi="Mitään ei tarvitse tehdä.",
        action_en="Nothing needs to be done.",
    ),
    "other_sender": Message(
        problem_fi="Sama tiedosto tuli ensin lähettäjältä {first} ja sen jälkeen lähettäjältä {other}. Vastaukset lasketaan kerran, lähettäjän {first} vastauksina.",
        problem_en="The same file came first from {first} and after that from {other}. The answers are counted once, as those of {first}.",
        action_fi="Poista tiedosto väärästä kansiosta. Jos vastaukset ovat lähettäjän {other}, pyydä ylläpitoa poistamaan myös tiedosto, jonka nimi alkaa ledger/{delivery}: seuraava ajo laskee ne oikein.",
        action_en="Take the file out of the wrong folder. If the answers are those of {other}, also ask the maintainers to delete the file whose name begins with ledger/{delivery}: the next run counts them rightly.",
    ),
    "bad_statement": Message(
        problem_fi="Kansion tiedostoa {text} ei voi käyttää.",
        problem_en="The folder's file {text} cannot be used.",
        action_fi="Kirjoita siihen, mikä mittaus on: `phase: start`, `phase: end` tai `phase: single`. Tai kirjoita, mikä lomake on: `form: kysely/lomake`.",
        action_en="Write into it which measurement it is: `phase: start`, `phase: end` or `phase: single`. Or write which form it is: `form: questionnaire/form`.",
    ),
    "too_big": Message(
        problem_fi="Tiedostossa on {size} Mt sisältöä (xlsx-tiedosto on pakattu: sisältöä on enemmän kuin tiedoston koko). Enintään saa olla {limit} Mt.",
        problem_en="The file holds {size} MB (an xlsx file is packed, and holds more than its size). The limit is {limit} MB.",
        action_fi="Jaa vienti osiin tai valitse lyhyempi aikaväli.",
        action_en="Split the export or choose a shorter period.",
    ),
    "too_much_memory": Message(
        problem_fi="Tiedoston lukeminen vei yli {limit} Mt muistia.",
        problem_en="Reading the file took more than {limit} MB of memory.",
        action_fi="Vie vastaukset uudelleen kyselytyökalusta. Jos tiedosto on suuri, jaa vienti osiin.",
        action_en="Export the answers from the survey tool again. If the file is large, split the export.",
    ),
    "too_slow": Message(
        problem_fi="Tiedoston lukeminen kesti yli {limit} sekuntia.",
        problem_en="Reading the file took more than {limit} seconds.",
        action_fi="Vie vastaukset uudelleen kyselytyökalusta. Jos tiedosto on suuri, jaa vienti osiin.",
        action_en="Export the answers from the survey tool again. If the file is large, split the export.",
    ),
    "too_long": Message(
        problem_fi="Taulukossa on yli {limit} riviä. Näin leveässä taulukossa niitä ei saa olla enempää.",
        problem_en="The table has more than {limit} rows. A table this wide may not have more.",
        action_fi="Poista kaukana taulukosta olevat irralliset solut tai jaa vienti osiin.",
        action_en="Remove stray cells far from the table, or split the export.",
    ),
    "too_wide": Message(
        problem_fi="Taulukossa on {count} saraketta. Niitä saa olla enintään {limit}.",
        problem_en="The table has {count} columns. It may have at most {limit}.",
        action_fi="Poista ylimääräiset sarakkeet.",
        action_en="Remove the extra columns.",
    ),
    "protected": Message(
        problem_fi="Tiedosto on suojattu salasanalla, tai se on vioittunut vanha Excel-tiedosto.",
        problem_en="The file is protected with a password, or it is a damaged old Excel file.",
        action_fi="Tallenna tiedosto .xlsx-muodossa ilman salasanaa.",
        action_en="Save the file as .xlsx without a password.",
    ),
    "unreadable": Message(
        problem_fi="Tiedostoa ei voi lukea taulukkona (tiedostomuoto: {kind}).",
        problem_en="The file cannot be read as a table (format: {kind}).",
        action_fi="Vie vastaukset xlsx-, csv- tai sav-muodossa.",
        action_en="Export the answers as xlsx, csv or sav.",
    ),
    "bad_quote": Message(
        problem_fi="Lainausmerkki puuttuu tai on väärässä paikassa, viimeistään rivillä {line}.",
        problem_en="A quotation mark is missing or misplaced, at line {line} at the latest.",
        action_fi="Vie vastaukset uudelleen xlsx-muodossa.",
        action_en="Export the answers again as xlsx.",
    ),
    "no_response_id": Message(
        problem_fi="Vastaukselta puuttuu tunniste ResponseId.",
        problem_en="A response has no ResponseId.",
        action_fi="Vie sivut Webropolin rajapinnasta uudelleen. Älä muokkaa niitä.",
        action_en="Export the pages from Webropol's interface again. Do not edit them.",
    ),
    "no_rows": Message(
        problem_fi="Tiedostossa on otsikot mutta ei vastauksia.",
        problem_en="The file has headers but no answers.",
        action_fi="Vie vastaukset uudelleen.",
        action_en="Export the answers again.",
    ),
    "all_left_out": Message(
        problem_fi="Tiedostossa ei ole yhtään vastausta, jota voisi käyttää.{cause}",
        problem_en="The file has no answer that can be used.{cause}",
        action_fi="Vie myös valmiit vastaukset.",
        action_en="Export the completed responses too.",
    ),
    "unknown_marker": Message(
        problem_fi="Kyselytyökalun sarakkeessa “{text}” on arvo, jota ei tunneta ({cells}). Siitä ei voi päätellä, onko rivi oikea vastaus vai esimerkiksi testi.",
        problem_en="The survey tool's column “{text}” has a value that is not known ({cells}). It does not show whether the row is a real response or, for example, a test.",
        action_fi="Vie vastaukset englanninkielisinä tai numerokoodeina. Tai poista testit, esikatselut ja keskeneräiset rivit ja sen jälkeen koko sarake.",
        action_en="Export the responses in English or as numeric codes. Or remove tests, previews and unfinished rows, and then the whole column.",
    ),
    "marked_incomplete": Message(
        problem_fi="Sarakkeen “{text}” mukaan lomake on kesken ({rows}), mutta rivillä on vastauksia. Ne laskettiin.",
        problem_en="By the column “{text}” the form is incomplete ({rows}), but the row holds answers. They were counted.",
        action_fi="Poista rivit, joita ei pidä laskea. Merkitse muut valmiiksi kyselytyökalussa.",
        action_en="Remove the rows that must not be counted. Mark the others complete in the survey tool.",
    ),
    "identity_code": Message(
        problem_fi="Tiedostossa on henkilötunnuksia ({cells}). Vastauksissa ei saa olla henkilötunnuksia.",
        problem_en="The file holds personal identity codes ({cells}). Answers must not carry identity codes.",
        action_fi="Poista henkilötunnukset, toimita uusi tiedosto ja hävitä tämä tiedosto.",
        action_en="Remove the identity codes, deliver the new file and destroy this file.",
    ),
    "broken": Message(
        problem_fi="Lukeminen keskeytyi odottamattomaan virheeseen ({kind}).",
        problem_en="Reading stopped at an unexpected error ({kind}).",
        action_fi="Tiedosto luetaan uudelleen automaattisesti. Jos virhe toistuu, ota yhteys ylläpitoon.",
        action_en="The file will be read again automatically. If the error repeats, contact the maintainers.",
    ),
}  # fmt: skip
# Rows that were read and not used, by the name of their count, as part of a message.
LEFT_OUT_ROWS = {
    code: Phrase(f" {fi[0].upper()}{fi[1:]}: {{count}}.", f" {en[0].upper()}{en[1:]}: {{count}}.")
    for code, (fi, en) in LEFT_OUT.items()
}
