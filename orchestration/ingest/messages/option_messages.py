"""Messages about texts that are none of the options of their question.

Belongs here: why such a text is not counted as the option for other answers.
"""

from __future__ import annotations

from orchestration.ingest.messages.message import Message

MESSAGES = {
    "code_or_text": Message(
        problem_fi="Kysymyksessä “{text}” on pelkkä luku tai koodi ({cells}). Siitä ei selviä, tarkoittaako se vastaamattomuutta, jotakin vaihtoehtoa vai vastaajan omaa tekstiä.",
        problem_en="Question “{text}” has a bare number or code ({cells}). It does not show whether it means no answer, one of the options or the respondent's own text.",
        action_fi="Vie vastaukset teksteinä. Jos se on vastaamattomuuden koodi, pyydä lisäämään se kyselyn kohtaan `missing:`. Jos vastaaja kirjoitti sen itse, vaihda tilalle “{other}”.",
        action_en="Export the answers as texts. If it is a code for no answer, ask for it to be added to the questionnaire under `missing:`. If the respondent wrote it, replace it with “{other}”.",
    ),
    "yes_or_no": Message(
        problem_fi="Kysymyksessä “{text}” on kyllä- tai ei-sana ({cells}), mutta siitä ei selviä, mitä vaihtoehtoa se koskee.",
        problem_en="Question “{text}” has a word for yes or no ({cells}), but it does not show which option the word is about.",
        action_fi="Vie vastaukset niin, että jokaisen vaihtoehdon nimi on sen sarakkeen otsikossa, tai kirjoita soluun valittu vaihtoehto: {allowed}.",
        action_en="Export the answers so that each option's name is in the header of its column, or write the chosen option into the cell: {allowed}.",
    ),
    "undivided_options": Message(
        problem_fi="Kysymyksessä “{text}” on teksti, jossa on vaihtoehtojen nimiä mutta jota ei voi varmasti jakaa vaihtoehtoihin ({cells}).",
        problem_en="Question “{text}” has a text that holds names of options but cannot be divided into options with certainty ({cells}).",
        action_fi="Jos vastaaja valitsi vaihtoehtoja, kirjoita niiden nimet puolipisteellä erotettuina: {allowed}. Jos teksti on vastaajan oma, vaihda tilalle “{other}”.",
        action_en="If the respondent chose options, write their names parted by a semicolon: {allowed}. If the text is the respondent's own, replace it with “{other}”.",
    ),
    "undeclared_option": Message(
        problem_fi="Kysymyksen “{text}” sarakkeessa on valintoja, mutta sarakkeen vaihtoehtoa ei ole kyselyssä (sarakkeita: {count}). Joka valitsi vain sen, laskettaisiin vastaamattomaksi.",
        problem_en="A column of question “{text}” holds choices, but the option of the column is not in the questionnaire (columns: {count}). Whoever chose only this option would count as not having answered.",
        action_fi="Jos vaihtoehto on jokin näistä, korjaa sarakkeen otsikko: {allowed}. Jos vaihtoehto on uusi, pyydä lisäämään se kyselyyn.",
        action_en="If the option is one of these, correct the header of the column: {allowed}. If the option is new, ask for it to be added to the questionnaire.",
    ),
    "nameless_options": Message(
        problem_fi="Kysymyksen “{text}” oikealla puolella on sarakkeita ilman otsikkoa, ja niissä on kysymyksen vaihtoehtoja (sarakkeita: {count}).",
        problem_en="Right of question “{text}” are columns without a header that hold options of the question (columns: {count}).",
        action_fi="Kirjoita kysymys myös näiden sarakkeiden otsikoksi.",
        action_en="Write the question as the header of these columns, too.",
    ),
    "no_option": Message(
        problem_fi="Kysymyksen “{text}” yksikään vastaus ei ole mikään sen vaihtoehdoista ({cells}). Kaikki laskettaisiin vaihtoehdoksi “{other}”.",
        problem_en="None of the answers to question “{text}” is one of its options ({cells}). All of them would be counted as “{other}”.",
        action_fi="Jos vienti on toisella kielellä, vie vastaukset lomakkeen kielellä tai pyydä lisäämään käännökset kyselyyn. Vaihtoehdot ovat: {allowed}. Jos vastaukset ovat vastaajien omia tekstejä, vaihda niiden tilalle “{other}”.",
        action_en="If the export is in another language, export the answers in the form's language or ask for the translations to be added to the questionnaire. The options are: {allowed}. If the answers are the respondents' own texts, replace them with “{other}”.",
    ),
}  # fmt: skip
