"""What the draft says to the person who finishes it, in Finnish and English.

Belongs here: the sentences. Nothing of a cell is in them, only addresses, counts and codes.
"""

from __future__ import annotations

from dataclasses import dataclass

# How a comment begins in which a person must decide.
DECIDE_FI, DECIDE_EN = "PÄÄTÄ", "DECIDE"


@dataclass(frozen=True)
class Sentence:
    """A sentence in both languages; `is_decision` if a person must decide before results are right.

    `line` is YAML, of one line or several, for the person to take the `#` from.
    """

    fi: str
    en: str
    is_decision: bool = False
    line: str = ""

    def filled(self, **values: object) -> Sentence:
        """The sentence with its values."""
        texts = (self.fi, self.en, self.line)
        fi, en, line = (text.format(**values) for text in texts)
        return Sentence(fi, en, self.is_decision, line)

    def comments(self) -> list[str]:
        """The lines of a YAML comment."""
        marks = (f"{DECIDE_FI}: ", f"{DECIDE_EN}: ") if self.is_decision else ("", "")
        lines = [f"{marks[0]}{self.fi}", f"{marks[1]}{self.en}", *self.line.splitlines()]
        return [f"# {line}" for line in lines if line]


def _decide(fi: str, en: str, line: str = "") -> Sentence:
    return Sentence(fi, en, is_decision=True, line=line)


HEAD = Sentence(
    "Luonnos tehtiin tiedostosta, jossa on {rows} vastausriviä. Käy läpi rivit, joissa lukee PÄÄTÄ.",
    "Drafted from a file with {rows} rows of answers. Go through the lines that say DECIDE.",
)
FEW_ROWS = _decide(
    "Rivejä on niin vähän, ettei vastausvaihtoehtoja voi tunnistaa. Tee luonnos tiedostosta, jossa on"
    " ainakin 20 vastausta, tai kirjoita vaihtoehdot itse.",
    "There are too few rows to recognise options. Draft from a file with at least 20 answers, or write"
    " the options yourself.",
)
SUBJECT = _decide(
    "Kuka vastasi: ihminen omasta puolestaan (person) vai organisaatio (organisation)? Tästä riippuu"
    " tietosuoja. `person` on varovaisempi.",
    "Who answered: people for themselves (person) or organisations (organisation)? The privacy rules"
    " follow from it. `person` is the safer one.",
)
SCOPE = _decide(
    "Missä kyselyissä sama vastaajakoodi on sama ihminen? Anna niille kaikille sama `scope`.",
    "In which surveys is the same respondent code the same person? Give all of them the same `scope`.",
)
TITLE = _decide("Kyselyn nimi lukijoille.", "The survey's name for readers.")
LANGUAGE = _decide(
    "Tekstien kieltä ei voitu tunnistaa; `{language}` on arvaus.",
    "The language of the texts could not be recognised; `{language}` is a guess.",
)
NO_DATE = _decide(
    "Vastausajan saraketta ei löytynyt, ja ilman päivää tiedostoa ei voi lukea. Jos sarake on, anna"
    " kenttä `answered_at`; muuten poista # seuraavan rivin alusta ja kirjoita oikeat päivät.",
    "No column with the time of the answer was found, and without a day the file cannot be read. If"
    " there is one, give the field `answered_at`; otherwise take the # from the next line and write the"
    " right days.",
    "days: {{{days}}}",
)
ONE_OF_DATES = _decide(
    "Vastausaika on ehkä toinen näistä sarakkeista: {cells}.",
    "The time of the answer may be another of these columns: {cells}.",
)
UNCLEAR_DATE = _decide(
    "Joistakin soluista ei voi lukea varmaa päivää, ja ne hylkäävät tiedoston. Vaihda päivien muoto"
    " kyselytyökalussa, esimerkiksi 2026-01-31.",
    "Some cells give no certain day, and they refuse the file. Change the format of dates in the survey"
    " tool, such as 2026-01-31.",
)
CODE_BY_CONTENT = _decide(
    "Onko tämä vastaajakoodi, joka on samalla ihmisellä alussa ja lopussa sama? Jos ei, poista kenttä.",
    "Is this a code that the same person has at the start and at the end? If not, remove the field.",
)
NO_CODE = Sentence(
    "Vastaajakoodin saraketta ei löytynyt: alkua ja loppua ei voi yhdistää.",
    "No column with a respondent code was found: start and end cannot be matched.",
)
PHASE_ORDER = _decide(
    "Mikä teksti on alku ja mikä loppu? Muutos lasketaan alusta (start) viimeiseen loppuun (end); muut"
    " ovat `single`.",
    "Which text is the start and which the end? Change runs from start to the latest end; others are"
    " `single`.",
)
NO_PHASE = Sentence(
    "Aikapisteen saraketta ei löytynyt: kaikki ovat kertamittauksia. Jos tiedostossa on vain alku- tai"
    " loppumittauksia, lisää kenttä `phase` ja lomakkeeseen `constants: {phase: start}`.",
    "No column with a time point was found: everything is measured once. If the file has starts or ends"
    " only, add the field `phase` and to the form `constants: {phase: start}`.",
)
OTHER_VALUES = _decide(
    "Sarakkeessa on muitakin tekstejä, kukin alle {enough} rivillä: {count}. Ne eivät ole tässä. Lisää ne,"
    " tai tiedosto hylätään.",
    "The column has other texts, too, each on fewer than {enough} rows: {count}. They are not here. Add"
    " them, or the file is refused.",
)
SERVICE_NAMES = Sentence(
    "Palvelujen nimien on oltava rekisterissä registers/services.csv.",
    "The names of services have to be in registers/services.csv.",
)
CONSENT_WORDS = _decide(
    "Mitkä sanat antavat suostumuksen (given) ja mitkä kieltävät (refused)? Muut sanat hylkäävät"
    " tiedoston.",
    "Which words give consent (given) and which refuse it (refused)? Any other word refuses the file.",
)
KNOWN_QUESTIONS = Sentence(
    "Samat kuin kyselyssä {questionnaire}; tekstit ja vaihtoehdot on kopioitu sieltä: {codes}.",
    "The same as in {questionnaire}; texts and options are copied from there: {codes}.",
)
PART_OF_INDICATOR = _decide(
    "Indikaattorin {indicator} ({questionnaire}) {count} osiosta tiedostossa on {found}; puuttuvat:"
    " {missing}. Indikaattoria ei siksi ole tässä. Jos osio on vain sanottu toisin, se on toinen osio.",
    "The file has {found} of the {count} items of the indicator {indicator} ({questionnaire}); missing:"
    " {missing}. So the indicator is not here. An item in other words is another item.",
)
BARE_KNOWN = _decide(
    "Vastaukset ovat pelkkiä numeroita. Jos pienin numero on ”{low}”, poista # seuraavan rivin alusta;"
    " jos järjestys on toisin päin, kirjoita `reversed`. Ennen sitä näitä vastauksia ei lueta.",
    "The answers are bare numbers. If the lowest number is “{low}”, take the # from the next line; if"
    " they run the other way, write `reversed`. Until then these answers are not read.",
    "codes: {{{scale}: as_declared}}",
)
BARE_CODES = _decide(
    "Pelkkiä numeroita: {cells}. Kumpi pää on mitä? Kirjoita sanat numeron viereen,"
    ' esimerkiksi "1": {{fi: ["1", Täysin eri mieltä]}}. Jos luku on määrä, kirjoita `type: number`.',
    "Bare numbers: {cells}. Which end is which? Write the words beside the number, such"
    ' as "1": {{en: ["1", Strongly disagree]}}. If they count something, write `type: number`.',
)
INDICATOR = _decide(
    "Jos näistä lasketaan pistemäärä, poista # seuraavien rivien alusta ja tarkista ne; vaihtoehtojen"
    " koodien on oltava numeroita {low}–{high}.",
    "If these are scored, take the # from the next lines and check them; the codes of the options have to"
    " be the numbers {low}–{high}.",
    """indicators:
  {name}:
    title: {title}
    items: [{items}]
    score: {{method: mean, from: [{low}, {high}], to: [0, 100], min_answered: {count}}}""",
)
MISSING_CODES = _decide(
    "Tarkoittavatko nämä numerot, ettei vastausta ole? Jos eivät, siirrä ne vaihtoehtoihin.",
    "Do these numbers mean that there is no answer? If not, move them to the options.",
)
OPTION_ORDER = _decide(
    "Vaihtoehtojen järjestystä ei näe tiedostosta. Jos näistä lasketaan pistemäärä tai keskiarvo,"
    ' järjestä ne pienimmästä suurimpaan ja anna koodeiksi "1", "2", …',
    "The file does not show the order of the options. To score them, or to have a mean, put them in"
    ' order from low to high with the codes "1", "2", …',
)
RARE_LABELS = _decide(
    "Muita tekstejä, kukin alle {enough} rivillä: {count} ({cells}). Ne voivat olla jonkun omia sanoja,"
    " joten niitä ei ole tässä. Jos ne ovat vaihtoehtoja, lisää ne; muuten ne luetaan vaihtoehdoksi"
    " `{other}`.",
    "Other texts, each on fewer than {enough} rows: {count} ({cells}). They may be somebody's own words,"
    " so they are not here. If they are options, add them; otherwise they are read as the option"
    " `{other}`.",
)
LIKE_NAMES = _decide(
    "Monella rivillä on samoja tekstejä, jotka näyttävät ihmisten nimiltä; niitä ei ole tässä. Jos ne ovat"
    " vaihtoehtoja, kirjoita ne ja poista `type: open`. Jos ne ovat nimiä, poista kysymys.",
    "Many rows have the same texts, which read as names of people; they are not here. If they are options,"
    " write them and remove `type: open`. If they are names, remove the question.",
)
MAYBE_CODES = _decide(
    "Ovatko nämä pienet numerot määriä vai vaihtoehtojen koodeja? Jos koodeja, poista `type: number` ja"
    ' kirjoita vaihtoehdot, esimerkiksi "1": {fi: ["1", Kyllä]}.',
    "Do these small numbers count something, or are they codes of options? If codes, remove `type: number`"
    ' and write the options, such as "1": {en: ["1", Yes]}.',
)
MAYBE_OPTIONS = _decide(
    "{rows} rivillä on vain {count} eri tekstiä; niitä ei ole tässä. Jos ne ovat vaihtoehtoja, kirjoita ne ja"
    " poista `type: open`.",
    "{rows} rows have only {count} different texts; they are not here. If they are options, write them and"
    " remove `type: open`.",
)
NUMBERED_OPTION = _decide(
    "Mitä numero {text} tarkoittaa? Kirjoita sana, tai siirrä numero toisen vaihtoehdon tekstiksi.",
    "What does the number {text} mean? Write the word, or move the number to another option's texts.",
)
WORDING_OF_CODE = _decide(
    "Näistä kysymyksistä tiedostossa on vain koodi; kirjoita lomakkeen oma teksti: {codes}.",
    "Of these questions the file has a code only; write the form's own wording: {codes}.",
)
ONE_ANSWER = Sentence(
    "Tiedostossa on vain tämä vastaus. Lisää muut vaihtoehdot, jos kysymyksellä on niitä.",
    "The file has this answer only. Add the other options, if the question has any.",
)
BANDS = Sentence(
    "Luvut: {codes}. Ihmisten luvuista julkaistaan, kuinka moni on missäkin luokassa. Lisää esimerkiksi"
    " `range: [0, 60]` ja `bands: [0, 1, 10, 30]`; ilman niitä niistä ei julkaista mitään.",
    "Numbers: {codes}. Of numbers of people it is published how many are in which band. Add, for instance,"
    " `range: [0, 60]` and `bands: [0, 1, 10, 30]`; without them nothing of them is published.",
)
UNPAIRED = _decide(
    "Näiden vaihtoehtojen vastineita toisella kielellä ei voitu päätellä: kunkin kielen teksti on oma"
    " vaihtoehtonsa. Yhdistä vastineet.",
    "Which of these options are the same in another language is not certain: each text is an option"
    " of its own. Put those together that are the same.",
)
NOT_IMPORTED = Sentence("Ei tuoda; pysyy tiedostossanne:", "Not imported; stays in your file:")
IDENTIFIES = Sentence("voi kertoa, kuka vastaaja on", "may say who the respondent is")
TOOLS_OWN = Sentence("kyselytyökalun oma sarake", "a column of the survey tool")
EMPTY = Sentence("tyhjä", "empty")
NO_HEADER = Sentence("ei otsikkoa", "no header")
COLLIDES = Sentence(
    "otsikko tarkoittaisi kahta asiaa; anna sille oma lomakkeen sarake (`columns`), jos haluat sen",
    "its header would mean two things; give it a column of the form (`columns`) if you want it",
)
