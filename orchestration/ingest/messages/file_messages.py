"""Messages about a file as a whole: it cannot be opened, is no table, is too large.

Belongs here: what can go wrong before any question is known.
"""

from __future__ import annotations

from orchestration.ingest.messages.message import Message

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
    "no_sender": Message(
        problem_fi="Tiedosto on suoraan landing-kansiossa, joten sen lähettäjää ei tiedetä.",
        problem_en="The file is directly in the landing folder, so its sender is not known.",
        action_fi="Siirrä tiedosto lähettäjän omaan kansioon.",
        action_en="Move the file into its sender's own folder.",
    ),
    "already_received": Message(
        problem_fi="Tämä tiedosto on jo vastaanotettu.",
        problem_en="This file has already been received.",
        action_fi="Mitään ei tarvitse tehdä.",
        action_en="Nothing needs to be done.",
    ),
    "bad_statement": Message(
        problem_fi="Kansion tiedostoa {text} ei voi käyttää.",
        problem_en="The folder's file {text} cannot be used.",
        action_fi="Kirjoita siihen yksi rivi: `phase: start`, `phase: end` tai `phase: single`.",
        action_en="Write one line into it: `phase: start`, `phase: end` or `phase: single`.",
    ),
    "too_big": Message(
        problem_fi="Tiedoston koko on {size} Mt. Suurin sallittu koko on {limit} Mt.",
        problem_en="The file is {size} MB. The limit is {limit} MB.",
        action_fi="Jaa vienti osiin tai valitse lyhyempi aikaväli.",
        action_en="Split the export or choose a shorter period.",
    ),
    "too_much_memory": Message(
        problem_fi="Tiedosto ei mahdu tietokoneen muistiin.",
        problem_en="The file does not fit into the computer's memory.",
        action_fi="Jaa vienti osiin tai valitse lyhyempi aikaväli.",
        action_en="Split the export or choose a shorter period.",
    ),
    "too_long": Message(
        problem_fi="Taulukossa on {count} riviä. Näin leveässä taulukossa niitä saa olla enintään {limit}.",
        problem_en="The table has {count} rows. A table this wide may have at most {limit}.",
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
    "all_unfinished": Message(
        problem_fi="Kaikki vastaukset ovat kesken: yhtäkään {count} vastauksesta ei ole lähetetty.",
        problem_en="All responses are unfinished: none of the {count} was submitted.",
        action_fi="Vie myös valmiit vastaukset.",
        action_en="Export the completed responses too.",
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
