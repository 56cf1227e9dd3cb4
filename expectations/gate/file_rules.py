"""What must hold between the candidate's files, its manifest and the suites, in words.

Belongs here: each rule, why it is there, and what to do if it is broken, in Finnish, Swedish and English.
Does not belong here: looking at the files (validate).
"""

from __future__ import annotations

from expectations.rules.rule import Texts

# Name -> the rule, why, and what to do if it is broken.
FILE_RULES: dict[str, tuple[Texts, Texts, Texts]] = {
    "manifest": (
        (
            "Ehdokkaalla on luettava manifesti.",
            "Kandidaten har ett läsbart manifest.",
            "The candidate has a readable manifest.",
        ),
        (
            "Ilman manifestia ei tiedetä, mitä tauluja ja rivejä pitäisi olla.",
            "Utan manifestet vet man inte vilka tabeller och rader som borde finnas.",
            "Without the manifest nobody knows which tables and rows there should be.",
        ),
        (
            "manifest.json puuttuu tai on rikki. Tee ehdokas uudelleen.",
            "manifest.json saknas eller är skadad. Gör kandidaten på nytt.",
            "manifest.json is missing or broken. Make the candidate again.",
        ),
    ),
    "is_there": (
        (
            "Taulu on sekä tiedostona että manifestissa.",
            "Tabellen finns både som fil och i manifestet.",
            "The table is both a file and an entry of the manifest.",
        ),
        (
            "Julkaisusta ei saa puuttua taulua, eikä siinä saa olla ylimääräistä.",
            "I en publicering får ingen tabell saknas, och ingen får vara för mycket.",
            "A release must not have a table missing, nor one too many.",
        ),
        (
            "Tiedosto tai manifestin rivi puuttuu. Tee ehdokas uudelleen.",
            "Filen eller dess rad i manifestet saknas. Gör kandidaten på nytt.",
            "The file or its manifest entry is missing. Make the candidate again.",
        ),
    ),
    "same_bytes": (
        (
            "Tiedosto on se, jonka tarkistussumma on manifestissa.",
            "Filen är den vars kontrollsumma står i manifestet.",
            "The file is the one whose checksum the manifest lists.",
        ),
        (
            "Tarkastus koskee juuri näitä tiedostoja; muuttunutta tiedostoa ei ole tarkastettu.",
            "Kontrollen gäller just de här filerna; en ändrad fil har inte kontrollerats.",
            "The validation is about exactly these files; a changed file has not been validated.",
        ),
        (
            "Tiedosto on muuttunut manifestin teon jälkeen. Tee ehdokas uudelleen.",
            "Filen har ändrats efter att manifestet gjordes. Gör kandidaten på nytt.",
            "The file has changed since the manifest was made. Make the candidate again.",
        ),
    ),
    "readable": (
        (
            "Tiedosto on luettavaa Parquetia.",
            "Filen är läsbar Parquet.",
            "The file is readable Parquet.",
        ),
        (
            "Rikkinäinen tiedosto kaataisi raportin päivityksen.",
            "En skadad fil skulle stoppa uppdateringen av en rapport.",
            "A broken file would make the refresh of a report fail.",
        ),
        (
            "Tiedostoa ei voi avata. Tee ehdokas uudelleen.",
            "Filen kan inte öppnas. Gör kandidaten på nytt.",
            "The file cannot be opened. Make the candidate again.",
        ),
    ),
    "has_suite": (
        (
            "Taululla on sopimus ja säännöt.",
            "Tabellen har ett kontrakt och regler.",
            "The table has a contract and a suite of rules.",
        ),
        (
            "Taulua, jota mikään sääntö ei tarkasta, ei julkaista.",
            "En tabell som ingen regel kontrollerar publiceras inte.",
            "A table that no rule checks is not published.",
        ),
        (
            "Kirjoita taululle sopimus (YAML mallin viereen kansioon dbt_project/models/marts) tai"
            " poista taulu.",
            "Skriv ett kontrakt för tabellen (YAML bredvid modellen i mappen dbt_project/models/marts) eller ta bort tabellen.",
            "Write a contract for the table (the YAML beside its model in"
            " dbt_project/models/marts), or remove the table.",
        ),
    ),
    "has_rules": (
        (
            "Taululla on ainakin yksi sääntö.",
            "Tabellen har åtminstone en regel.",
            "The table's suite is not empty.",
        ),
        (
            "Tyhjä säännöstö hyväksyisi kaiken.",
            "En tom regelsamling skulle godkänna allt.",
            "An empty suite would accept anything.",
        ),
        ("Kirjoita taululle säännöt.", "Skriv regler för tabellen.", "Write rules for the table."),
    ),
}
