"""A case: one file, made from a seed, and what became of it.

Every decoration draws from a random source of its own, so that a case without some of its
decorations is otherwise the same file: the decorations that matter can be found.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from inspect import signature

from orchestration.core.errors import UserError
from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.read_delivery import Reading, read_delivery
from tests.kinds.decorations import DECORATIONS, Decoration
from tests.kinds.decorations.registry import Change
from tests.kinds.known import people
from tests.kinds.laying import laid_out
from tests.kinds.layouts import FORMATS, LAYOUTS, form_of
from tests.kinds.outcome import WRONG, Outcome, judge
from tests.kinds.survey import WORDS, Words, context_of
from tests.kinds.table import Table
from tests.kinds.writers import written

_MOST = 3
ARRIVED_AT = datetime(2025, 6, 15, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """A tool's layout, a format, a seed and decorations by name."""

    layout: str
    kind: str
    seed: int
    decorations: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.layout}.{self.kind} seed {self.seed} {'+'.join(self.decorations) or 'plain'}"


@dataclass(frozen=True)
class Made:
    """The bytes of a case, what they hold, and the form that reads them."""

    content: bytes
    table: Table
    form: dict[str, object]


def case_of(seed: int) -> Case:
    """The case of a seed."""
    rng = random.Random(seed)
    layout = rng.choice(list(LAYOUTS))
    kind = rng.choice(FORMATS[layout])
    fitting = [d for d in DECORATIONS.values() if d.fits(layout, kind)]
    chosen: list[Decoration] = []
    for _ in range(rng.randint(0, _MOST)):
        one = rng.choice(fitting)
        if all(one.goes_with(other) for other in chosen):
            chosen.append(one)
    return Case(layout, kind, seed, tuple(one.name for one in chosen))


def single_cases(seed: int) -> list[Case]:
    """One case for every decoration, layout and format that go together."""
    fitting = [
        (layout, kind, (decoration.name,))
        for decoration in DECORATIONS.values()
        for layout, kinds in FORMATS.items()
        for kind in kinds
        if decoration.fits(layout, kind)
    ]
    return [Case(layout, kind, seed + n, names) for n, (layout, kind, names) in enumerate(fitting)]


def made(
    case: Case, pairs: int = 0, *, words: Words = WORDS, change: Change = lambda *_: None
) -> Made:
    """Make the file of a case; `change` is what else happens to the people."""
    chosen = [DECORATIONS[name] for name in case.decorations]
    sources = {d.name: random.Random(f"{case.seed} {d.name}") for d in chosen}
    layout, language = LAYOUTS[case.layout], "fi"
    for one in chosen:
        words = one.words(words, sources[one.name])
        language = one.language or language
    forms = people(random.Random(f"{case.seed} people"), words, pairs)
    change(forms, random.Random(case.seed))
    for one in chosen:
        one.people(forms, sources[one.name])
    table = laid_out(layout, forms, words, language, case.kind)
    for one in chosen:
        one.table(table, sources[one.name])
    return Made(written(table, case.kind), table, form_of(layout))


def read_made(this: Made) -> Reading:
    """Read the file as a delivery that arrived after everybody had answered. Raises Refusal."""
    knows = "arrived_at" in signature(read_delivery).parameters
    more = {"arrived_at": ARRIVED_AT} if knows else {}
    context = context_of(this.table.words, this.form)
    return read_delivery(this.content, "d" * 64, "ngo", context, **more)


def outcome_of(case: Case) -> Outcome:
    """Read the file of a case and judge the result."""
    chosen = [DECORATIONS[name] for name in case.decorations]
    accepted = frozenset(code for one in chosen for code in one.accepted)
    must_report = any(one.must_report for one in chosen)
    this = made(case)
    try:
        result = read_made(this)
    except (Refusal, UserError) as error:
        result = error
    except Exception as error:  # noqa: BLE001 - whatever breaks is an outcome
        return Outcome(WRONG, text=f"broke: {type(error).__name__}: {error}"[:300])
    return judge(result, this.table, accepted, must_report)


def smallest(case: Case) -> Case:
    """The case with the fewest of its decorations that is still wrong."""
    for one in ((), *((name,) for name in case.decorations)):
        smaller = Case(case.layout, case.kind, case.seed, one)
        if outcome_of(smaller).kind == WRONG:
            return smaller
    return case
