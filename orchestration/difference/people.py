"""Figures about people: what each group that moved adds to a publication cell, or takes from it.

Belongs here: sums of groups by cell and indicator, whether they tell a score, and the figures that
follow. Nothing about a single person leaves this module. Does not belong here: who moves together
(moves), or how parts are taken (telescoping).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import duckdb

from orchestration.difference.moves import GroupCause
from orchestration.difference.rows import MovedFigure, RowKey, without_parts
from orchestration.difference.telescoping import Share, Sums, figures_of, parts, separated
from orchestration.privacy.groups import MINIMUM_GROUP_SIZES
from orchestration.privacy.history_tables import file_name
from orchestration.privacy.uniform import ScoreSum, tells_a_score

CHANGE, LEVEL = "fct_indicator_change", "fct_indicator_level"
COUNTS = {CHANGE: "pair_count", LEVEL: "person_count"}
TOTALS = {CHANGE: ("start", "end", "change"), LEVEL: ("score",)}
_KEYS = ("questionnaire_key", "indicator_key", "period_key", "service_key")
_STEPS = "cast(round(({score} - score_low) * step_share) as bigint)"
_SCORE_SUMS = ",\n".join(
    f"count({score}), sum({score}), sum({steps}), min({steps}), max({steps})"
    for score in ("start_score", "end_score", "single_score")
    for steps in [_STEPS.format(score=score)]
)
# Steps are hundredths of an answer step, as in int_groups.
_SUMS = f"""
with

indicators as (

    select
        dim_indicator.indicator_key,
        dim_indicator.questionnaire_code,
        declared.score_low,
        100 * declared.item_count * (declared.item_high - declared.item_low) as highest_steps,
        highest_steps / nullif(declared.score_high - declared.score_low, 0) as step_share
    from now.marts.dim_indicator
    inner join read_parquet('{{codebook}}/indicators.parquet') as declared
        using (questionnaire_code, indicator_code)

),

scores as (

    select -1 as sign, measurement_key, version_number, indicator_key, start_score, end_score, single_score
    from read_parquet('{{history}}/{file_name("scores")}')
    union all
    select 1, measurement_key, version_number, indicator_key, start_score, end_score, single_score
    from now.restricted.int_kept_scores

)

select
    moved.group_code,
    moved.sign,
    cast('0x' || substr(md5(moved.questionnaire_code), 1, 13) as bigint),
    scores.indicator_key,
    moved.period_key,
    moved.service_key,
    moved.pairing_status_code,
    count(*),
    count(distinct moved.person_number),
    count(*) filter (where moved.person_number is null),
    cast(any_value(indicators.highest_steps) as bigint),
    {_SCORE_SUMS}
from moved
inner join scores
    on
        moved.measurement_key = scores.measurement_key
        and moved.version_count = scores.version_number
        and moved.sign = scores.sign
left join indicators on scores.indicator_key = indicators.indicator_key
where scores.indicator_key <> 0
group by all
order by all
"""
_SCORES_AT = 11
# More than rounding a few sums to four decimals makes.
_ROUNDING = Decimal("0.001")


@dataclass(frozen=True)
class Moved:
    """What moved in one cell.

    `shares`: what groups add. `groups`: each of them with its sign and cause, for whoever checks what
    the shares are made of. `has_withdrawn`: what the cell was before is not kept.
    """

    shares: list[Share] = field(default_factory=list)
    groups: list[tuple[str, int, str]] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)


def moved_cells(
    connection: duckdb.DuckDBPyConnection,
    history: Path,
    codebook: Path,
    causes: Mapping[str, GroupCause],
) -> dict[RowKey, Moved]:
    """Cell and indicator -> what moved in it. Reads the table `moved`; `history`: as it was before."""
    query = _SUMS.format(history=_quoted(history), codebook=_quoted(codebook))
    found: dict[RowKey, Moved] = defaultdict(Moved)
    for row in connection.execute(query).fetchall():
        group, sign, *about, status, count, persons, uncoded, highest = row[:_SCORES_AT]
        table = CHANGE if status == "paired" else LEVEL
        keys = dict(zip(_keys(table), (*about, status), strict=False))
        totals, tells = _scores(table, row[_SCORES_AT:], highest)
        sums = Sums(Decimal(sign * count), {name: sign * one for name, one in totals.items()})
        why, moved = causes[group], found[RowKey.of(table, keys)]
        enough = _is_enough(persons, uncoded)
        moved.shares.append(Share(why.cause, sums, enough and not tells))
        moved.groups.append((group, sign, why.cause))
        moved.withdrawn.extend([group] if why.has_withdrawn and sign < 0 else [])
    return dict(found)


def _is_enough(persons: int, uncoded: int) -> bool:
    least = MINIMUM_GROUP_SIZES
    return persons >= least.persons or persons + uncoded >= least.persons_without_code


def _scores(table: str, values: tuple, highest: int | None) -> tuple[dict[str, Decimal], bool]:
    """Sums of scores by name, and whether one of them tells a score or that is not known."""
    runs = [values[at : at + 5] for at in range(0, len(values), 5)]
    start, end, single = (run[1] or Decimal(0) for run in runs)
    given = [run for run in runs if run[0]]
    steps = [ScoreSum(n, int(t), a, b, highest) for n, _, t, a, b in given if t is not None]
    tells = len(steps) < len(given) or any(tells_a_score([one]) for one in steps)
    if table == CHANGE:
        return {"start": start, "end": end, "change": end - start}, tells
    return {"score": start + end + single}, tells


def _keys(table: str) -> tuple[str, ...]:
    return _KEYS if table == CHANGE else (*_KEYS, "pairing_status_code")


def columns(table: str) -> tuple[str, ...]:
    """The columns of a published table that its figures are made of: keys, number and sums."""
    return (*_keys(table), COUNTS[table], *(f"{name}_sum" for name in TOTALS[table]))


def published(connection: duckdb.DuckDBPyConnection, source: str, table: str) -> dict[RowKey, Sums]:
    """The rows of a table as published; `source` is what the query reads from."""
    names = TOTALS[table]
    keys = (*_KEYS, *([] if table == CHANGE else ["pairing_status_code"]))
    numbers = [COUNTS[table], *(f"{name}_sum" for name in names)]
    found = {}
    for row in connection.execute(
        f"select {', '.join([*keys, *numbers])} from {source}"
    ).fetchall():
        about = dict(zip(keys, row[: len(keys)], strict=True))
        count, *totals = row[len(keys) :]
        sums = Sums(Decimal(count), dict(zip(names, totals, strict=True)))
        found[RowKey.of(table, about)] = sums
    return found


def moved_figures(
    table: str,
    before: Mapping[RowKey, Sums],
    after: Mapping[RowKey, Sums],
    moved: Mapping[RowKey, Moved],
    otherwise: str,
) -> list[MovedFigure]:
    """The figures of a table that moved, with their parts.

    `otherwise`: the cause of what no group explains.
    """
    found: list[MovedFigure] = []
    for row in sorted({*before, *after}, key=lambda one: one.columns):
        old, new, what = before.get(row), after.get(row), moved.get(row, Moved())
        if old == new:
            continue
        figures: list[dict[str, Decimal | None]] = [
            dict(figures_of(one, COUNTS[table])) if one else {} for one in (old, new)
        ]
        shares = separated(what.shares)
        causes = [share.cause for share in shares] or [otherwise]
        if what.withdrawn:
            figures[0] = dict.fromkeys(figures[0])
        if what.withdrawn and new is not None:
            found += without_parts(row, *figures, causes, "before_removed")
        elif old is None or new is None:
            found += without_parts(row, *figures, causes, "new" if old is None else "gone")
        else:
            shares = separated(_with_rest(old, new, what.shares, otherwise))
            for code, listed in parts(old, shares, COUNTS[table]).items():
                was, now = figures[0][code], figures[1][code]
                if was != now:
                    found.append(MovedFigure(row, code, was, now, "changed", tuple(listed)))
    return found


def _with_rest(old: Sums, new: Sums, shares: list[Share], otherwise: str) -> list[Share]:
    """The shares, with what they leave to explain.

    Published sums are rounded, those of groups are not: so little goes with the last share.
    """
    sums = old
    for share in shares:
        sums = sums.plus(share.sums)
    count = new.count - sums.count
    totals = {n: new.totals[n] - sums.totals.get(n, Decimal(0)) for n in new.totals}
    rest = Sums(count, totals)
    if not count and all(abs(total) <= _ROUNDING for total in totals.values()) and shares:
        last = shares[-1]
        return [*shares[:-1], replace(last, sums=last.sums.plus(rest))]
    return [*shares, Share(otherwise, rest)]


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
