"""Instructions in the template for paper answers: Finnish, then English.

Belongs here: the texts. Does not belong here: which column gets which (template).
"""

from __future__ import annotations

# By kind of column: a title (at most 32 characters) and a hint (at most 255), shown on the cell.
KINDS: dict[str, tuple[str, str]] = {
    "date": (
        "Päivä – Date",
        "Muodossa 31.12.2024. – As 31.12.2024.",
    ),
    "choice": (
        "Valitse – Choose",
        "Valitse listalta. Jos vastaus puuttuu, jätä tyhjäksi. – Choose from the list; leave blank if there is no answer.",
    ),
    "name": (
        "Valitse – Choose",
        "Valitse nimi listalta. Jos sitä ei ole, kirjoita se ja pyydä lisäämään se rekisteriin. – Choose the name from the list. If it is not there, type it and ask for it to be added to the register.",
    ),
    "multi": (
        "Rasti – Tick",
        "Kirjoita x, jos vaihtoehto on valittu. – Write x if the option is chosen.",
    ),
    "number": (
        "Luku – Number",
        "Pelkkä luku, esim. 1,5, tai väli 1-2. – A bare number such as 1,5, or a range 1-2.",
    ),
    "open": (
        "Teksti – Text",
        "Vastaus sanoin. Älä kirjoita nimiä. – The answer in words. Write no names.",
    ),
    "text": (
        "Teksti – Text",
        "Kuten lomakkeessa. Ei nimiä eikä henkilötunnuksia. – As on the form. No names or identity codes.",
    ),
}
STOP = (
    "Ei listalla – Not on the list",
    "Valitse vaihtoehto listalta tai jätä solu tyhjäksi. – Choose an option from the list or leave the cell blank.",
)
HEADINGS = (
    "Sarake / Column",
    "Otsikko / Header",
    "Mitä siihen / What to write",
    "Suomeksi / In Finnish",
)
GUIDE: tuple[tuple[str, ...], ...] = (
    (
        "Paperivastausten kirjaaminen",
        "1. Yksi paperilomake = yksi rivi välilehdellä Vastaukset.",
        "2. Valitse vastaus solun listalta. Jätä tyhjäksi, jos lomakkeessa ei ole vastausta.",
        "3. Kirjoita päivä muodossa 31.12.2024 ja vastaajakoodi täsmälleen kuten lomakkeessa, etunollineen.",
        "4. Numeroi paperit ja kirjaa numero, jos taulukossa on sarake sitä varten: korjaukset löytävät silloin rivinsä.",
        "5. Älä muuta otsikkoriviä. Älä kirjoita nimiä, yhteystietoja tai henkilötunnuksia mihinkään soluun.",
        "6. Siniset otsikot ovat pakollisia sarakkeita: niitä ei saa poistaa.",
        "7. Tarkista valmis tiedosto lähetyssivulla tai komennolla mukana check TIEDOSTO. Tarkistus ei tallenna mitään.",
    ),
    (
        "Typing paper answers in",
        "1. One paper form = one row on the sheet Vastaukset.",
        "2. Choose the answer from the cell's list. Leave it blank if the form has no answer.",
        "3. Write the day as 31.12.2024 and the respondent code exactly as on the form, with its leading zeros.",
        "4. Number the papers and type the number in if there is a column for it: corrections then find their row.",
        "5. Do not change the header row. Write no names, contact details or identity codes into any cell.",
        "6. Blue headers are required columns: they must not be removed.",
        "7. Check the finished file on the page for sending or with mukana check FILE. A check stores nothing.",
    ),
)
