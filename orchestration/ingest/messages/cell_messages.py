"""Messages about how a file holds its cells: rows of another width, broken letters, formulas.

Belongs here: what is wrong with a cell or row whatever is asked in it.
"""

from __future__ import annotations

from orchestration.ingest.messages.message import Message

MESSAGES = {
    "row_too_wide": Message(
        problem_fi="Rivillä on enemmän soluja kuin otsikkorivillä ({rows}). Luultavasti vastauksessa on erotinmerkki ilman lainausmerkkejä, jolloin loput vastaukset ovat väärissä sarakkeissa.",
        problem_en="A row has more cells than the header ({rows}). Probably an answer holds the delimiter without quotation marks, and the answers after it are in the wrong columns.",
        action_fi="Vie vastaukset xlsx-muodossa, tai kirjoita vastaus lainausmerkkeihin.",
        action_en="Export the answers as xlsx, or put the answer into quotation marks.",
    ),
    "row_too_narrow": Message(
        problem_fi="Rivillä on vähemmän soluja kuin otsikkorivillä ({rows}). Luultavasti rivi on katkennut tai siitä puuttuu erotinmerkki.",
        problem_en="A row has fewer cells than the header ({rows}). Probably the row is broken in two or a delimiter is missing.",
        action_fi="Vie vastaukset xlsx-muodossa, tai täydennä rivi.",
        action_en="Export the answers as xlsx, or complete the row.",
    ),
    "long_cell": Message(
        problem_fi="Taulukossa on yli {limit} merkin pituinen solu ({cells}).",
        problem_en="The table has a cell of more than {limit} characters ({cells}).",
        action_fi="Lyhennä teksti, tai poista sarake.",
        action_en="Shorten the text, or remove the column.",
    ),
    "bad_letter": Message(
        problem_fi="Sarakkeessa “{text}” on merkki, jota ei voi lukea ({cells}).",
        problem_en="Column “{text}” has a character that cannot be read ({cells}).",
        action_fi="Kirjoita solu uudelleen, tai vie vastaukset xlsx-muodossa.",
        action_en="Write the cell again, or export the answers as xlsx.",
    ),
    "bad_letter_in_header": Message(
        problem_fi="Otsikossa on merkki, jota ei voi lukea ({cells}).",
        problem_en="A header has a character that cannot be read ({cells}).",
        action_fi="Kirjoita otsikko uudelleen, tai vie vastaukset xlsx-muodossa.",
        action_en="Write the header again, or export the answers as xlsx.",
    ),
    "formula_error": Message(
        problem_fi="Sarakkeessa “{text}” on kaavan virhearvo ({cells}).",
        problem_en="Column “{text}” has the error value of a formula ({cells}).",
        action_fi="Korjaa kaava, tai kirjoita soluun sen arvo.",
        action_en="Correct the formula, or write its value into the cell.",
    ),
    "formula_without_value": Message(
        problem_fi="Sarakkeessa “{text}” on kaava, jonka arvoa ei ole tallennettu tiedostoon ({cells}).",
        problem_en="Column “{text}” has a formula whose value is not saved in the file ({cells}).",
        action_fi="Avaa tiedosto Excelissä ja tallenna se, tai kirjoita soluun sen arvo.",
        action_en="Open the file in Excel and save it, or write the value into the cell.",
    ),
    "changed_code": Message(
        problem_fi="Sarakkeessa “{text}” on koodi, jonka taulukko-ohjelma on muuttanut päivämääräksi tai kymmenen potenssiksi ({cells}). Alkuperäistä koodia ei tiedetä.",
        problem_en="Column “{text}” has a code that a spreadsheet program turned into a date or a power of ten ({cells}). The original code is not known.",
        action_fi="Muotoile sarake tekstiksi ja kirjoita koodi uudelleen.",
        action_en="Format the column as text and write the code again.",
    ),
    "same_label": Message(
        problem_fi="SPSS-muuttujassa “{text}” on kaksi arvoa, joilla on sama selite ({cells}). Ne luettiin samaksi vaihtoehdoksi.",
        problem_en="The SPSS variable “{text}” has two values with the same label ({cells}). They were read as one option.",
        action_fi="Jos arvot tarkoittavat eri asioita, anna niille eri selitteet ja vie tiedosto uudelleen.",
        action_en="If the values mean different things, give them different labels and export the file again.",
    ),
    "same_label_on_scale": Message(
        problem_fi="SPSS-muuttujan “{text}” asteikolla on kaksi arvoa, joilla on sama selite ({cells}). Ei ole varmaa, kumpaa vastaaja tarkoitti.",
        problem_en="On the scale of the SPSS variable “{text}” two values have the same label ({cells}). It is not certain which of them was meant.",
        action_fi="Korjaa arvojen selitteet ja vie tiedosto uudelleen.",
        action_en="Correct the labels of the values and export the file again.",
    ),
    "merged_across": Message(
        problem_fi="Vastaussoluja on yhdistetty usean sarakkeen yli ({cells}), eikä ole varmaa, mihin kysymykseen vastaus kuuluu.",
        problem_en="Cells are merged across several columns ({cells}), and it is not certain which question the answer belongs to.",
        action_fi="Pura solujen yhdistäminen ja kirjoita vastaus omaan soluunsa.",
        action_en="Unmerge the cells and write each answer into its own cell.",
    ),
}  # fmt: skip
