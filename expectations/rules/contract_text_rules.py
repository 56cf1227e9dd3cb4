"""The rules that follow from a contract about its columns of text.

Belongs here: nobody's personal data in any text, names in every language. Does not belong here: what
looks like personal data (personal_data).
"""

from __future__ import annotations

from collections.abc import Iterator

from expectations.candidate.files import CandidateFiles
from expectations.contracts.contract import Contract
from expectations.rules.kinds import not_null
from expectations.rules.personal_data import count_personal, looks_personal
from expectations.rules.rule import Check, PythonCheck, Rule

# Notes and the like may be given in one language only.
_NOT_CAPTIONS = ("note_", "population_", "low_class_")


def no_personal_data(contract: Contract) -> Iterator[Rule]:
    """No text looks like a personal identity code, an address or a phone number."""
    table = contract.table_name

    def check(column: str) -> Check:
        def rows(files: CandidateFiles) -> list[int]:
            found = [text for text in files.texts(table, column) if looks_personal(text)]
            return files.rows_with(table, column, found)

        return PythonCheck(column, lambda files: count_personal(files.texts(table, column)), rows)

    texts = [column.name for column in contract.columns if column.data_type == "varchar"]
    if texts:
        yield Rule(
            f"{table}.no_personal_data",
            (
                "Missään tekstissä ei ole henkilötunnusta, sähköpostiosoitetta eikä puhelinnumeroa.",
                "Ingen text innehåller en personbeteckning, en e-postadress eller ett telefonnummer.",
                "No text holds a personal identity code, an e-mail address or a phone number.",
            ),
            (
                "Henkilötietoja ei julkaista. Tässä näkyy vain löydösten määrä, ei tekstiä.",
                "Personuppgifter publiceras inte. Här visas bara antalet fynd, inte texten.",
                "Personal data are not published. Only the number of findings is shown here, not the text.",
            ),
            tuple(check(column) for column in texts),
            owner="quality_reviewer",
        )


def translated(contract: Contract) -> Iterator[Rule]:
    """For information: every name is there in Swedish and English."""
    captions = [
        column.name
        for column in contract.columns
        if column.name.endswith(("_sv", "_en")) and not column.name.startswith(_NOT_CAPTIONS)
    ]
    if captions:
        yield Rule(
            f"{contract.table_name}.translated",
            (
                "Jokainen nimi on myös ruotsiksi ja englanniksi.",
                "Varje namn finns också på svenska och engelska.",
                "Every name is there in Swedish and English too.",
            ),
            (
                "Ilman käännöstä raportti näyttää tyhjän tai suomenkielisen nimen.",
                "Utan översättning visar en rapport ett tomt eller finskt namn.",
                "Without a translation a report shows an empty or a Finnish name.",
            ),
            tuple(not_null(caption) for caption in captions),
            owner="bi",
            severity_code="information",
        )
