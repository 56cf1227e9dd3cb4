"""Senders that have not delivered what `registers/expected.csv` expects, with a text to send them.

Belongs here: which deliveries are late as of a day, and the sentences. The day is always given: for a
release it is that of its newest delivery, so that the same deliveries give the same result; whoever
looks at a root asks as of today. Does not belong here: the register (ingest), or sending (alerts).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from orchestration.ingest.registers.expected import Expected
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.record import ACCEPTED, ON_HOLD, Record

# Finnish, Swedish, English.
Texts = tuple[str, str, str]
_LANGUAGES = ("fi", "sv", "en")
_GREETING = ("Hei,", "Hej,", "Hello,")
_MISSING = (
    "odotimme teiltä {by} mennessä kyselyn {title} vastauksia{wave}, mutta niitä ei ole tullut.",
    "vi väntade på era svar på enkäten {title}{wave} senast {by}, men de har inte kommit.",
    "we expected your answers to {title}{wave} by {by}, and they have not arrived.",
)
_UNUSABLE = (
    "kyselyn {title} vastaukset{wave} piti saada {by} mennessä. Tiedosto tuli, mutta sitä ei voitu"
    " käyttää. Syy ja korjausohjeet ovat kuitissa, jonka lähetämme pyynnöstä.",
    "svaren på enkäten {title}{wave} skulle vara här senast {by}. En fil kom, men den kunde inte användas. Orsaken och hur den rättas står i kvittot, som vi skickar på begäran.",
    "your answers to {title}{wave} were due by {by}. A file came and could not be used. The reason"
    " and what to correct are in its receipt, which we send if you ask for it.",
)
_DO = (
    "Viekää vastaukset kyselytyökalusta ja toimittakaa tiedosto samaan kansioon kuin ennenkin"
    " ({sender}). Jos vastauksia ei ole tai aikataulu on muuttunut, kertokaa se meille.",
    "Exportera svaren ur enkätverktyget och leverera filen till samma mapp som förr ({sender}). Om det inte finns några svar, eller om tidtabellen har ändrats, meddela oss.",
    "Please export the answers from your survey tool and deliver the file to the same folder as"
    " before ({sender}). If there are no answers, or your schedule has changed, please say so.",
)
_WAVE = (" (kierros {wave})", " (omgång {wave})", " (wave {wave})")
_NOT_USED = (
    " Tullutta tiedostoa ei voitu käyttää.",
    " Filen som kom kunde inte användas.",
    " A file came that could not be used.",
)


@dataclass(frozen=True)
class Late:
    """A delivery that was due and has not come. `was_refused`: a file came that could not be used."""

    expected: Expected
    due_date: date
    was_refused: bool

    @property
    def key(self) -> dict[str, str]:
        """What names it: codes and the day, nothing about a person."""
        wave = {"wave_code": self.expected.wave_code} if self.expected.wave_code else {}
        codes = {
            "sender_code": self.expected.sender_code,
            "questionnaire_code": self.expected.questionnaire_code,
        }
        return {**codes, **wave, "due_date": self.due_date.isoformat()}


def find(declared: Declared, as_of: date) -> list[Late]:
    """What was due before a day and had not come by then, by sender and day. Raises RegisterError."""
    records = [record for record in declared.records if _arrived(record) <= as_of]
    found = [late for one in declared.expected() if (late := _late(one, records, as_of))]
    return sorted(found, key=lambda late: tuple(late.key.values()))


def as_of_newest(declared: Declared) -> date | None:
    """The day of the newest delivery that counts; None before there is any."""
    accepted = [record for record in declared.records if record.status == ACCEPTED]
    return max(map(_arrived, accepted), default=None)


def sentences(late: Late) -> Texts:
    """What is late; no name of a person, no name of a file."""
    key, days, waves = late.key, day_texts(late.due_date), _waves(late)
    codes = f"{key['sender_code']}, {key['questionnaire_code']}"
    more = _NOT_USED if late.was_refused else ("", "", "")
    return (
        f"{codes}{waves[0]}: odotettiin viimeistään {days[0]}.{more[0]}",
        f"{codes}{waves[1]}: väntades senast {days[1]}.{more[1]}",
        f"{codes}{waves[2]}: due by {days[2]}.{more[2]}",
    )


def letter(declared: Declared, late: Late) -> dict[str, str]:
    """Language -> a text that is ready to be sent to the sender."""
    title = declared.surveys()[late.expected.questionnaire_code].questionnaire.title
    names = next(
        sender
        for sender in declared.registers().senders
        if sender["sender_code"] == late.expected.sender_code
    )
    days, waves = day_texts(late.due_date), _waves(late)
    said = _UNUSABLE if late.was_refused else _MISSING
    made = {}
    for n, language in enumerate(_LANGUAGES):
        survey = f"”{title.get(language) or title['fi']}”"
        lines = [_GREETING[n], "", said[n].format(by=days[n], title=survey, wave=waves[n])]
        sender = names.get(f"name_{language}") or names["name_fi"]
        made[language] = "\n".join([*lines, _DO[n].format(sender=sender)])
    return made


def _waves(late: Late) -> Texts:
    """The wave in brackets, where one is expected."""
    wave = late.expected.wave_code
    fi, sv, en = (text.format(wave=wave) if wave else "" for text in _WAVE)
    return fi, sv, en


def _late(expected: Expected, records: list[Record], as_of: date) -> Late | None:
    due = expected.last_due(as_of)
    if due is None:
        return None
    day, before = due
    since = [
        record
        for record in records
        if record.sender_code == expected.sender_code
        and (before is None or _arrived(record) > before)
    ]
    # What waits for a person here is not late.
    if any(r.status in (ACCEPTED, ON_HOLD) and _is_of(r, expected) for r in since):
        return None
    unusable = [r for r in since if r.status not in (ACCEPTED, ON_HOLD)]
    may_be_it = [r for r in unusable if r.questionnaire_code in (None, expected.questionnaire_code)]
    return Late(expected, day, was_refused=bool(may_be_it))


def _is_of(record: Record, expected: Expected) -> bool:
    """True if the delivery is of this questionnaire, and of this wave where one is expected."""
    is_of_wave = expected.wave_code in ("", record.form_version)
    return record.questionnaire_code == expected.questionnaire_code and is_of_wave


def _arrived(record: Record) -> date:
    return datetime.fromtimestamp(record.landed_at_ns / 1e9, UTC).date()


def day_texts(day: date) -> Texts:
    """A day as it is written in Finnish and Swedish, and in ISO for readers of English."""
    in_finland = f"{day.day}.{day.month}.{day.year}"
    return in_finland, in_finland, day.isoformat()
