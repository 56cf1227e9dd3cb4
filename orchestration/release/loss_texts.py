"""A loss in words, in Finnish, Swedish and English: the cause, what would go, what to do.

Belongs here: sentences, with numbers of people as bands. Does not belong here: what a loss is.
The name of a file may name a person: it is kept beside a sentence and never in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from orchestration.privacy.bands import band_of
from orchestration.release.inputs import ChangedLine
from orchestration.release.loss import Delivery, Loss

_MOST_LINES, _MOST_DELIVERIES, _MOST_NAMES = 10, 50, 10
_STATUSES = {
    "refused": ("hylättäisiin", "skulle avvisas", "would be refused"),
    "on_hold": ("odottaisi päätöstä", "skulle vänta på beslut", "would be on hold"),
    "failed": ("lukeminen epäonnistui", "läsningen misslyckades", "reading it failed"),
    None: (
        "sen tiedot puuttuvat kansiosta ledger/",
        "dess uppgifter saknas i mappen ledger/",
        "its record is not in ledger/ any more",
    ),
}
_KINDS = {
    "service": ("palvelu", "tjänst", "service"),
    "period": ("puolivuosi", "halvår", "half-year"),
    "indicator": ("mittari", "indikator", "indicator"),
    "questionnaire": ("kysely", "enkät", "questionnaire"),
    "sender": ("lähettäjä", "avsändare", "sender"),
}
_COUNTED = {
    "pairs": ("vastauspareja", "svarspar", "pairs of start and end"),
    "measurements": (
        "mittauksia, alku ja loppu erikseen",
        "mätningar, början och slutet var för sig",
        "measurements, start and end counted each",
    ),
    "answers": ("vastauksia", "svar", "answers"),
    "activities": ("toiminnan kirjauksia", "noteringar om verksamheten", "logged activities"),
}
_DO = (
    "Korjaa syy ja aja `mukana run`. Jos vähennys on oikein, hyväksy se:"
    " `mukana review accept-loss --reason SYY`.",
    "Rätta orsaken och kör `mukana run`. Om minskningen är riktig, godkänn den:"
    " `mukana review accept-loss --reason ORSAK`.",
    "Correct the cause and run `mukana run`. If the loss is right, accept it:"
    " `mukana review accept-loss --reason REASON`.",
)
_DO_FIRST = (
    "Lue hylkäysten syyt: `mukana status`. Jos nimet ovat tuntemattomia:"
    " `mukana deliveries unknown-names`. Korjaa ja aja `mukana run`.",
    "Läs varför de avvisades: `mukana status`. Om namn är okända:"
    " `mukana deliveries unknown-names`. Rätta och kör `mukana run`.",
    "Read why they were refused: `mukana status`. If names are unknown:"
    " `mukana deliveries unknown-names`. Correct that and run `mukana run`.",
)
Line = dict[str, str]
Texts = tuple[str, str, str]
_LANGUAGES = ("fi", "sv", "en")


def lines(loss: Loss) -> list[Line]:
    """The loss for a person at this machine: `fi`, `sv`, `en`, and `file` where a line is about one."""
    return [
        *_changed(loss.lines),
        *_other_code(loss),
        *_deliveries(loss.deliveries),
        *_nothing_left(loss),
        *_gone(loss),
        *_fewer(loss),
        *_declared(loss),
        *_next(loss),
    ]


def detail(loss: Loss) -> Texts:
    """The loss in one line for the report and the published rule: counts and bands, no names."""
    if not loss.is_any:
        return "Mitään ei katoa.", "Inget försvinner.", "Nothing would go."
    counts = {"delivery": len(loss.deliveries), **{k: len(v) for k, v in loss.gone.items()}}
    names = {"delivery": ("toimitus", "leverans", "delivery"), **_KINDS}
    parts = [[f"{names[kind][i]}: {n}" for kind, n in counts.items() if n] for i in range(3)]
    fewer = [[line[i] for line in _fewer(loss)] for i in _LANGUAGES]
    left = [[line[i] for line in _nothing_left(loss)] for i in _LANGUAGES]
    heads = ("Katoaisi", "Skulle försvinna", "Would go")
    texts = []
    for head, part, less, nothing in zip(heads, parts, fewer, left, strict=True):
        listed = [f"{head}: {', '.join(part)}."] if part else []
        texts.append(" ".join([*nothing, *listed, *less]))
    return texts[0], texts[1], texts[2]


def _line(fi: str, sv: str, en: str, file: str = "") -> Line:
    return {"fi": fi, "sv": sv, "en": en} | ({"file": file} if file else {})


def _changed(changed: list[ChangedLine]) -> Iterator[Line]:
    for one in changed[:_MOST_LINES]:
        if one.text:
            yield _line(
                f"{one.file}, rivi {one.number}: {one.text} ei ole enää siellä.",
                f"{one.file}, rad {one.number}: {one.text} finns inte längre där.",
                f"{one.file} line {one.number}: {one.text} is no longer there.",
            )
        else:
            yield _line(
                f"{one.file}, rivi {one.number} on muuttunut.",
                f"{one.file}, rad {one.number} har ändrats.",
                f"{one.file} line {one.number} has changed.",
            )
    if (more := len(changed) - _MOST_LINES) > 0:
        yield _line(
            f"Muita muuttuneita rivejä: {more}.",
            f"Fler rader har ändrats: {more}.",
            f"More lines have changed: {more}.",
        )


def _other_code(loss: Loss) -> Iterator[Line]:
    if loss.is_other_code:
        yield _line(
            "Mukanan oma koodi on muuttunut edellisen julkaisun jälkeen.",
            "Mukanas egen kod har ändrats efter den föregående publiceringen.",
            "The code of Mukana has changed since the release in use.",
        )


def _deliveries(deliveries: list[Delivery]) -> Iterator[Line]:
    for one in deliveries[:_MOST_DELIVERIES]:
        record = one.record
        fi, sv, en = _STATUSES[record.status if record else None]
        why: dict[str, Any] = dict(record.reasons[0]) if record and record.reasons else {}
        code, sender = one.delivery_id[:12], one.sender_code
        yield _line(
            f"Toimitus {code}, lähettäjä {sender}: {fi}. {why.get('fi', '')}".rstrip(),
            f"Leverans {code} från {sender}: {sv}. {why.get('fi', '')}".rstrip(),
            f"Delivery {code} of {sender}: {en}. {why.get('en', '')}".rstrip(),
            record.files[0].name if record else "",
        )
    if (more := len(deliveries) - _MOST_DELIVERIES) > 0:
        yield _line(
            f"Muita toimituksia: {more}.", f"Fler leveranser: {more}.", f"More deliveries: {more}."
        )


def _nothing_left(loss: Loss) -> Iterator[Line]:
    if count := loss.nothing_left:
        yield _line(
            f"Yhtäkään toimitusta ei voitu käyttää (toimituksia: {count}). Mitään ei julkaista.",
            f"Ingen leverans kunde användas (leveranser: {count}). Inget publiceras.",
            f"No delivery could be used (deliveries: {count}). Nothing is published.",
        )


def _gone(loss: Loss) -> Iterator[Line]:
    for kind, names in loss.gone.items():
        fi, sv, en = _KINDS[kind]
        listed = "; ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
        yield _line(
            f"Katoaisi kokonaan, {fi} ({len(names)}): {listed}.",
            f"Skulle försvinna helt, {sv} ({len(names)}): {listed}.",
            f"Would be gone altogether, {en} ({len(names)}): {listed}.",
        )


def _fewer(loss: Loss) -> Iterator[Line]:
    for what, (before, now) in loss.fewer.items():
        fi, sv, en = _COUNTED[what]
        # Halves round up, as in every other number that is written.
        share = (200 * (before - now) + before) // (2 * before)
        band = band_of(before - now)
        yield _line(
            f"Vähemmän kuin ennen, {fi}: {band} ({share} %).",
            f"Färre än förr, {sv}: {band} ({share} %).",
            f"Fewer than before, {en}: {band} ({share} %).",
        )


def _declared(loss: Loss) -> Iterator[Line]:
    if loss.declared_rows:
        band = band_of(loss.declared_rows)
        yield _line(
            "Poistuneiden mukana luvuista jää pois muita niin, että poisjääviä on vähintään viisi:"
            " julkaisujen erotus ei silloin kerro kenestäkään.",
            "Med dem som har försvunnit utelämnas andra ur talen tills de är minst fem: skillnaden"
            " mellan publiceringar säger då inget om någon enskild.",
            "With those who are gone, others leave the numbers until they are five: the difference"
            " of releases then tells of nobody.",
        )
        yield _line(
            "Hyväksyttyjä poistoja, peruttuja suostumuksia ja pyynnöstään poistettuja ihmisiä edellisen"
            f" julkaisun jälkeen, lomakkeita: {band}.",
            "Godkända borttagningar, återtagna samtycken och personer som har tagits bort på egen"
            f" begäran efter den föregående publiceringen, blanketter: {band}.",
            "Accepted removals, withdrawn consents and people removed at their request since the"
            f" release in use, forms: {band}.",
        )


def _next(loss: Loss) -> Iterator[Line]:
    if loss.must_be_held:
        yield _line(*(_DO_FIRST if loss.nothing_left else _DO))
