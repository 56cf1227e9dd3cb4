"""The receipt of a delivery: what was recognised, read, and left out, and why.

Belongs here: a ledger record as text, Finnish first, and as plain values. Pure; the caller
writes it. It repeats the record only, so it holds nothing from a cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from orchestration.ingest.messages.file_messages import LEFT_OUT

Record = Mapping[str, Any]
LANGUAGES = {
    "fi": ("suomi", "Finnish"), "sv": ("ruotsi", "Swedish"), "en": ("englanti", "English"),
    "ar": ("arabia", "Arabic"), "fa": ("persia", "Persian"), "ckb": ("sorani", "Sorani"),
    "ru": ("venäjä", "Russian"), "uk": ("ukraina", "Ukrainian"),
}  # fmt: skip
# What became of the rows beside what the sender delivered before.
ACCOUNT = {
    "new": ("uusia", "new"),
    "changed": ("muuttuneita", "changed"),
    "unchanged": ("ennallaan", "unchanged"),
    "gone": ("poistuneita", "gone"),
    "withdrawn": ("suostumus peruttu", "consent withdrawn"),
    "to_withdraw": ("suostumuksen peruminen odottaa päätöstä", "consent to withdraw, on hold"),
}
REPAIRS = {
    "decimal_comma": ("desimaalipilkku", "decimal comma"),
    "blank_in_thousands": ("väli tuhansissa", "blank in thousands"),
    "other_digits": ("muun kirjaimiston numerot", "digits of another script"),
    "plus_sign": ("plusmerkki", "plus sign"),
    "open_range": ("avoin väli", "open range"),
    "about": ("noin-merkki", "about sign"),
    "thousands_k": ("k tuhansista", "k for thousands"),
    "footnote_mark": ("alaviitteen merkki luvun perässä", "footnote mark after a number"),
    "dot_in_thousands": ("piste tai pilkku tuhansissa", "dot or comma in thousands"),
    "blank_between_options": ("välilyönti vaihtoehtojen välissä", "blank between options"),
    "unit": ("yksikkö luvun perässä", "unit after a number"),
    "excel_serial_date": ("Excelin päivänumero", "Excel's day number"),
    "percent_format": ("prosenttimuoto", "percent format"),
    "share_of_percent": ("prosentti osuutena", "percent as a share"),
    "leading_zeros": ("etunollat lukumuodosta", "leading zeros of a number format"),
    "power_of_ten": ("kymmenen potenssina näkyvä luku", "number shown as a power of ten"),
    "merged_cell": ("yhdistetty solu", "merged cell"),
    "two_digit_year": ("kaksinumeroinen vuosi", "two-digit year"),
    "column_order": (
        "päivän ja kuukauden järjestys sarakkeen mukaan",
        "order of day and month by the column",
    ),
    "time_zone": (
        "aika muunnettu kyselyn aikavyöhykkeeseen",
        "time converted to the survey's time zone",
    ),
    "seen_unanswered": ("nähty mutta jätetty vastaamatta", "seen but left unanswered"),
}
_MOST_CELLS = 20
_STATUS = {
    "accepted": ("hyväksytty", "accepted"),
    "refused": ("hylätty", "refused"),
    "failed": ("lukeminen epäonnistui", "reading failed"),
    "on_hold": ("odottaa päätöstä", "on hold until a person decides"),
}
_WORDS = {
    "title": ("VASTAANOTTOKUITTI", "RECEIPT"),
    "file": ("Tiedosto", "File"),
    "again": (
        "Sama sisältö vastaanotettiin myös nimellä {names}. Se lasketaan kerran.",
        "The same content was also received as {names}. It is counted once.",
    ),
    "status": ("Tulos", "Outcome"),
    "recognised": ("Tunnistettu", "Recognised"),
    "found": (
        "{questionnaire}, lomake {form} (versio {version}), kieli {language}, välilehti {sheet}, otsikkorivi {header_row}",
        "{questionnaire}, form {form} (version {version}), language {language}, sheet {sheet}, header row {header_row}",
    ),
    "rows": ("Rivit", "Rows"),
    "read": ("luettu {read}, käytetty {used}, jätetty pois {out}", "{read} read, {used} used, {out} left out"),
    "read_wide": (
        "luettu {read} lomaketta ({people_rows} ihmisen riviltä, {time_points} mittauskerralta), käytetty {used}, jätetty pois {out}",
        "{read} forms read (rows of people: {people_rows}, time points: {time_points}), {used} used, {out} left out",
    ),
    "account": ("Verrattuna aiempiin vienteihin", "Compared with earlier exports"),
    "columns": (
        "Sarakkeet, joita ei tuotu (ne pysyvät tiedostossanne)",
        "Columns that were not imported (they stay in your file)",
    ),
    "repairs": ("Korjattu lukiessa", "Corrected while reading"),
    "blocked": ("Mittarit, joita ei laskettu", "Indicators that were not scored"),
    "findings": ("Huomiot", "Findings"),
    "reasons": ("Syyt ja mitä tehdä", "Reasons and what to do"),
    "untouched": (
        "Tiedostoa ei muutettu. Se on landing-kansiossa. Korjattavat solut luetellaan tiedostossa corrections.xlsx. Toimita korjattu tiedosto samaan kansioon.",
        "The file was not changed. It is in the landing folder. The cells to correct are listed in corrections.xlsx. Deliver the corrected file into the same folder.",
    ),
}  # fmt: skip


def content(record: Record) -> dict[str, Any]:
    """The receipt as plain values, ready for JSON."""
    counts = record.get("counts", {})
    return {
        "delivery_id": record["delivery_id"],
        "files": [file["name"] for file in record["files"]],
        "sender_code": record["sender_code"],
        "status": record["status"],
        "recognised": recognised(record),
        "counts": counts,
        "account": record.get("account", {}),
        "left_out_count": counts.get("read", 0) - counts.get("used", 0),
        "reasons": record.get("reasons", []),
        "findings": record.get("findings", []),
        "left_out_columns": record.get("left_out_columns", []),
        "repairs": record.get("repairs", {}),
        "blocked_indicators": record.get("blocked_indicators", []),
    }


def recognised(record: Record) -> dict[str, Any] | None:
    """Questionnaire, form, version, language, sheet and header row; None if none was found."""
    if "questionnaire_code" not in record:
        return None
    return {
        "questionnaire": record["questionnaire_code"],
        "form": record["form_code"],
        "version": record["form_version"],
        "language": record["language_code"],
        "sheet": record["sheet"],
        "header_row": record["header_row"],
    }


def text(record: Record) -> str:
    """The receipt for people: in Finnish, then the same in English."""
    found = content(record)
    return "\n\n".join("\n".join(_lines(found, speech)) for speech in (0, 1)) + "\n"


def _lines(found: dict[str, Any], speech: int) -> Iterator[str]:
    """The lines in one language: 0 Finnish, 1 English."""
    words = {name: both[speech] for name, both in _WORDS.items()}
    yield f"{words['title']} {found['delivery_id'][:12]}"
    yield f"{words['file']}: {found['files'][0]}"
    if again := found["files"][1:]:
        yield words["again"].format(names=", ".join(again))
    yield f"{words['status']}: {_STATUS.get(found['status'], (found['status'],) * 2)[speech]}"
    for part, fact in _facts(found, speech).items():
        if fact:
            yield f"{words[part]}: {fact}"
    for part in ("reasons", "findings"):
        if found[part]:
            yield f"{words[part]}:"
            yield from (_where_and_what(reason, speech) for reason in found[part])
    if found["status"] == "refused":
        yield words["untouched"]


def _facts(found: dict[str, Any], speech: int) -> dict[str, str]:
    """What was made of the file, part by part; empty where there is nothing to say."""
    account = found["account"]
    named = [f"{name[speech]} {account[key]}" for key, name in ACCOUNT.items() if account.get(key)]
    return {
        "recognised": described(found["recognised"], speech) if found["recognised"] else "",
        "rows": rows(found["counts"], speech) if found["counts"] else "",
        "account": ", ".join(named),
        "columns": _first(found["left_out_columns"]),
        "repairs": repairs(found["repairs"], speech),
        "blocked": ", ".join(found["blocked_indicators"]),
    }


def _first(cells: list[str]) -> str:
    """The first addresses, and how many there are if not all are shown."""
    more = f" … ({len(cells)})" if len(cells) > _MOST_CELLS else ""
    return ", ".join(cells[:_MOST_CELLS]) + more


def described(found: Mapping[str, Any], speech: int) -> str:
    """What was recognised, as a sentence: 0 in Finnish, 1 in English."""
    language = LANGUAGES[found["language"]][speech]
    return _WORDS["found"][speech].format(**{**found, "language": language})


def rows(counts: Mapping[str, int], speech: int) -> str:
    """How many rows were read, used and left out, and why: 0 in Finnish, 1 in English."""
    out = counts["read"] - counts["used"]
    words = _WORDS["read_wide" if "time_points" in counts else "read"][speech]
    text = words.format(out=out, **counts)
    why = [f"{names[speech]} {counts[key]}" for key, names in LEFT_OUT.items() if counts.get(key)]
    return f"{text} ({', '.join(why)})" if why else text


def repairs(found: Mapping[str, Mapping[str, Any]], speech: int) -> str:
    """How many cells were repaired by which rule, and the first of them."""
    return "; ".join(
        f"{REPAIRS.get(rule, (rule,) * 2)[speech]} {trace['count']} ({', '.join(trace['cells'])})"
        for rule, trace in found.items()
    )


def _where_and_what(reason: Mapping[str, Any], speech: int) -> str:
    where = " ".join(part for part in (reason["sheet"], reason["cell"]) if part)
    sentence = reason["en" if speech else "fi"]
    return f"  - {where}: {sentence}" if where else f"  - {sentence}"
