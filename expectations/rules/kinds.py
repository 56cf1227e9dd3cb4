"""Kinds of rules that suites choose from, so that a suite reads as a list of rules.

Belongs here: one function per kind, giving a Rule. Does not belong here: what follows from a
contract (contract_rules), rules of one table (its suite), how a rule is checked (gate).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from expectations.rules.rule import Check, Expectation, Owner, Rule, Severity, SqlCheck, Texts

# Minimum group sizes: fewest people that a published number, or a distribution, may describe.
# [choice] Declared for the gate here, and only here.
SMALLEST_GROUP = 5
SMALLEST_DISTRIBUTION = 10


def missing_from(table: str, column: str, other: str) -> str:
    """The rows whose value is in no row of the other table's same column, in SQL."""
    return f"from {table} anti join {other} using ({column})"


def holds(
    rule_id: str,
    text: Texts,
    why: Texts,
    must: str,
    source: str | None = None,
    owner: Owner = "data_engineer",
    severity: Severity = "blocking",
    threshold: str | None = None,
) -> Rule:
    """A rule in SQL: `must` is true for every row of `source` (default: the rule's own table).

    A row for which `must` is null breaks the rule. `text` and `why` are Finnish, Swedish and English.
    """
    rows = f"from {source or rule_id.split('.')[0]} where ({must}) is not true"
    return Rule(rule_id, text, why, (SqlCheck("", rows),), owner, severity, threshold=threshold)


def of_release(
    name: str,
    text: Texts,
    why: Texts,
    must: str,
    source: str,
    *,
    needs: tuple[str, ...] = (),
    key: tuple[str, ...] = (),
    threshold: str | None = None,
    severity: Severity = "warning",
    owner: Owner = "quality_reviewer",
) -> Rule:
    """A rule of the release as a whole: `must` is true for every row of the query `source`.

    `needs`: tables beside the candidate; `key`: columns that name a row beside keys of dimensions.
    """
    check = SqlCheck("", f"from ({source}) where ({must}) is not true", key)
    return Rule(
        f"release.{name}", text, why, (check,), owner, severity,
        family_code="release", threshold=threshold, needs=needs,
    )  # fmt: skip


def expects(
    rule_id: str,
    text: Texts,
    why: Texts,
    checks: Iterable[Check],
    owner: Owner = "data_engineer",
    severity: Severity = "blocking",
) -> Rule:
    """A rule that Great Expectations checks; see `between` and `matches` for its expectations."""
    return Rule(rule_id, text, why, tuple(checks), owner, severity)


def between(columns: str, low: float | None, high: float | None = None) -> list[Expectation]:
    """Every value of the columns (one text, separated by spaces) is between two numbers or null."""
    limits = {"min_value": low, "max_value": high}
    return [
        Expectation(column, "ExpectColumnValuesToBeBetween", {"column": column} | limits)
        for column in columns.split()
    ]


def not_null(column: str) -> Expectation:
    """Every value of the column is there."""
    return Expectation(column, "ExpectColumnValuesToNotBeNull", {"column": column})


def matches(patterns: Mapping[str, str]) -> list[Expectation]:
    """Every value of a column contains its pattern, a regular expression."""
    return [
        Expectation(column, "ExpectColumnValuesToMatchRegex", {"column": column, "regex": pattern})
        for column, pattern in patterns.items()
    ]


def at_least(table: str, columns: str, smallest: int) -> Rule:
    """The numbers describe at least `smallest` people; `columns` count them."""
    return expects(
        f"{table}.smallest_group",
        (
            f"Jokainen luku kuvaa vähintään {smallest} ihmistä.",
            f"Varje tal beskriver minst {smallest} personer.",
            f"Every number describes at least {smallest} people.",
        ),
        (
            "Pienemmän ryhmän luvuista voisi päätellä yksittäisen vastaajan vastauksen.",
            "En mindre grupps tal kunde avslöja en enskild svarandes svar.",
            "The numbers of a smaller group could disclose one respondent's answer.",
        ),
        between(columns, smallest),
        owner="quality_reviewer",
    )


def code_of(table: str, column: str, other: str) -> Rule:
    """A code that is no key is found in another table's column of the same name."""
    return Rule(
        f"{table}.{column.removesuffix('_code')}_known",
        (
            f"Jokainen {column} löytyy taulusta {other}.",
            f"Varje {column} finns i tabellen {other}.",
            f"Every {column} is found in {other}.",
        ),
        (
            "Raportti yhdistää taulut koodilla: tuntematon koodi jäisi pois tuloksista.",
            "Rapporter kopplar ihop tabellerna med koden: en okänd kod skulle utelämnas ur resultaten.",
            "Reports join the tables by this code: an unknown one would be left out of results.",
        ),
        (SqlCheck(column, missing_from(table, column, other)),),
    )


def codes_distinct(table: str, *columns: str) -> Rule:
    """The natural key is unique also when case is ignored."""
    listed = ", ".join(f"lower({column})" for column in columns)
    return holds(
        f"{table}.codes_distinct",
        (
            "Koodit eroavat toisistaan muutenkin kuin isoilla ja pienillä kirjaimilla.",
            "Koderna skiljer sig från varandra med mer än stora och små bokstäver.",
            "Codes differ by more than upper and lower case.",
        ),
        (
            "Power BI pitää isoja ja pieniä kirjaimia samoina: kaksi koodia näkyisi yhtenä.",
            "Power BI skiljer inte på stora och små bokstäver: två koder skulle bli en.",
            "Power BI ignores case: two codes would become one.",
        ),
        "row_count = 1",
        f"(select count(*) as row_count from {table} group by {listed})",
        owner="bi",
    )


def names_distinct(table: str, *columns: str) -> Rule:
    """For information: names that differ by case only, which a Power BI model shows as one."""
    spellings = " union all ".join(
        f"select count(distinct {column}) as spelling_count from {table} group by lower({column})"
        for column in columns
    )
    return holds(
        f"{table}.names_distinct",
        (
            "Nimet eroavat toisistaan muutenkin kuin isoilla ja pienillä kirjaimilla.",
            "Namnen skiljer sig från varandra med mer än stora och små bokstäver.",
            "Names differ by more than upper and lower case.",
        ),
        (
            "Power BI näyttää tällaiset nimet yhtenä, ensimmäisen kirjoitusasulla.",
            "Power BI visar sådana namn som ett enda, med den stavning som kommer först.",
            "Power BI shows such names as one, in the spelling that comes first.",
        ),
        "spelling_count <= 1",
        f"({spellings})",
        owner="bi",
        severity="information",
    )


def never_more_than(table: str, rule: str, *pairs: tuple[str, str]) -> Rule:
    """A part is never more than its whole, and no count is negative; pairs are (part, whole)."""
    order = [
        Expectation(
            part,
            "ExpectColumnPairValuesAToBeGreaterThanB",
            {"column_A": whole, "column_B": part, "or_equal": True},
        )
        for part, whole in pairs
    ]
    counts = " ".join(dict.fromkeys(column for pair in pairs for column in pair))
    return expects(
        f"{table}.{rule}",
        (
            "Osa ei ole suurempi kuin kokonaisuus, eikä mikään määrä ole negatiivinen.",
            "En del är aldrig större än det hela, och inget antal är negativt.",
            "A part is never more than its whole, and no count is negative.",
        ),
        (
            "Muuten osuudet olisivat yli sata prosenttia tai alle nollan.",
            "Annars skulle andelar vara över hundra procent eller under noll.",
            "Otherwise shares would be over a hundred per cent or below zero.",
        ),
        [*order, *between(counts, 0)],
    )
