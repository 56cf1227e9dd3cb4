"""Forms that one file fits: which is it, and what is to be said where that is not certain.

Belongs here: comparing the readings of one header row. A file that fits two questionnaires is given
to neither in silence: the sender's folder may state which it is (`form:` in delivery.yml).
"""

from __future__ import annotations

from collections.abc import Iterable

from orchestration.ingest.messages.message import Phrase
from orchestration.ingest.messages.refusal import Reason, cell_name, reason
from orchestration.ingest.recognise.recognised_sheet import header_text
from orchestration.questionnaire.matching.layout import Layout
from orchestration.questionnaire.matching.match import HeaderIndex

_MOST_NAMED = 4
_NO_DIFFERENCE = Phrase("otsikot ovat samat", "the headers are the same")


def stated_first(layouts: list[Layout], form: str | None) -> list[Layout]:
    """The layouts, with the form that the sender's folder states first, if the file fits it."""
    return sorted(layouts, key=lambda layout: layout.name != form or not _fits(layout))


def unknown_form(form: str | None, known: Iterable[HeaderIndex]) -> Reason | None:
    """Why a form that the sender's folder states cannot be taken: there is none of this name."""
    names = {f"{one.survey.questionnaire.questionnaire}/{one.form.form}" for one in known}
    if form is None or form in names:
        return None
    return reason("unknown_form", names=", ".join(sorted(names)))


def two_forms(sheet: str, row: int, layouts: list[Layout]) -> Reason | None:
    """Two forms that fit equally well but would be read differently, and how they differ."""
    best = layouts[0]
    for other in layouts[1:]:
        if _is_as_good(best, other):
            about = {"first": best.name, "second": other.name, "difference": _difference(best, other)}  # fmt: skip
            return reason("two_forms_fit", sheet=sheet, cell=cell_name(row + 1, 0), **about)
    return None


def also_fits(layouts: list[Layout]) -> Layout | None:
    """A form of another questionnaire that is there whole, while columns of the best are absent."""
    best, *others = layouts
    if _is_whole(best):
        return None
    fitting = (other for other in others if _is_whole(other) and _fits(other))
    return next((other for other in fitting if _is_another(best, other)), None)


def _is_as_good(best: Layout, other: Layout) -> bool:
    if _is_another(best, other):
        # A tool's own headers choose among the forms of one questionnaire only.
        is_whole = bool(best.missing) and _is_whole(other)
        return _fits(other) and (other.score == best.score or is_whole)
    fit, others = ((lay.score, lay.own, lay.is_in_its_language) for lay in (best, other))
    return fit == others and not best.means_the_same(other)


def _is_another(best: Layout, other: Layout) -> bool:
    return best.questionnaire.questionnaire != other.questionnaire.questionnaire


def _fits(layout: Layout) -> bool:
    return layout.is_clear and not layout.missing


def _is_whole(layout: Layout) -> bool:
    return layout.found_count == layout.expected_count


def _difference(best: Layout, other: Layout) -> str | Phrase:
    """What the two forms declare differently."""
    mine, theirs = ({t.code for t in lay.columns.values()} for lay in (best, other))
    differences = [
        ", ".join(f"“{header_text(lay, code)}”" for code in sorted(codes)[:_MOST_NAMED])
        for lay, codes in ((best, mine - theirs), (other, theirs - mine))
        if codes
    ]
    for name in ("constants", "codes", "version", "language"):
        first, second = getattr(best.form, name), getattr(other.form, name)
        if first != second:
            differences.append(f"{name}: {first} / {second}")
    return " · ".join(differences) or _NO_DIFFERENCE
