"""Messages about a form that is delivered again, and about the register of corrections.

Belongs here: what only a comparison with something kept earlier can show.
"""

from __future__ import annotations

from orchestration.ingest.messages.message import Message

MESSAGES = {
    "corrected": Message(
        problem_fi="Tämän solun arvo korjattiin korjausrekisterin rivin {line} mukaan.",
        problem_en="The value of this cell was corrected by line {line} of the register of corrections.",
    ),
    "correction_ended": Message(
        problem_fi="Korjausrekisterin rivi {line} ei enää sovi: solussa ei ole arvoa, jonka rivi korjaa.",
        problem_en="Line {line} of the register of corrections no longer fits: the cell does not hold the value that the line corrects.",
        action_fi="Jos virhe on korjattu lähteessä, poista rivi.",
        action_en="If the error was corrected at the source, remove the line.",
    ),
    "correction_unclear": Message(
        problem_fi="Korjausrekisterin rivi {line} sopii useaan vastaukseen ({responses}).",
        problem_en="Line {line} of the register of corrections fits more than one response ({responses}).",
        action_fi="Lisää riville vastausnumero (response_id).",
        action_en="Add the response number (response_id) to the line.",
    ),
    "rows_gone": Message(
        problem_fi="Tiedostosta puuttuu vastauksia, jotka olivat saman lähettäjän aiemmassa viennissä. Aiempi vienti on käytössä, kunnes asiasta päätetään.",
        problem_en="Responses that were in an earlier export of the same sender are missing from this file. The earlier export is used until a person decides.",
        action_fi="Jos vastaukset on poistettu, anna komento mukana deliveries accept-removal {delivery}. Jos vain osa vastauksista vietiin, lisää komentoon --partial.",
        action_en="If the responses were removed, run mukana deliveries accept-removal {delivery}. If only part of them was exported, add --partial.",
    ),
    "withdraws_many": Message(
        problem_fi="Moni, jonka vastaukset toimitettiin aiemmin, kieltää tässä tiedostossa niiden käytön. Aiempi vienti on käytössä, kunnes asiasta päätetään.",
        problem_en="Many people whose answers were delivered earlier refuse consent in this file. The earlier export is used until a person decides.",
        action_fi="Tarkista suostumuksen sarake. Jos suostumukset on peruttu, anna komento mukana deliveries accept-removal {delivery}: aiemmat vastaukset poistetaan lopullisesti. Muuten korjaa sarake ja toimita tiedosto uudelleen.",
        action_en="Check the consent column. If these people have withdrawn, run mukana deliveries accept-removal {delivery}: their earlier answers are deleted for good. Otherwise correct the column and deliver the file again.",
    ),
    "refuses_elsewhere": Message(
        problem_fi="Tässä tiedostossa kieltää vastaustensa käytön {count} vastaajaa, joilta on vastauksia myös toisessa toimituksessa tai lomakkeessa. Niitä ei lasketa, ennen kuin asiasta päätetään.",
        problem_en="In this file {count} respondents refuse consent who have answers in another delivery or form too. Those are not counted until a person decides.",
        action_fi="Kysy, koskeeko kielto myös aiempia vastauksia. Jos koskee, anna komento mukana deliveries accept-removal {delivery}: ne poistetaan lopullisesti. Jos ei, lisää komentoon --partial, niin ne lasketaan taas.",
        action_en="Ask whether the refusal is about the earlier answers too. If it is, run mukana deliveries accept-removal {delivery}: they are deleted for good. If not, add --partial, and they count again.",
    ),
    "others_services": Message(
        problem_fi="Tiedostossa on vastauksia palveluista, joista tämä lähettäjä ei saa lähettää vastauksia: {services} ({rows}). Tiedosto ei muuta mitään, ennen kuin asiasta päätetään.",
        problem_en="The file has responses of services that this sender may not send for: {services} ({rows}). The file changes nothing until a person decides.",
        action_fi="Jos palvelu on väärä, korjaa se ja toimita tiedosto uudelleen. Jos lähettäjä saa aina lähettää, lisää sen koodi palvelun riville rekisterin services.csv sarakkeeseen senders. Jos vain tämä tiedosto hyväksytään, anna komento mukana deliveries accept-services {delivery}.",
        action_en="If the service is wrong, correct it and deliver the file again. If the sender may always send for it, add its code to the column senders in the service's line of services.csv. To accept this file only, run mukana deliveries accept-services {delivery}.",
    ),
    "rows_ambiguous": Message(
        problem_fi="Vastauksia ei voi varmasti yhdistää aiemman viennin vastauksiin, koska usealla on sama vastausaika. Aiempi vienti on käytössä, kunnes asiasta päätetään.",
        problem_en="Some responses cannot be linked with certainty to those of an earlier export, because several have the same time. The earlier export is used until a person decides.",
        action_fi="Jos nämä korvaavat aiemmat vastaukset, anna komento mukana deliveries accept-removal {delivery}. Jos myös aiemmat pidetään, lisää komentoon --partial.",
        action_en="If these replace the earlier responses, run mukana deliveries accept-removal {delivery}. If the earlier ones are kept too, add --partial.",
    ),
    "looks_like_copy": Message(
        problem_fi="Moni vastaus on samalta päivältä ja samanlainen kuin aiemmin toimitettu, mutta vastausajat on kirjattu eri tarkkuudella. Tiedosto näyttää kopiolta, jonka ajoista on jätetty osa pois tai johon ne on palautettu. Aiemmat vastaukset ovat käytössä, kunnes asiasta päätetään.",
        problem_en="Many responses have the same day and the same answers as one delivered earlier, but the times are written with another precision. The file looks like a copy from whose times a part was left out, or put back. The earlier responses are used until a person decides.",
        action_fi="Jos nämä korvaavat aiemmat vastaukset, anna komento mukana deliveries accept-removal {delivery}. Jos nämä ovat muiden ihmisten vastauksia, lisää komentoon --partial: molemmat lasketaan.",
        action_en="If these replace the earlier responses, run mukana deliveries accept-removal {delivery}. If they are other people's responses, add --partial: both are counted.",
    ),
    "another_form": Message(
        problem_fi="Samat vastaukset toimitettiin aiemmin toisena lomakkeena. Viennistä näyttää puuttuvan sarakkeita.",
        problem_en="The same responses were delivered earlier as another form. Columns seem to be missing from the export.",
        action_fi="Vie kaikki sarakkeet uudelleen. Jos nämä korvaavat aiemmat vastaukset, anna komento mukana deliveries accept-removal {delivery}. Jos nämä ovat eri vastauksia, lisää komentoon --partial.",
        action_en="Export all columns again. If these replace the earlier responses, run mukana deliveries accept-removal {delivery}. If they are other responses, add --partial.",
    ),
}  # fmt: skip
