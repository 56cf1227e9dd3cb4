"""Messages about headers: which questionnaire and form a file is, and which columns it has.

Belongs here: what can go wrong while a form is recognised.
"""

from __future__ import annotations

from orchestration.ingest.messages.message import Message, Phrase

MESSAGES = {
    "unknown_questionnaire": Message(
        problem_fi="Tiedostosta ei löytynyt minkään tunnetun kyselyn otsikoita.{seen} Tunnetut kyselyt: {names}.",
        problem_en="No headers of a known questionnaire were found in the file.{seen} Known questionnaires: {names}.",
        action_fi="Jos tiedosto on jokin näistä, tarkista, että siinä on otsikkorivi ja jokaisella vastaajalla oma rivi. Jos kysely on uusi, pyydä lisäämään se. Jos tiedosto ei ole kysely, poista se kansiosta.",
        action_en="If the file is one of these, check that it has its header row and a row for each respondent. If the questionnaire is new, ask for it to be added. If the file is no questionnaire, take it out of the folder.",
    ),
    "weak_match": Message(
        problem_fi="Tiedosto muistuttaa lomaketta {form}, mutta siitä löytyi alle puolet lomakkeen sarakkeista ({found}). Puuttuvia otsikoita: {text}.",
        problem_en="The file resembles the form {form}, but it has fewer than half of the form's columns ({found}). Missing headers: {text}.",
        action_fi="Jos se on tämä lomake, vie vastaukset uudelleen niin, että otsikot ovat lomakkeen mukaiset. Jos se on muu kysely, pyydä lisäämään se.",
        action_en="If it is this form, export the answers again with the headers as on the form. If it is another questionnaire, ask for it to be added.",
    ),
    "reworded_form": Message(
        problem_fi="Otsikot muistuttavat kyselyn {form} kysymyksiä, mutta niiden sanamuoto on eri (otsikoita: {count}).",
        problem_en="The headers resemble questions of {form}, but their wording differs (headers: {count}).",
        action_fi="Palauta kyselyn sanamuodot, kuten “{text}”. Jos sanamuodot on vaihdettu tarkoituksella, kysely on uusi: pyydä lisäämään se.",
        action_en="Restore the wordings of the questionnaire, such as “{text}”. If they were changed on purpose, the questionnaire is new: ask for it to be added.",
    ),
    "turned_table": Message(
        problem_fi="Kysymykset ovat allekkain eivätkä otsikkorivillä (kysymyksiä: {count}). Taulukko on kääntynyt, tai se on yhteenveto vastauksista.",
        problem_en="The questions are below one another and not in a header row (questions: {count}). The table is turned, or it is a summary of the answers.",
        action_fi="Vie vastaukset niin, että jokaisella vastaajalla on oma rivi ja jokaisella kysymyksellä oma sarake.",
        action_en="Export the answers so that each respondent has a row and each question a column.",
    ),
    "several_in_a_row": Message(
        problem_fi="Yhdellä rivillä näyttää olevan monta mittausta: samalla väittämällä on useita sarakkeita.",
        problem_en="One row seems to hold several measurements: the same item has several columns.",
        action_fi="Tee kustakin mittauksesta oma rivi ja lisää sarake, joka kertoo mittauksen. Tai pyydä kertomaan lomakkeen kohdassa `time_points`, miten eri mittausten sarakkeet on nimetty.",
        action_en="Give each measurement a row of its own and add a column that names the measurement. Or ask for the form's `time_points` to state how the columns of each measurement are named.",
    ),
    "two_forms_fit": Message(
        problem_fi="Otsikot sopivat yhtä hyvin kahteen lomakkeeseen: {first} ja {second}. Lomakkeiden ero: {difference}.",
        problem_en="The headers fit two forms equally well: {first} and {second}. How the forms differ: {difference}.",
        action_fi="Lisää kansioon tiedosto delivery.yml, jossa on rivi `form: {first}` tai `form: {second}` sen mukaan, kumpi lomake on oikea. Se koskee kaikkia kansion tiedostoja.",
        action_en="Add to the folder a file delivery.yml with the line `form: {first}` or `form: {second}`, whichever is right. It holds for all files of the folder.",
    ),
    "unknown_form": Message(
        problem_fi="Kansion tiedosto delivery.yml nimeää lomakkeen, jota ei ole.",
        problem_en="The folder's file delivery.yml names a form that does not exist.",
        action_fi="Kirjoita riville `form:` jokin näistä: {names}. Tai poista rivi.",
        action_en="Write one of these in the line `form:`: {names}. Or remove the line.",
    ),
    "fits_another": Message(
        problem_fi="Tiedosto luettiin lomakkeena {first}, jonka sarakkeista löytyi {found}. Siinä ovat myös kaikki lomakkeen {second} sarakkeet.",
        problem_en="The file was read as {first}, of whose columns {found} were found. It also has all columns of {second}.",
        action_fi="Jos oikea lomake on {second}, lisää kansioon tiedosto delivery.yml, jossa on rivi `form: {second}`. Muuten lisää rivi `form: {first}`, niin tätä ei enää sanota.",
        action_en="If {second} is the right form, add to the folder a file delivery.yml with the line `form: {second}`. Otherwise add the line `form: {first}`, and this is not said again.",
    ),
    "two_sheets_fit": Message(
        problem_fi="Vastauksia on kahdella välilehdellä: tällä ja järjestyksessä {other}. välilehdellä.",
        problem_en="Two sheets hold answers: this one and sheet number {other}.",
        action_fi="Tallenna kumpikin välilehti omaan tiedostoonsa.",
        action_en="Save each sheet as a file of its own.",
    ),
    "no_wave": Message(
        problem_fi="Vastauspäivät eivät osu minkään lomakkeen vastausaikaan.",
        problem_en="The dates of the answers are outside every form's period of answering.",
        action_fi="Tarkista päivämäärät. Jos kyselyn uusi kierros on alkanut, pyydä lisäämään sen lomake.",
        action_en="Check the dates. If a new wave of the survey has begun, ask for its form to be added.",
    ),
    "missing_column": Message(
        problem_fi="Lomakkeen {form} pakollinen sarake puuttuu: “{text}”. Tämä otsikko muistuttaa sitä.",
        problem_en="A required column of the form {form} is missing: “{text}”. This header resembles it.",
        action_fi="Korjaa otsikko lomakkeen mukaiseksi.",
        action_en="Correct the header to be as on the form.",
    ),
    "missing_columns": Message(
        problem_fi="Lomakkeen {form} pakollisia sarakkeita puuttuu ({count}): {text}.",
        problem_en="Required columns of the form {form} are missing ({count}): {text}.",
        action_fi="Vie vastaukset uudelleen niin, että sarakkeet ovat mukana ja otsikot lomakkeen mukaiset. Jos tiedosto on muu kysely, pyydä lisäämään se.",
        action_en="Export the answers again with these columns and with the headers as on the form. If the file is another questionnaire, ask for it to be added.",
    ),
    "absent_questions": Message(
        problem_fi="Lomakkeen kysymyksille ei löytynyt saraketta (kysymyksiä {count}): {text}.",
        problem_en="No column was found for questions of the form (questions: {count}): {text}.",
        action_fi="Jos kysymykset ovat tiedostossa, palauta niiden otsikot lomakkeen mukaisiksi. Jos niitä ei kysytty, pyydä jättämään ne pois lomakkeen kohdasta `questions`.",
        action_en="If the questions are in the file, restore their headers as they are on the form. If they were not asked, ask for them to be left out of the form's `questions`.",
    ),
    "unread_answers": Message(
        problem_fi="Sarakkeissa näyttää olevan vastauksia kyselyn kysymyksiin, mutta lomake ei kerro, mitä mittausta ne ovat (sarakkeita: {count}). Niitä ei luettu.",
        problem_en="Columns seem to hold answers to questions of the questionnaire, but the form does not state which measurement they are (columns: {count}). They were not read.",
        action_fi="Jos ne pitää lukea, pyydä lisäämään mittaus lomakkeen kohtaan `time_points`. Jos ei, mitään ei tarvitse tehdä.",
        action_en="If they must be read, ask for the measurement to be added to the form's `time_points`. If not, nothing needs to be done.",
    ),
    "absent_time_point": Message(
        problem_fi="Lomakkeen mittauksille ei löytynyt yhtään saraketta (mittauksia: {count}): {text}.",
        problem_en="No column was found for measurements of the form (measurements: {count}): {text}.",
        action_fi="Jos mittaus on tiedostossa, korjaa sen sarakkeiden otsikot lomakkeen mukaisiksi. Jos sitä ei ole vielä tehty, mitään ei tarvitse tehdä.",
        action_en="If the measurement is in the file, correct the headers of its columns to be as on the form. If it has not been made yet, nothing needs to be done.",
    ),
    "repeated_column": Message(
        problem_fi="Kahdella sarakkeella on sama kysymys otsikkona ja samat vastaukset.",
        problem_en="Two columns have the same question as their header, and the same answers.",
        action_fi="Poista toinen sarakkeista.",
        action_en="Remove one of the columns.",
    ),
    "repeated_differing": Message(
        problem_fi="Kahdella sarakkeella on sama kysymys otsikkona, mutta eri vastaukset. Ei ole varmaa, kumpaa kysymys tarkoittaa.",
        problem_en="Two columns have the same question as their header, but different answers. It is not certain which of them is meant.",
        action_fi="Älä poista vastauksia. Korjaa toisen sarakkeen otsikko. Tai pyydä lisäämään oikean sarakkeen koko otsikko lomakkeen kohtaan `columns`.",
        action_en="Do not remove answers. Correct the header of one column. Or ask for the whole header of the right column to be added to the form's `columns`.",
    ),
    "options_differing": Message(
        problem_fi="Kysymyksen “{text}” valinnat ovat sekä yhdessä sarakkeessa että vaihtoehtojen omissa sarakkeissa, mutta ne ovat eri vastauksia. Ei ole varmaa, kummat ovat oikeat.",
        problem_en="The choices of question “{text}” are both in one column and in columns of the options, but they are different answers. It is not certain which are right.",
        action_fi="Tarkista, kummat ovat oikeat. Älä poista vastauksia: muuta toisten otsikko sellaiseksi, jota lomakkeella ei ole.",
        action_en="Check which are right. Do not remove answers: change the headers of the others to something that is not on the form.",
    ),
    "reworded_item": Message(
        problem_fi="Otsikon sanamuoto poikkeaa virallisesta väittämästä “{text}”. Mittaria {indicator} ei lasketa tästä tiedostosta. Muut kysymykset luetaan.",
        problem_en="The header's wording differs from the official item “{text}”. {indicator} is not scored from this file. The other questions are read.",
        action_fi="Palauta virallinen sanamuoto.",
        action_en="Restore the official wording.",
    ),
    "shared_items": Message(
        problem_fi="Mittaria {indicator} ei lasketa tästä tiedostosta. Se lasketaan vain yhdessä mittarin {other} kanssa, jota ei lasketa. Mittarit, joilla on yhteisiä väittämiä, lasketaan aina yhdessä.",
        problem_en="{indicator} is not scored from this file. It is scored only together with {other}, which is not scored. Indicators that share items are always scored together.",
        action_fi="Korjaa mittarin {other} ongelma. Sen jälkeen molemmat lasketaan.",
        action_en="Correct the problem of {other}. Then both are scored.",
    ),
    "reworded_question": Message(
        problem_fi="Otsikko muistuttaa kysymystä “{text}”, mutta sen sanamuoto on eri. Saraketta ei luettu.",
        problem_en="The header resembles question “{text}”, but its wording differs. The column was not read.",
        action_fi="Palauta lomakkeen sanamuoto tai pyydä lisäämään uusi sanamuoto lomakkeeseen.",
        action_en="Restore the form's wording, or ask for the new wording to be added to the form.",
    ),
    "assumed_consent": Message(
        problem_fi="Lomake olettaa, että suostumus on annettu, mutta taulukossa on suostumukselta näyttävä sarake. Saraketta ei luettu.",
        problem_en="The form takes consent as given, but the table has a column that looks like consent. The column was not read.",
        action_fi="Jos sarakkeessa on suostumus, anna sille otsikko “{text}”. Muuten poista sarake.",
        action_en="If the column holds consent, give it the header “{text}”. Otherwise remove the column.",
    ),
    "no_phase": Message(
        problem_fi="Tiedostosta ei selviä, onko mittaus alku-, loppu- vai kertamittaus.",
        problem_en="Nothing in the file says whether this is a start, end or single measurement.",
        action_fi="Lisää sarake “{text}” ja täytä se joka riville. Tai lisää kansioon tiedosto delivery.yml, jossa on rivi `phase: start`, `phase: end` tai `phase: single`.",
        action_en="Add the column “{text}” and fill it on every row. Or add to the folder a file delivery.yml with the line `phase: start`, `phase: end` or `phase: single`.",
    ),
    "no_day": Message(
        problem_fi="Tiedostosta ei selviä, milloin on vastattu. Siksi vastauksia ei voi laskea mihinkään puolivuoteen.",
        problem_en="Nothing in the file says when the answers were given. So they cannot be counted in any half-year.",
        action_fi="Lisää sarake, jossa on vastauspäivä. Tai pyydä kertomaan lomakkeen kohdassa `days`, minä päivänä kukin mittaus tehtiin.",
        action_en="Add a column with the date of the answer. Or ask for the form's `days` to state the day of each measurement.",
    ),
    "extra_columns": Message(
        problem_fi="Tiedostossa on sarakkeita, joita ei tuoda ({count}): {names}. Ne pysyvät tiedostossanne.",
        problem_en="The file has columns that are not imported ({count}): {names}. They stay in your file.",
    ),
    "numbers_without_bands": Message(
        problem_fi="Lukuja kysyviä kysymyksiä, joiden vastauksia ei julkaista: {count}. Kysely ei kerro, missä luokissa luvut julkaistaan.",
        problem_en="Questions that ask for a number and whose answers are not published: {count}. The questionnaire does not say in which bands the numbers are published.",
        action_fi="Vastaukset luetaan silti. Jos ne pitää julkaista, pyydä lisäämään kysymyksille `bands`.",
        action_en="The answers are read all the same. If they are to be published, ask for `bands` to be added to the questions.",
    ),
}  # fmt: skip
MORE_COLUMNS = Phrase(" ja {count} muuta", " and {count} others")
SEEMS_TO_BE = Phrase(
    " Se näyttää työkalun {tool} vienniltä, jonka otsikot ovat rivillä {row}.",
    " It seems to be an export of {tool}, with its headers on row {row}.",
)
