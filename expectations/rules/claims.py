"""Kinds of claims that suites choose from, so that a suite reads as a list of claims.

Belongs here: one function per kind of claim, giving a Rule. Does not belong here: what every
table must meet (standard), what holds for one only (its suite), how a rule is tried (gate).
Every `must` is SQL that has to be true for each row of `source`; NULL counts as a violation.
"""

from __future__ import annotations

from collections.abc import Iterable

from expectations.rules.rule import Counted, OnTable, Owner, Rule, Severity

# Fewest distinct people a published number may speak of. [choice] Declared here once.
SMALLEST_GROUP = 5
SMALLEST_DISTRIBUTION = 10


def violations(source: str, must: str) -> str:
    """SQL counting the rows of `source` for which `must` is not true."""
    return f"select count(*) from {source} where ({must}) is not true"


def _counted(label: str, source: str, must: str) -> Counted:
    query = violations(source, must)
    return Counted(label, lambda reading: reading.count(query))


def holds(
    rule_id: str,
    claim: tuple[str, str],
    why: tuple[str, str],
    must: str,
    source: str | None = None,
    owner: Owner = "data_engineer",
    severity: Severity = "blocking",
    on_empty: bool = False,
) -> Rule:
    """A relational rule: `must` is true for every row of `source` (default: the table itself)."""
    check = _counted("", source or rule_id.split(".")[0], must)
    return Rule(rule_id, *claim, *why, (check,), owner, severity, on_empty)


def references(table: str, names: str) -> Rule:
    """Every key leads to a row of its dimension: `x_key` to dim_x. One text, separated by spaces."""

    def check(name: str) -> Counted:
        source = f"{table} anti join dim_{name} using ({name}_key)"
        return Counted(
            f"{name}_key", lambda reading: reading.count(f"select count(*) from {source}")
        )

    return Rule(
        f"{table}.references",
        "Jokainen avain löytyy ulottuvuustaulustaan.",
        "Every key is found in its dimension.",
        "Orpo avain näkyy raportissa nimettömänä ja katoaa suodatettaessa.",
        "An orphan key shows without a name in a report and vanishes when filtered.",
        tuple(check(name) for name in names.split()),
    )


def at_least(table: str, column: str, smallest: int) -> Rule:
    """No published number speaks of fewer than `smallest` people."""
    return Rule(
        f"{table}.smallest_group",
        f"Jokainen luku kertoo vähintään {smallest} ihmisestä.",
        f"Every number speaks of at least {smallest} people.",
        "Pienemmästä ryhmästä voisi päätellä yksittäisen vastaajan vastauksen.",
        "From a smaller group one respondent's answer could be worked out.",
        (
            OnTable(
                column,
                "ExpectColumnValuesToBeBetween",
                {"column": column, "min_value": smallest},
            ),
        ),
        owner="quality_reviewer",
    )


def one_of(table: str, column: str, values: str) -> Rule:
    """A code column holds only the declared codes (one text, separated by spaces)."""
    listed = ", ".join(f"'{value}'" for value in values.split())
    return Rule(
        f"{table}.{column}_known",
        f"Sarakkeessa {column} on vain sovittuja koodeja.",
        f"Column {column} holds agreed codes only.",
        "Raportit suodattavat näillä koodeilla; tuntematon koodi jäisi niistä pois.",
        "Reports filter by these codes; an unknown one would be left out of them.",
        (_counted(column, table, f"{column} is null or {column} in ({listed})"),),
    )


def codes_distinct(table: str, *columns: str) -> Rule:
    """The natural key is unique also when upper and lower case are not told apart."""
    listed = ", ".join(f"lower({column})" for column in columns)
    return holds(
        f"{table}.codes_distinct",
        (
            "Koodit eroavat toisistaan muutenkin kuin isoilla ja pienillä kirjaimilla.",
            "Codes differ by more than upper and lower case.",
        ),
        (
            "Power BI ei erota isoja ja pieniä kirjaimia: kaksi koodia sulautuisi yhdeksi.",
            "Power BI does not tell cases apart: two codes would collapse into one.",
        ),
        "row_count = 1",
        f"(select count(*) as row_count from {table} group by {listed})",
        owner="bi",
    )


def names_distinct(table: str, columns: Iterable[str]) -> Rule:
    """Captions that differ only by case: worth knowing, since a model shows them as one."""
    spellings = " union all ".join(
        f"select count(distinct {c}) as spelling_count from {table} group by lower({c})"
        for c in columns
    )
    return holds(
        f"{table}.names_distinct",
        (
            "Nimet eroavat toisistaan muutenkin kuin isoilla ja pienillä kirjaimilla.",
            "Names differ by more than upper and lower case.",
        ),
        (
            "Power BI näyttää sellaiset nimet yhtenä, ensimmäisen kirjoitusasulla.",
            "Power BI shows such names as one, in the first one's spelling.",
        ),
        "spelling_count <= 1",
        f"({spellings})",
        owner="bi",
        severity="information",
    )


def never_more_than(table: str, rule: str, part: str, whole: str, *more: tuple[str, str]) -> Rule:
    """A part never exceeds its whole, and is never negative."""
    pairs = ((part, whole), *more)
    return Rule(
        f"{table}.{rule}",
        "Osa ei ole suurempi kuin kokonaisuus eikä mikään määrä ole negatiivinen.",
        "A part is never more than its whole, and no count is negative.",
        "Muuten osuudet olisivat yli sata prosenttia tai alle nollan.",
        "Otherwise shares would be over a hundred per cent or below zero.",
        (
            *(
                _counted(
                    small,
                    table,
                    f"coalesce({large} >= {small}, {large} is null and {small} is null)",
                )
                for small, large in pairs
            ),
            *(
                _counted(column, table, f"{column} is null or {column} >= 0")
                for column in dict.fromkeys(name for pair in pairs for name in pair)
            ),
        ),
    )
