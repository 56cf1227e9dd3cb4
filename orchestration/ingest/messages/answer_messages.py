"""Messages about cells: answers, dates, names, respondent codes and the direction of scales.

Belongs here: what can go wrong while the answers of a form are read.
"""

from __future__ import annotations

from orchestration.ingest.messages.message import Message, Phrase

MESSAGES = {
    "unknown_label": Message(
        problem_fi="Kysymyksessä “{text}” on tuntematon vastausvaihtoehto ({cells}).",
        problem_en="Question “{text}” has an unknown answer option ({cells}).",
        action_fi="Käytä jotakin näistä: {allowed}. Jos se on vastaamattomuuden koodi, pyydä lisäämään se kyselyn kohtaan `missing:`.",
        action_en="Use one of these: {allowed}. If it is a code for no answer, ask for it to be added to the questionnaire under `missing:`.",
    ),
    "undeclared_direction": Message(
        problem_fi="Kysymyksen “{text}” vastaukset ovat pelkkiä numeroita, eikä lomake kerro asteikon suuntaa.",
        problem_en="The answers to question “{text}” are bare numbers, and the form does not state the direction of the scale.",
        action_fi="Vie vastaukset teksteinä.",
        action_en="Export the answers as texts.",
    ),
    "unknown_value": Message(
        problem_fi="Sarakkeessa “{text}” on tuntematon nimi ({cells}).{nearest}",
        problem_en="Column “{text}” has an unknown name ({cells}).{nearest}",
        action_fi="{next}",
        action_en="{next}",
    ),
    "unknown_phase": Message(
        problem_fi="Sarakkeessa “{text}” on tuntematon mittauksen vaihe ({cells}).",
        problem_en="Column “{text}” has an unknown phase of measurement ({cells}).",
        action_fi="Käytä jotakin näistä: {allowed}. Tai pyydä lisäämään sarakkeen teksti kyselyn kohtaan fields.phase.",
        action_en="Use one of these: {allowed}. Or ask for the column's text to be added to the questionnaire's fields.phase.",
    ),
    "unknown_consent": Message(
        problem_fi="Suostumuksen sarakkeessa “{text}” on sana, jota ei tunneta ({cells}). Siitä ei voi päätellä, onko suostumus annettu.",
        problem_en="The consent column “{text}” has a word that is not known ({cells}). It does not tell whether consent was given.",
        action_fi="Käytä jotakin näistä: {allowed}. Tai pyydä lisäämään sana kyselyn kohtaan fields.consent.values.",
        action_en="Use one of these: {allowed}. Or ask for the word to be added to the questionnaire under fields.consent.values.",
    ),
    "blank_consent": Message(
        problem_fi="Suostumus on jätetty tyhjäksi ({cells}). Näiden rivien vastauksia ei käytetä. Aiemmin toimitettuja vastauksia tyhjä kohta ei poista.",
        problem_en="Consent was left blank ({cells}). The answers on these rows are not used. A blank does not delete answers that were delivered earlier.",
        action_fi="Jos suostumus on annettu, lisää se.",
        action_en="If consent was given, add it.",
    ),
    "bad_date": Message(
        problem_fi="Sarakkeessa “{text}” on päivämäärä, jota ei voi tulkita varmasti ({cells}).",
        problem_en="Column “{text}” has a date that cannot be read with certainty ({cells}).",
        action_fi="Kirjoita päivämäärä muodossa 31.12.2024.",
        action_en="Write the date as 31.12.2024.",
    ),
    "no_time": Message(
        problem_fi="Vastausaika puuttuu ({cells}). Ilman aikaa vastausta ei lasketa mihinkään puolivuoteen.",
        problem_en="The time of the answer is missing ({cells}). Without a time it is not counted in any half-year.",
        action_fi="Lisää vastausaika.",
        action_en="Add the time.",
    ),
    "removed_times": Message(
        problem_fi="Kyselytyökalu on poistanut vastausajat, koska kysely on anonyymi ({cells}). Sarakkeessa “{text}” on niiden tilalla 1.1.1980.",
        problem_en="The survey tool has removed the times, because the survey is anonymous ({cells}). Column “{text}” has 1 January 1980 in their place.",
        action_fi="Pyydä lisäämään lomakkeen YAML-tiedostoon vastaamisen päivät kohtaan `days:`. Tai vie vastaukset uudelleen niin, että niissä on vastausaika.",
        action_en="Ask for the days of answering to be added to the form's YAML file under `days:`. Or export the answers again with the time of answering.",
    ),
    "impossible_date": Message(
        problem_fi="Sarakkeessa “{text}” on päivämäärä, joka ei voi pitää paikkaansa ({cells}).{cause} Riviä ei laskettu.",
        problem_en="Column “{text}” has a date that cannot be true ({cells}).{cause} The row was not counted.",
        action_fi="Korjaa päivämäärä ja toimita tiedosto uudelleen.",
        action_en="Correct the date and deliver the file again.",
    ),
    "answers_after_arrival": Message(
        problem_fi="Yli puolet vastauksista on annettu tiedoston muokkausajan jälkeen ({cells}). Tiedoston muokkausaika tai sarake “{text}” on väärä.",
        problem_en="More than half of the answers are later than the time when the file was last changed ({cells}). That time or column “{text}” is wrong.",
        action_fi="Jos päivämäärät ovat oikein, tallenna tiedosto uudelleen, jolloin sen muokkausaika muuttuu. Jos eivät, korjaa ne.",
        action_en="If the dates are right, save the file again, so that its time changes. If not, correct them.",
    ),
    "not_a_number": Message(
        problem_fi="Kysymyksen “{text}” vastaus ei ole luku ({cells}). Se luettiin puuttuvaksi.",
        problem_en="An answer to question “{text}” is not a number ({cells}). It was read as missing.",
        action_fi="Kirjoita pelkkä luku, jos se on tiedossa.",
        action_en="Write a bare number if it is known.",
    ),
    "ambiguous_dot": Message(
        problem_fi="Kysymyksen “{text}” luvuissa on piste tai pilkku, joka voi erottaa tuhannet tai desimaalit ({cells}).",
        problem_en="Numbers in question “{text}” have a dot or comma that may part thousands or decimals ({cells}).",
        action_fi="Kirjoita tuhannet ilman merkkiä: 1250. Kirjoita desimaaleja muu määrä kuin kolme: 1,25. Tai pyydä lisäämään kyselyyn kysymyksen `range`.",
        action_en="Write thousands without a mark: 1250. Write another number of decimals than three: 1,25. Or ask for the question's `range` in the questionnaire.",
    ),
    "looks_missing": Message(
        problem_fi="Kysymyksen “{text}” luku näyttää vastaamattomuuden koodilta, kuten -99 tai 999 ({cells}). Se luettiin puuttuvaksi.",
        problem_en="A number in question “{text}” looks like a code for no answer, such as -99 or 999 ({cells}). It was read as missing.",
        action_fi="Pyydä lisäämään koodi kyselyn kohtaan `missing:` tai luvun vaihteluväli kohtaan `range:`.",
        action_en="Ask for the code to be added to the questionnaire under `missing:`, or the range of the number under `range:`.",
    ),
    "implausible": Message(
        problem_fi="Kysymyksen “{text}” luku on sallitun vaihteluvälin ulkopuolella ({cells}). Se luettiin puuttuvaksi.",
        problem_en="A number in question “{text}” is outside the allowed range ({cells}). It was read as missing.",
        action_fi="Tarkista luku.",
        action_en="Check the number.",
    ),
    "not_one_count": Message(
        problem_fi="Kysymyksen “{text}” luku ei ole yksi kokonaisluku ({cells}). Se ei ole mukana summissa.",
        problem_en="A number in question “{text}” is not one whole number ({cells}). It is in no total.",
        action_fi="Kirjoita yksi kokonaisluku, jos se on tiedossa.",
        action_en="Write one whole number if it is known.",
    ),
    "off_scale": Message(
        problem_fi="Kysymyksessä “{text}” on numeroita asteikon ulkopuolelta ({cells}). Kysymystä ei luettu.",
        problem_en="Question “{text}” has numbers outside its scale ({cells}). The question was not read.",
        action_fi="Vie vastaukset teksteinä.",
        action_en="Export the answers as texts.",
    ),
    "unclear_direction": Message(
        problem_fi="Väittämien vastaukset ovat pelkkiä numeroita, eikä asteikon suunta ole varma.{cause} Mittaria {indicator} ei lasketa tästä tiedostosta. Muut kysymykset luetaan.",
        problem_en="The answers to the items are bare numbers, and the direction of the scale is not certain.{cause} {indicator} is not scored from this file. The other questions are read.",
        action_fi="Vie vastaukset teksteinä tai päätä suunta komennolla mukana deliveries set-direction.{form}",
        action_en="Export the answers as texts, or set the direction with mukana deliveries set-direction.{form}",
    ),
    "suspect_direction": Message(
        problem_fi="Väittämien numerot eivät näytä kulkevan lomakkeen kertomaan suuntaan.{cause} Mittaria {indicator} ei lasketa tästä tiedostosta. Muut kysymykset luetaan.",
        problem_en="The numbers of the items do not seem to run in the direction that the form states.{cause} {indicator} is not scored from this file. The other questions are read.",
        action_fi="Vie vastaukset teksteinä tai päätä suunta komennolla mukana deliveries set-direction.",
        action_en="Export the answers as texts, or set the direction with mukana deliveries set-direction.",
    ),
    "outside_validity": Message(
        problem_fi="Kysymykseen “{text}” on vastauksia ajalta, jolloin kysymystä tai vaihtoehtoa ei ollut lomakkeella ({cells}). Vastaukset luettiin.",
        problem_en="Question “{text}” has answers from a time when the question or option was not on the form ({cells}). The answers were read.",
        action_fi="Tarkista päivät kyselyn määrittelystä.",
        action_en="Check the dates in the questionnaire.",
    ),
    "repeated_response": Message(
        problem_fi="Sama vastausnumero on usealla rivillä ({cells}).",
        problem_en="The same response number is on several rows ({cells}).",
        action_fi="Poista kaksoisrivit tai vie vastaukset uudelleen.",
        action_en="Remove the duplicate rows or export the answers again.",
    ),
    "rows_alike": Message(
        problem_fi="Vastaus on täsmälleen sama kuin toinen ({cells}): aika ja vastaukset ovat samat, eikä vastaajakoodia tai vastausnumeroa ole. Jokainen laskettiin.",
        problem_en="A response is identical to another one ({cells}): the time and the answers are the same, and there is no respondent code or response number. Each was counted.",
        action_fi="Jos sama vastaus on taulukossa kahdesti, poista ylimääräinen.",
        action_en="If one response is in the table twice, remove the duplicate.",
    ),
    "row_without_code": Message(
        problem_fi="Vastaajakoodi puuttuu ({rows}). Rivillä on yksi ihminen: ilman koodia alkua ja loppua ei voi yhdistää eikä muutosta laskea.",
        problem_en="The respondent code is missing ({rows}). A row is one person: without a code, start and end cannot be matched and no change can be calculated.",
        action_fi="Anna jokaiselle oma koodi sarakkeeseen “{text}”. Juokseva numero riittää.",
        action_en="Give each person a code of their own in column “{text}”. A running number is enough.",
    ),
    "repeated_code": Message(
        problem_fi="Sama vastaajakoodi on usealla rivillä ({rows}). Rivit luetaan samaksi ihmiseksi. Saman palvelun lomakkeista käytetään yksi kustakin mittauksesta.",
        problem_en="The same respondent code is on several rows ({rows}). They are read as one person. Of the forms in one service, one of each measurement is used.",
        action_fi="Tarkista koodit.",
        action_en="Check the codes.",
    ),
    "repeated_time_point": Message(
        problem_fi="Samalla vastaajakoodilla on samassa mittauksessa useita rivejä ({rows}). Vain yhtä niistä käytetään muutoksen laskemiseen.",
        problem_en="The same respondent code has several rows of the same measurement ({rows}). Only one of them is used to calculate the change.",
        action_fi="Tarkista, ovatko rivit saman ihmisen. Jos eivät, anna kummallekin oma koodi. Jos ovat, poista ylimääräinen rivi.",
        action_en="Check whether the rows are of one person. If not, give each a code of their own. If so, remove the extra row.",
    ),
    "separated_codes": Message(
        problem_fi="Vastaajakoodit eroavat toisistaan vain väliviivan tai välin paikan takia ({cells}). Ne luetaan eri ihmisiksi.",
        problem_en="Respondent codes differ only by a hyphen or a blank, or by its place ({cells}). They are read as different people.",
        action_fi="Jos koodit ovat saman ihmisen, kirjoita ne samalla tavalla.",
        action_en="If the codes are of one person, write them in the same way.",
    ),
    "name_like_code": Message(
        problem_fi="Vastaajakoodi näyttää nimeltä, sähköpostiosoitteelta tai puhelinnumerolta ({cells}).",
        problem_en="A respondent code looks like a name, an e-mail address or a phone number ({cells}).",
        action_fi="Vaihda tilalle koodi, josta henkilöä ei tunnista.",
        action_en="Replace it with a code that does not identify the person.",
    ),
    "near_codes": Message(
        problem_fi="Vastaajakoodi eroaa toisesta yhdellä merkillä ({cells}). Koodeja ei muutettu.",
        problem_en="A respondent code differs from another by one character ({cells}). The codes were not changed.",
        action_fi="Tarkista, onko koodissa kirjoitusvirhe.",
        action_en="Check whether the code has a typing error.",
    ),
    "blank_code": Message(
        problem_fi="Vastaajakoodi puuttuu ({cells}). Ilman koodia alkua ja loppua ei voi yhdistää.",
        problem_en="The respondent code is missing ({cells}). Without a code, start and end cannot be matched.",
        action_fi="Lisää koodi, jos se on tiedossa.",
        action_en="Add the code if it is known.",
    ),
    "corrected_code": Message(
        problem_fi="Vastaajakoodissa on välejä tai eri kirjainkoko ({cells}). Ne korjataan lukiessa.",
        problem_en="A respondent code has blanks or differs in upper and lower case ({cells}). This is corrected while reading.",
        action_fi="Mitään ei tarvitse tehdä.",
        action_en="Nothing needs to be done.",
    ),
    "no_registers": Message(
        problem_fi="Rekistereitä ei katsottu: tarkistus tehtiin ilman tietojuurta, joten palvelujen nimiä, korjauksia, asteikkojen suuntia ja omia kyselyjä ei tiedetä.",
        problem_en="Registers were not looked at: the check was made without a data root, so names of services, corrections, directions of scales and questionnaires of your own are not known.",
        action_fi="Jos tietojuuri on tällä koneella, anna se valitsimella --data.",
        action_en="If there is a data root on this computer, give it with --data.",
    ),
    "unchecked_services": Message(
        problem_fi="Palvelujen nimiä ei tarkistettu, koska palvelurekisteriä ei ole.",
        problem_en="The names of services were not checked, because there is no register of services.",
        action_fi="Jos rekisteri on olemassa, anna tietojuuri valitsimella --data.",
        action_en="If there is a register, give the data root with --data.",
    ),
}  # fmt: skip
# Why a date cannot be true.
IMPOSSIBLE = {
    "arrival": Phrase(" Se on tiedoston saapumisen jälkeen.", " It is after the file arrived."),
    "form": Phrase(
        " Se on lomakkeen vastausajan (answered_from, answered_to) ulkopuolella.",
        " It is outside the form's time of answering (answered_from, answered_to).",
    ),
    "year": Phrase(" Vuosi ei ole väliltä 1990–2100.", " The year is not between 1990 and 2100."),
}
# What an unknown name may mean, and where it is added, by the register it was looked for in.
NEAREST_NAMES = Phrase(" Lähin tunnettu: {names}.", " Nearest known: {names}.")
ADD_THE_NAME = {
    "service": Phrase(
        "Kirjoita nimi niin kuin se on palvelurekisterissä. Jos palvelu on uusi, pyydä ylläpitoa lisäämään se tiedostoon registers/services.csv. Jos vain nimi on uusi, pyydä lisäämään se tiedostoon registers/aliases.csv.",
        "Write the name as it is in the register of services. If the service is new, ask the maintainers to add it to registers/services.csv. If only the name is new, ask them to add it to registers/aliases.csv.",
    ),
    "municipality": Phrase(
        "Käytä kunnan virallista nimeä tai pyydä ylläpitoa lisäämään nimi tiedostoon registers/aliases.csv.",
        "Use the municipality's official name, or ask the maintainers to add the name to registers/aliases.csv.",
    ),
    "area": Phrase(
        "Käytä hyvinvointialueen virallista nimeä tai pyydä ylläpitoa lisäämään nimi tiedostoon registers/aliases.csv.",
        "Use the county's official name, or ask the maintainers to add the name to registers/aliases.csv.",
    ),
}
# Why the direction of bare numbers is likely not what it seems.
DIRECTION_CAUSES = {
    "range": Phrase(
        " Todennäköinen syy: numerot alkavat nollasta, vaikka asteikko alkaa ykkösestä.",
        " Likely cause: the numbers start from 0, although the scale starts from 1.",
    ),
    "item": Phrase(
        " Todennäköinen syy: väittämän {code} ({cell}) asteikko kulkee toisin päin kuin muiden.",
        " Likely cause: the scale of item {code} ({cell}) runs against the others.",
    ),
    "mirrored": Phrase(
        " Todennäköinen syy: asteikko on käännetty. Keskiarvo on kaukana vertailuluvuista, ja sen peilikuva on lähempänä.",
        " Likely cause: the scale is reversed. The mean is far from the reference means, and its mirror image is nearer.",
    ),
}
# A form can state the direction of a named scale only.
DIRECTION_BY_FORM = Phrase(
    " Jos numerot ovat kyselyn omat koodit, sen voi kertoa lomakkeen YAML-tiedostossa: codes: {{{scale}: as_declared}}.",
    " If the numbers are the questionnaire's own codes, the form's YAML file can state it: codes: {{{scale}: as_declared}}.",
)
