"""Texts of the validation report: rules, deliveries, quality over releases, suppressed results.

Belongs here: sentences in the order of `LANGUAGES`: Finnish, Swedish, English.
"""

from __future__ import annotations

from orchestration.html.texts import Texts

_RULES: Texts = {
    "broken": ("Rikkoutuneet säännöt", "Brutna regler", "Rules that failed"),
    "none_broken": (
        "Mikään sääntö ei rikkoutunut. Tarkistettuja sääntöjä on {count}.",
        "Ingen regel har brutits. {count} regler har kontrollerats.",
        "No rule failed. {count} rules were checked.",
    ),
    "blocking": ("Estää julkaisun", "Hindrar publiceringen", "Blocks the release"),
    "warning": ("Varoitus: tarkista tämä", "Varning: kontrollera", "Warning: check this"),
    "information": ("Tiedoksi", "För kännedom", "For information"),
    "failed": ("rikkoutui", "bruten", "failed"),
    "unchecked": ("ei voitu tarkistaa", "kunde inte kontrolleras", "could not be checked"),
    "waived": ("varoitus sallittu", "varningen tillåten", "waived"),
    "found": ("Löydettiin", "Hittades", "Found"),
    "why": ("Miksi", "Varför", "Why"),
    "do": ("Tee näin", "Gör så här", "Do this"),
    "owner": ("Vastuuhenkilö", "Ansvarig", "Owner"),
    "threshold": ("Raja", "Gräns", "Threshold"),
    "where": ("Missä", "Var", "Where"),
    "rule_id": ("Tunnus", "Id", "Id"),
    "owner_data_engineer": ("aineistoinsinööri", "dataingenjör", "data engineer"),
    "owner_quality_reviewer": ("laadun tarkastaja", "kvalitetsgranskare", "quality reviewer"),
    "owner_bi": ("raporttien tekijä", "rapportmakare", "BI analyst"),
    "by_great_expectations": ("Great Expectations", "Great Expectations", "Great Expectations"),
    "by_sql": ("SQL", "SQL", "SQL"),
    "by_python": ("Python", "Python", "Python"),
    "do_blocking": (
        "Pyydä vastuuhenkilöä korjaamaan syy ja ajamaan tiedot uudelleen. Estävää sääntöä ei voi "
        "ohittaa.",
        "Be den ansvariga rätta orsaken och köra på nytt. En hindrande regel kan inte förbigås.",
        "Ask the owner to correct the cause and run the data again. A blocking rule cannot be "
        "waived.",
    ),
    # The one blocking rule that a person may accept; made in orchestration/release/loss_rule.py.
    "do_release.nothing_dropped": (
        "Katso syy komennolla `mukana status`: muuttuneet rivit ja toimitukset. Korjaa syy ja aja "
        "tiedot uudelleen. Jos vähennys on oikein, hyväksy se komennolla `mukana review accept-loss`.",
        "Se orsaken med `mukana status`: ändrade rader och leveranser. Rätta orsaken och kör på nytt. "
        "Om minskningen är riktig, godkänn den med `mukana review accept-loss`.",
        "See the cause with `mukana status`: the changed lines and the deliveries. Correct it and run "
        "the data again. If the loss is right, accept it with `mukana review accept-loss`.",
    ),
    "do_error": (
        "Pyydä aineistoinsinööriä selvittämään, miksi sääntöä ei voitu tarkistaa. Mitään ei julkaista "
        "ennen kuin se on tarkistettu.",
        "Be dataingenjören ta reda på varför regeln inte kunde kontrolleras. Inget publiceras innan "
        "den har kontrollerats.",
        "Ask the data engineer to find out why the rule could not be checked. Nothing is published "
        "before it has been checked.",
    ),
    "do_warning": (
        "Selvitä syy vastuuhenkilön kanssa, ennen kuin päätät. Jos luvut ovat oikein, varoituksen voi "
        "sallia.",
        "Red ut orsaken med den ansvariga innan du beslutar. Om siffrorna är riktiga kan varningen "
        "tillåtas.",
        "Find out the cause with the owner before you decide. If the figures are right, the warning "
        "can be waived.",
    ),
    "do_information": (
        "Mitään ei tarvitse tehdä nyt. Korjaa, kun ehdit.",
        "Inget behöver göras nu. Rätta när du hinner.",
        "Nothing needs to be done now. Correct it when you have time.",
    ),
    "passed": ("Kunnossa olevat säännöt", "Regler som håller", "Rules that passed"),
    "passed_text": (
        "Sääntöjä on kunnossa {passed}. Tätä julkaisua eivät koske {other}, koska niiden tauluissa ei "
        "ole rivejä.",
        "{passed} regler håller. {other} gäller inte den här publiceringen, eftersom deras tabeller "
        "saknar rader.",
        "{passed} rules passed. {other} do not apply to this release, because their tables have no "
        "rows.",
    ),
    "family_files": ("Tiedostot", "Filer", "Files"),
    "family_contract": (
        "Taulujen rakenne: rivit, sarakkeet, avaimet, koodit",
        "Tabellernas struktur: rader, kolumner, nycklar, koder",
        "Structure of the tables: rows, columns, keys, codes",
    ),
    "family_table": ("Taulujen luvut", "Tabellernas siffror", "Figures of the tables"),
    "family_release": (
        "Julkaisu kokonaisuutena",
        "Publiceringen som helhet",
        "The release as a whole",
    ),
    "rule": ("Sääntö", "Regel", "Rule"),
    "in_tables": ("Tauluissa", "I tabellerna", "In tables"),
    "count_rules": ("{count} sääntöä", "{count} regler", "{count} rules"),
    "count_rules.one": ("1 sääntö", "1 regel", "1 rule"),
    "count_tables": ("{count} taulussa", "i {count} tabeller", "in {count} tables"),
}

_DELIVERIES: Texts = {
    "deliveries": ("Toimitukset", "Leveranser", "Deliveries"),
    "no_deliveries": (
        "Toimituksia ei ole.",
        "Det finns inga leveranser.",
        "There are no deliveries.",
    ),
    "deliveries_text": (
        "Hyväksyttyjä on {accepted}. Muita, joihin joku joutuu tarttumaan, on {other}: ne ovat "
        "ensimmäisinä.",
        "{accepted} är godkända. {other} kräver att någon gör något: de står först.",
        "{accepted} are accepted. {other} need somebody to do something: they come first.",
    ),
    "more_deliveries": (
        "Tässä näytetään {shown} hyväksyttyä toimitusta. Kaikki ovat taulussa `fct_delivery`.",
        "Här visas {shown} godkända leveranser. Alla finns i tabellen `fct_delivery`.",
        "{shown} accepted deliveries are shown here. All are in the table `fct_delivery`.",
    ),
    "accepted_deliveries": ("Hyväksytyt ({count})", "Godkända ({count})", "Accepted ({count})"),
    "file": ("Tiedosto", "Fil", "File"),
    "sender": ("Lähettäjä", "Avsändare", "Sender"),
    "survey": ("Kysely", "Enkät", "Survey"),
    "status": ("Tila", "Status", "Status"),
    "forms": ("Lomakkeita", "Blanketter", "Forms"),
    "reason": ("Syy ja ohje", "Orsak och anvisning", "Reason and what to do"),
    "hidden_name": (
        "nimeä ei näytetä, koska se voi olla ihmisen nimi",
        "namnet visas inte, eftersom det kan vara en persons namn",
        "the name is not shown, since it may be that of a person",
    ),
    "since_last": ("uusi", "ny", "new"),
    "status_accepted": ("hyväksytty", "godkänd", "accepted"),
    "status_refused": ("hylätty", "avvisad", "refused"),
    "status_on_hold": ("odottaa päätöstä", "väntar på beslut", "on hold"),
    "status_to_decide": (
        "hyväksytty, päätettävää",
        "godkänd, något att besluta",
        "accepted, something to decide",
    ),
    "see_status": (
        "Jonkun pitää päättää tästä. Katso komennolla `mukana status`.",
        "Någon behöver besluta om det här. Se med `mukana status`.",
        "Somebody has to decide about this. See `mukana status`.",
    ),
    "status_failed": ("lukeminen epäonnistui", "läsningen misslyckades", "failed"),
}

_HISTORY: Texts = {
    "history": ("Laatu julkaisuittain", "Kvalitet per publicering", "Quality over releases"),
    "history_first": (
        "Vertailu alkaa seuraavasta julkaisusta.",
        "Jämförelsen börjar med nästa publicering.",
        "Comparison starts with the next release.",
    ),
    "history_text": (
        "Tummin pylväs on tämä.",
        "Den mörkaste stapeln är den här.",
        "The darkest bar is this one.",
    ),
    "history_table": (
        "Samat luvut taulukkona",
        "Samma siffror som tabell",
        "The same numbers as a table",
    ),
    "point_broken": (
        "Rikkoutuneet estävät säännöt",
        "Brutna hindrande regler",
        "Blocking rules that failed",
    ),
    "point_warnings": ("Varoitukset", "Varningar", "Warnings"),
    "point_refused": (
        "Toimitukset, joita ei voitu käyttää",
        "Leveranser som inte kunde användas",
        "Deliveries that could not be used",
    ),
    "point_repaired": ("Korjatut solut", "Rättade celler", "Repaired cells"),
    "point_followed_up": (
        "Seuranta: aloittaneista loppukyselyyn vastanneet",
        "Uppföljning: av dem som började har svarat i slutet",
        "Follow-up: of those who started, with an end",
    ),
    "point_answered": (
        "Kyselyihin vastanneet alueet, uusin kierros",
        "Områden som svarat på enkäterna, senaste omgången",
        "Areas that answered the questionnaires, latest wave",
    ),
    "point_suppressed": (
        "Pienen ryhmän vuoksi julkaisematta jätetyt tulokset",
        "Resultat som inte publiceras på grund av liten grupp",
        "Results suppressed because of a small group",
    ),
    "point_held_band": (
        "Ihmisiä, joiden uusimmat tiedot odottavat",
        "Personer vars nyaste uppgifter väntar",
        "People whose newest data wait",
    ),
    "what_counted": ("Mitä laskettiin", "Vad som räknades", "What was counted"),
    "this_one": ("tämä", "den här", "this one"),
}

_SUPPRESSED: Texts = {
    "suppressed": (
        "Odottavat ja julkaisematta jätetyt tulokset",
        "Väntande och opublicerade resultat",
        "Held and suppressed results",
    ),
    "held_text": (
        "Ihmisiä, joiden uusimpia tietoja ei vielä julkaista, jotta julkaisujen erotus ei kerro "
        "kenestäkään: {band}.",
        "Personer vars nyaste uppgifter ännu inte publiceras, för att skillnaden mellan publiceringar "
        "inte ska berätta om någon: {band}.",
        "People whose newest data are not published yet, so that the difference of releases tells of "
        "nobody: {band}.",
    ),
    "none_suppressed": (
        "Mitään tulosta ei jätetty julkaisematta pienen ryhmän vuoksi.",
        "Inget resultat har lämnats opublicerat på grund av liten grupp.",
        "No result is suppressed because of a small group.",
    ),
    "suppressed_text": (
        "Näiden ihmisten ryhmä on liian pieni. Puuttuva luku ei ole nolla.",
        "De här personernas grupp är för liten. En siffra som saknas är inte noll.",
        "The group of these people is too small. A missing number is not zero.",
    ),
    "period": ("Puolivuosi", "Halvår", "Half-year"),
    "area": ("Alue", "Område", "Area"),
    "indicator": ("Mittari", "Indikator", "Indicator"),
    "everybody": (
        "Kaikki vastanneet (muut kysymykset)",
        "Alla som svarat (övriga frågor)",
        "Everybody who answered (other questions)",
    ),
    "whom": (
        "Keitä, montako ja mitä puuttuu",
        "Vilka, hur många och vad som saknas",
        "Who, how many and what is missing",
    ),
    "people": ("{band} ihmistä", "{band} personer", "{band} people"),
    "few": ("alle vähimmäismäärän", "under minimiantalet", "fewer than the minimum"),
    "from_everything": ("kaikki luvut", "alla siffror", "all numbers"),
    "from_distribution": ("jakaumat", "fördelningar", "distributions"),
    "pairing_paired": ("alku ja loppu", "start och slut", "start and end"),
    "pairing_start_only": ("vain alku", "bara start", "start only"),
    "pairing_end_only": ("vain loppu", "bara slut", "end only"),
    "pairing_start_uncoded": (
        "alku ilman vastaajakoodia",
        "start utan svarskod",
        "start without a respondent code",
    ),
    "pairing_end_uncoded": (
        "loppu ilman vastaajakoodia",
        "slut utan svarskod",
        "end without a respondent code",
    ),
    "pairing_single": ("kertakysely", "engångsenkät", "asked once"),
}

LISTS: Texts = _RULES | _DELIVERIES | _HISTORY | _SUPPRESSED
