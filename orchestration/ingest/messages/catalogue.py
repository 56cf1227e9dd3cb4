"""Every sentence a sender can get about a delivery, in Finnish and English.

Belongs here: the catalogue, by code. The first sentence is the problem, the rest is what is
wanted. Nothing that stands in a cell is ever put into one.
"""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
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
        "Tiedosto on salasanasuojattu tai vioittunut vanha Excel-tiedosto. Tallenna se ilman salasanaa .xlsx-muodossa.",
        "The file is password-protected or a damaged old Excel file. Save it without a password as .xlsx.",
    ),
    "too_much_memory": (
        "Tiedosto ei mahdu muistiin. Jaa vienti osiin tai rajaa aikaväliä.",
        "The file does not fit into memory. Split the export or narrow its dates.",
    ),
    "unreadable": (
        "Tiedostoa ei voi lukea taulukkona ({kind}). Vie kysely xlsx-, csv- tai sav-muodossa.",
        "The file cannot be read as a table ({kind}). Export the survey as xlsx, csv or sav.",
    ),
    "bad_quote": (
        "Lainausmerkki on auki tai väärässä paikassa, viimeistään rivillä {line}. Vie tiedosto työkalusta uudelleen xlsx-muodossa.",
        "A quotation mark stays open or is misplaced, at line {line} at the latest. Export the file from the tool again as xlsx.",
    ),
    "no_response_id": (
        "Vastaukselta puuttuu ResponseId. Vie sivut rajapinnasta uudelleen sellaisinaan.",
        "A response has no ResponseId. Export the pages from the interface again as they are.",
    ),
    "too_long": (
        "Taulukossa on {count} riviä, raja tällä leveydellä on {limit}. Poista kaukana olevat irralliset solut tai jaa vienti osiin.",
        "The table has {count} rows, the limit at this width is {limit}. Remove stray cells far away or split the export.",
    ),
    "too_wide": (
        "Taulukossa on {count} saraketta, raja on {limit}. Poista ylimääräiset sarakkeet.",
        "The table has {count} columns, the limit is {limit}. Remove the extra columns.",
    ),
    "unknown_questionnaire": (
        "Otsikoista ei tunnistettu mitään kyselyä. Tarkista, että otsikkorivi on mukana, tai pyydä lisäämään kysely.",
        "The headers match no questionnaire. Check that the header row is there, or ask for the questionnaire to be added.",
    ),
    "weak_match": (
        "Otsikoista tunnistettiin liian vähän. Lähimmät lomakkeet ja niiden tunnistetut sarakkeet: {nearest}. Palauta lomakkeen otsikot tai pyydä lisäämään kysely.",
        "Too few of the headers are known. The nearest forms and how many of their columns are there: {nearest}. Restore the form's headers or ask for the questionnaire to be added.",
    ),
    "several_in_a_row": (
        "Rivillä näyttää olevan monta mittausta: samalla väittämällä on useita sarakkeita. Kerro lomakkeen kohdassa `time_points`, miten kunkin mittauksen sarakkeet on merkitty, tai tee kustakin mittauksesta oma rivinsä ja lisää sarake, joka kertoo, mikä mittaus se on.",
        "A row seems to hold several measurements: the same item has several columns. Say under the form's `time_points` how the columns of each measurement are marked, or give each measurement a row of its own and add a column that tells which one it is.",
    ),
    "two_forms_fit": (
        "Otsikot sopivat yhtä hyvin kahteen lomakkeeseen: {first} ja {second}. Ne erottaa: {apart}. Kerro, kumpi tämä on.",
        "The headers fit two forms equally well: {first} and {second}. What tells them apart: {apart}. Tell which one this is.",
    ),
    "two_sheets_fit": (
        "Vastauksia on kahdella välilehdellä, toinen on järjestyksessä {other}. Tallenna kumpikin omaan tiedostoonsa.",
        "Two sheets hold answers, the other one is number {other}. Save each as a file of its own.",
    ),
    "bad_statement": (
        "Kansion tiedostoa {text} ei voi käyttää. Kirjoita siihen vain esimerkiksi `phase: start` (start, end tai single).",
        "The folder's file {text} cannot be used. Write into it only, for example, `phase: start` (start, end or single).",
    ),
    "all_unfinished": (
        "Yhtäkään vastausta ei ole lähetetty loppuun, {count} riviä. Vie myös valmiit vastaukset.",
        "No answer was ever sent, {count} rows. Export the completed answers too.",
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
        "Pakollinen sarake puuttuu: “{text}”{nearest}. Palauta otsikko lomakkeen mukaiseksi.",
        "A required column is missing: “{text}”{nearest}. Restore the header as on the form.",
    ),
    "repeated_column": (
        "Sama kysymys on kahdessa sarakkeessa. Poista toinen.",
        "The same question stands in two columns. Remove one of them.",
    ),
    "unknown_label": (
        "Tuntematon vastausvaihtoehto kysymyksessä “{text}”, {cells_fi}. Käytä jotakin näistä: {allowed}. Vastaamattomuuden koodi kerrotaan kyselyssä kohdassa `missing:`.",
        "Unknown answer option in question “{text}”, {cells_en}. Use one of these: {allowed}. A code for no answer is declared in the questionnaire under `missing:`.",
    ),
    "undeclared_direction": (
        "Kysymyksessä “{text}” on pelkkiä numeroita, eikä lomake kerro niiden suuntaa. Vie vastaukset teksteinä.",
        "Question “{text}” holds bare numbers and the form does not say their direction. Export the answers as texts.",
    ),
    "unknown_value": (
        "Tuntematon arvo sarakkeessa “{text}”, {cells_fi}. {next_fi}",
        "Unknown value in column “{text}”, {cells_en}. {next_en}",
    ),
    "repeated_response": (
        "Sama vastausnumero on usealla rivillä, {count} solua. Poista kaksoisrivit tai vie vastaukset uudelleen.",
        "The same response number stands on several rows, {count} cells. Remove the double rows or export the answers again.",
    ),
    "row_without_code": (
        "Rivillä on yksi ihminen, mutta vastaajakoodi puuttuu, {count} riviä: alkua ja loppua ei voi yhdistää eikä muutosta laskea. Lisää sarakkeeseen “{text}” jokaiselle oma koodi, vaikka juokseva numero.",
        "A row is one person, but the respondent code lacks, {count} rows: start and end cannot be paired and no change be told. Give each a code of their own in column “{text}”, a running number if nothing else.",
    ),
    "repeated_code": (
        "Sama vastaajakoodi on usealla rivillä, {count} riviä: ne luetaan samaksi ihmiseksi, jonka lomakkeista samassa palvelussa jää kustakin mittauksesta yksi. Tarkista koodit.",
        "The same respondent code stands on several rows, {count} rows: they are read as one person, of whose forms in one service one of each measurement stays. Check the codes.",
    ),
    "no_phase": (
        "Ei käy ilmi, onko mittaus alku, loppu vai kerta. Lisää sarake “{text}” ja täytä se joka riville, tai kansioon tiedosto delivery.yml, jossa lukee `phase: start`, `end` tai `single`.",
        "Nothing tells whether this is a start, end or single measurement. Add the column “{text}” and fill it on every row, or to the folder a file delivery.yml that says `phase: start`, `end` or `single`.",
    ),
    "unknown_phase": (
        "Mittauksen vaihetta ei tunneta sarakkeessa “{text}”, {cells_fi}. Käytä jotakin näistä: {allowed}; tai lisää sarakkeen tekstit kyselyn kohtaan fields.phase.",
        "The phase of a measurement is not known in column “{text}”, {cells_en}. Use one of these: {allowed}; or add the column's texts to the questionnaire's fields.phase.",
    ),
    "bad_date": (
        "Päivämäärää ei voi tulkita varmasti sarakkeessa “{text}”, {cells_fi}. Kirjoita muodossa 31.12.2024.",
        "A date cannot be read with certainty in column “{text}”, {cells_en}. Write it as 31.12.2024.",
    ),
    "not_a_number": (
        "Kysymyksen “{text}” vastausta ei voi lukea lukuna ja jää puuttuvaksi, {cells_fi}. Kirjoita pelkkä luku, jos se on tiedossa.",
        "An answer to question “{text}” cannot be read as a number and stays missing, {cells_en}. Write a bare number if it is known.",
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
    "shared_items": (
        "{indicator} jää laskematta tästä tiedostosta, koska se lasketaan vain yhdessä mittarin {other} kanssa, jota ei lasketa: niitä sitovat yhteiset väittämät. Korjaa se, niin molemmat lasketaan.",
        "{indicator_en} is not scored from this file because it is scored only together with {other_en}, which is not: shared items tie them. Mend that one, and both are scored.",
    ),
    "reworded_question": (
        "Sarake muistuttaa kysymystä “{text}”, mutta sanamuoto on toinen. Saraketta ei luettu. Palauta sanamuoto tai pyydä lisäämään se lomakkeeseen.",
        "The column resembles question “{text}” but is worded otherwise. It was not read. Restore the wording or ask for it to be added to the form.",
    ),
    "unclear_direction": (
        "Väittämissä on pelkkiä numeroita, joiden suunta ei ole varma.{cause_fi} {indicator} jää laskematta tästä tiedostosta, muut kysymykset luetaan. Vie vastaukset teksteinä tai päätä suunta: mukana deliveries set-direction.{form_fi}",
        "The items hold bare numbers whose direction is not certain.{cause_en} {indicator_en} is not scored from this file, the other questions are read. Export the answers as texts or choose the direction: mukana deliveries set-direction.{form_en}",
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
    "numbers_restarted": (
        "Vastausnumerot ovat samoja kuin aiemmassa viennissä, mutta ajat ovat toiset: tämä näyttää toiselta kyselyltä. Tee siitä oma lomakeversio, tai päätä: mukana deliveries accept-removal {delivery} (korvaa aiemmat).",
        "The response numbers are those of an earlier export but the times are others: this looks like another survey. Give it a form of its own, or decide: mukana deliveries accept-removal {delivery} (replaces the earlier ones).",
    ),
    "rows_alike": (
        "Vastaus on täsmälleen sama kuin toinen: sama aika ja samat vastaukset, eikä koodia tai vastausnumeroa, {cells_fi}. Kukin laskettiin; poista ylimääräiset, jos sama vastaus on taulukossa kahdesti.",
        "An answer is exactly like another one: the same time and answers, and neither a code nor a number, {cells_en}. Each is counted; remove what is too many if one answer stands in the table twice.",
    ),
    "another_form": (
        "Vastaukset ovat samoja, jotka tulivat aiemmin toisena lomakkeena: viennistä näyttää puuttuvan sarakkeita. Vie kaikki sarakkeet uudelleen, tai päätä: mukana deliveries accept-removal {delivery} (korvaa aiemmat) tai lisäksi --partial (ovat eri vastauksia).",
        "These answers came earlier as another form: columns seem to be missing from the export. Export all columns again, or decide: mukana deliveries accept-removal {delivery} (replaces the earlier ones), or with --partial (they are other answers).",
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
    "corrected_code": (
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
    "no_time": (
        "Vastausaika puuttuu, {cells_fi}. Täydennä se: ilman aikaa vastausta ei lasketa mihinkään puolivuoteen.",
        "The time of the answer is missing, {cells_en}. Fill it in: without a time an answer counts in no half-year.",
    ),
    "no_day": (
        "Mistään ei käy ilmi, milloin on vastattu, eikä vastauksia voi laskea mihinkään puolivuoteen. Lisää päiväsarake, tai kerro lomakkeen kohdassa `days`, minä päivänä kukin mittaus oli.",
        "Nothing tells when the answers were given, so that they count in no half-year. Add a column of dates, or say under the form's `days` which day each measurement was.",
    ),
    "assumed_consent": (
        "Lomake olettaa suostumuksen annetuksi, mutta taulukossa on suostumukselta näyttävä sarake, jota ei luettu. Nimeä se “{text}” tai poista se.",
        "The form takes consent for given, but the table has a column that looks like consent and is not read. Name it “{text}”, or remove it.",
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
