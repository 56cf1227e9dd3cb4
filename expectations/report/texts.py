"""Texts of the validation report: what is decided, what changed, and the frame around it.

Belongs here: sentences in the order of `LANGUAGES`: Finnish, Swedish, English. Does not belong
here: texts of rules, deliveries and history (list_texts), or what a rule itself says (suites).
"""

from __future__ import annotations

from expectations.report.list_texts import LISTS
from orchestration.html.texts import Texts

_FRAME: Texts = {
    "title": ("Tarkastusraportti", "Granskningsrapport", "Validation report"),
    "candidate": ("Julkaisuehdokas", "Publiceringskandidat", "Candidate"),
    "release": ("Julkaisu", "Publicering", "Release"),
    "made_on": ("Raportti tehty", "Rapporten gjord", "Report made"),
    "published_on": ("Julkaistu", "Publicerad", "Published"),
    "compared_with": ("Verrattu julkaisuun", "Jämfört med publiceringen", "Compared with release"),
    "no_release": ("ei vielä mitään", "ännu ingen", "none yet"),
    "size": ("Laajuus", "Omfattning", "Size"),
    "size_text": (
        "{tables} taulua, {rows} riviä",
        "{tables} tabeller, {rows} rader",
        "{tables} tables, {rows} rows",
    ),
    "nobody": (
        "Tässä raportissa ei ole kenenkään vastauksia, nimiä eikä vastaajakoodeja. Ihmisten ja "
        "lomakkeiden määrät ovat luokkina. Pisteiden lasku ei suoraan kerro, että palvelu "
        "epäonnistuisi.",
        "I den här rapporten finns ingens svar, namn eller svarskoder. Antalet personer och "
        "blanketter anges i klasser. Sjunkande poäng betyder inte direkt att tjänsten misslyckas.",
        "This report holds nobody's answers, names or respondent codes. Numbers of people and forms "
        "are bands. A falling score does not directly point to a failing service.",
    ),
    "rules_language": (
        "",
        "Regler och orsaker är skrivna på finska och engelska. Här visas de på finska.",
        "",
    ),
    "full_id": ("Ehdokkaan tunniste", "Kandidatens id", "Id of the candidate"),
    "checked_by": ("Tarkistettu", "Kontrollerad med", "Checked with"),
}

_DECISION: Texts = {
    "decision": ("Päätös", "Beslut", "Decision"),
    "is_held": (
        "Tätä ei julkaista: {count} estävää sääntöä rikkoutui tai jäi tarkistamatta.",
        "Det här publiceras inte: {count} hindrande regler har brutits eller kunde inte kontrolleras.",
        "This is not published: {count} blocking rules failed or could not be checked.",
    ),
    "is_held.one": (
        "Tätä ei julkaista: 1 estävä sääntö rikkoutui tai jäi tarkistamatta.",
        "Det här publiceras inte: 1 hindrande regel har brutits eller kunde inte kontrolleras.",
        "This is not published: 1 blocking rule failed or could not be checked.",
    ),
    "is_waits": (
        "Tämä odottaa ihmisen päätöstä. Avoimia varoituksia: {warnings}.",
        "Det här väntar på en människas beslut. Öppna varningar: {warnings}.",
        "This waits for a person's decision. Open warnings: {warnings}.",
    ),
    "is_rejected": (
        "Ihminen päätti, ettei tätä julkaista.",
        "En människa har beslutat att det här inte publiceras.",
        "A person decided that this is not published.",
    ),
    "is_approved": (
        "Ihminen on hyväksynyt tämän julkaistavaksi.",
        "En människa har godkänt det här för publicering.",
        "A person has approved this for publication.",
    ),
    "is_automatic": (
        "Tämän saa julkaista: mikään estävä sääntö ei rikkoutunut, eikä päätöstä tarvita.",
        "Det här får publiceras: ingen hindrande regel har brutits och inget beslut behövs.",
        "This may be published: no blocking rule failed, and no decision is needed.",
    ),
    "is_published_approved": (
        "Tämä on julkaistu. Ihminen hyväksyi sen.",
        "Det här är publicerat. En människa godkände det.",
        "This is published. A person approved it.",
    ),
    "is_published_automatic": (
        "Tämä on julkaistu. Mikään estävä sääntö ei rikkoutunut, eikä päätöstä tarvittu.",
        "Det här är publicerat. Ingen hindrande regel bröts och inget beslut behövdes.",
        "This is published. No blocking rule failed, and no decision was needed.",
    ),
    "old_stays": (
        "Lukijat saavat edelleen käytössä olevan julkaisun.",
        "Läsarna får fortfarande publiceringen som är i bruk.",
        "Readers keep the release in use.",
    ),
    "policy": ("Päätössääntö", "Beslutsregel", "Decision policy"),
    "policy_automatic": (
        "Julkaistaan ilman päätöstä, jos mikään estävä sääntö ei rikkoudu.",
        "Publiceras utan beslut om ingen hindrande regel bryts.",
        "Published without a decision if no blocking rule fails.",
    ),
    "policy_on_warning": (
        "Ihminen päättää, jos jokin varoitus on avoinna.",
        "En människa beslutar om någon varning är öppen.",
        "A person decides if a warning is open.",
    ),
    "policy_always": (
        "Ihminen päättää aina.",
        "En människa beslutar alltid.",
        "A person always decides.",
    ),
    "how": ("Näin päätät", "Så här beslutar du", "How to decide"),
    "next": ("Seuraavaksi", "Härnäst", "Next"),
    "how_read": (
        "Lue ensin, mikä muuttui ja mitkä säännöt rikkoutuivat. Päätös koskee täsmälleen näitä "
        "tiedostoja: jos yksikin rivi muuttuu, se raukeaa.",
        "Läs först vad som har ändrats och vilka regler som har brutits. Beslutet gäller exakt de "
        "här filerna: om en enda rad ändras förfaller det.",
        "First read what changed and which rules failed. The decision is about exactly these files: "
        "if a single row changes, it lapses.",
    ),
    "how_approve": (
        "Hyväksy, ja aja sitten tiedot uudelleen:",
        "Godkänn och kör sedan på nytt:",
        "Approve it, then run again:",
    ),
    "how_reject": (
        "Hylkää. Käytössä oleva julkaisu säilyy:",
        "Avslå. Publiceringen i bruk blir kvar:",
        "Reject it. The release in use stays:",
    ),
    "how_waive": (
        "Tai salli varoitus päivään, jonka itse annat:",
        "Eller tillåt en varning till den dag du anger:",
        "Or waive a warning until a day that you give:",
    ),
    "how_loss": (
        "Jos vähennys on oikein, hyväksy se. Muuten korjaa syy ja aja tiedot uudelleen:",
        "Om minskningen är riktig, godkänn den. Rätta annars orsaken och kör på nytt:",
        "If the loss is right, accept it. Otherwise correct its cause and run again:",
    ),
    "how_fix": (
        "Estävää sääntöä ei voi ohittaa. Korjaa syy, joka on toimituksessa, rekisterissä, kyselyssä "
        "tai koodissa, ja aja tiedot uudelleen:",
        "En hindrande regel kan inte förbigås. Rätta orsaken, som finns i en leverans, ett register, "
        "en enkät eller koden, och kör på nytt:",
        "A blocking rule cannot be waived. Correct the cause, which is in a delivery, a register, a "
        "questionnaire or the code, and run again:",
    ),
    "how_run": (
        "Julkaise ajamalla tiedot:",
        "Publicera genom att köra:",
        "Publish it by running:",
    ),
    "if_wrong": (
        "Jos julkaisussa on virhe",
        "Om publiceringen har ett fel",
        "If the release has a fault",
    ),
    "how_back": (
        "Laadun tarkastaja voi palata edelliseen julkaisuun:",
        "En kvalitetsgranskare kan gå tillbaka till den förra publiceringen:",
        "A quality reviewer can return to the release before:",
    ),
    "how_dagster": (
        "Dagsterissa saman tekee työ `decide`. Lisää komentoihin `--data KANSIO`, jos aineistokansio "
        "ei ole oletuskansio.",
        "I Dagster gör jobbet `decide` samma sak. Lägg till `--data MAPP` om datamappen inte är "
        "standardmappen.",
        "In Dagster the job `decide` does the same. Add `--data FOLDER` to the commands if the data "
        "root is not the default one.",
    ),
    "day_word": ("VVVV-KK-PP", "ÅÅÅÅ-MM-DD", "YYYY-MM-DD"),
    "reason_word": ("PERUSTELU", "MOTIVERING", "REASON"),
    "see_description": (
        "Laatuselosteen luonnos on tämän raportin vieressä: `laatuseloste.md`. Lue ja muokkaa se ennen "
        "julkaisemista: julkaisuun jää se, mitä tiedostossa silloin on.",
        "Bredvid rapporten finns ett utkast till kvalitetsbeskrivning: `laatuseloste.md` (på finska). "
        "Läs och redigera det före publiceringen: det som filen då innehåller följer med.",
        "Beside this report is a draft quality description: `laatuseloste.md` (in Finnish). Read and "
        "edit it before it is published: the release keeps what the file holds then.",
    ),
}

_CHANGE: Texts = {
    "changed": ("Mikä muuttui ja miksi", "Vad har ändrats och varför", "What changed and why"),
    "first": (
        "Tämä on ensimmäinen julkaisu: kaikki luvut ovat uusia.",
        "Det här är den första publiceringen: alla siffror är nya.",
        "This is the first release: every figure is new.",
    ),
    "compared": (
        "Verrattu julkaisuun `{release}`.",
        "Jämfört med publiceringen `{release}`.",
        "Compared with release `{release}`.",
    ),
    "changed_inputs": (
        "Lähtötiedoista muuttuivat: {inputs}.",
        "Av utgångsuppgifterna ändrades: {inputs}.",
        "Of the inputs these changed: {inputs}.",
    ),
    "input_code": ("säännöt tai ohjelma", "regler eller programmet", "rules or the program"),
    "input_questionnaire": (
        "kyselyn kuvaus",
        "beskrivningen av en enkät",
        "the description of a questionnaire",
    ),
    "input_register": ("rekisterit", "registren", "registers"),
    "input_answers": ("vastaukset", "svaren", "answers"),
    "nothing_changed": (
        "Mikään julkaistu luku ei muuttunut.",
        "Ingen publicerad siffra har ändrats.",
        "No published figure changed.",
    ),
    "moved": (
        "Muuttuneita lukuja on {count}. Osuudet kertovat, minkä verran kukin syy muutti lukua; "
        "ne ovat yhteensä koko muutos.",
        "{count} siffror har ändrats. Delarna visar hur mycket varje orsak ändrade siffran; "
        "tillsammans är de hela ändringen.",
        "{count} figures moved. The parts say how much each cause moved a figure; they add up to the "
        "whole.",
    ),
    "moved.one": (
        "Yksi luku muuttui. Osuudet kertovat, minkä verran kukin syy muutti sitä; ne ovat yhteensä "
        "koko muutos.",
        "En siffra har ändrats. Delarna visar hur mycket varje orsak ändrade den; tillsammans är de "
        "hela ändringen.",
        "One figure moved. The parts say how much each cause moved it; they add up to the whole.",
    ),
    "more_moved": (
        "Näytä muut {count} lukua",
        "Visa de övriga {count} siffrorna",
        "Show the other {count} figures",
    ),
    "not_all_moved": (
        "Kaikki luvut ovat taulussa `release_difference`.",
        "Alla siffror finns i tabellen `release_difference`.",
        "All figures are in the table `release_difference`.",
    ),
    "figure": ("Luku", "Siffra", "Figure"),
    "before": ("Ennen", "Före", "Before"),
    "after": ("Nyt", "Nu", "Now"),
    "not_kept": ("ei säilytetä", "sparas inte", "not kept"),
    "causes": ("Syyt", "Orsaker", "Causes"),
    "tables": ("Taulut ja rivimäärät", "Tabeller och radantal", "Tables and their rows"),
    "table": ("Taulu", "Tabell", "Table"),
    "rows": ("Rivejä", "Rader", "Rows"),
    "change": ("Muutos", "Ändring", "Change"),
    "bytes": ("Tarkistussumma", "Kontrollsumma", "Checksum"),
    "new": ("uusi", "ny", "new"),
    "removed": ("poistuu", "tas bort", "removed"),
    "unchanged": ("ennallaan", "oförändrad", "unchanged"),
    "content_changed": ("sisältö muuttui", "innehållet ändrat", "content changed"),
}

TEXTS: Texts = _FRAME | _DECISION | _CHANGE | LISTS
