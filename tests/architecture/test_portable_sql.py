"""Models are written in what DuckDB and Spark both understand in the same way.

Here it is judged by the word; that the numbers are the same, `make parity` shows.
"""

import re

import pytest

from orchestration.core.data_root import DBT_PROJECT

# What one engine has alone, or has otherwise, and the macro or the words to write instead.
OTHERWISE = {
    r"\bany_value\(": "max(): of nulls and values any_value takes either",
    r"\b(string_agg|listagg|group_concat)\(": "joined_texts",
    r"\b(list|list_sort|list_value|collect_list)\(": "sorted_list, list_where or distinct_list",
    r"\blist_contains\(": "array_contains",
    r"\b(unnest|explode)\(": "each_of",
    r"\b(generate_series|sequence)\(": "numbers_between or days_between",
    r"(?<![:/])//(?!/)": "whole_division",
    r"\bdiv\b": "whole_division",
    r"\b(strftime|strptime|date_format)\(": "date_key or date_of_key",
    r"\b(printf|format_string)\(": "a decimal, as text",
    r"\b(round_even|bround|rint)\(": "rounded_to_even",
    r"\bround\([^()]*, *\d+\)": "rounded",
    r"\b(hash|xxhash64)\(": "hash_number",
    r"\bvarchar\b": "string",
    r"::": "cast(… as …)",
    r"over \(\s*\w+ rows\b": "the window in so many words: Spark adds no frame to a named one",
    r"\b(avg|stddev_samp|var_samp|corr)\(": "exact sums, divided last",
    r"\bas materialized\b": "once()",
    r"\b(asof|positional|lateral) join\b": "a join that both have",
    r"\bexclude \(|\bqualify\b": "the columns or a CTE in so many words",
}
FILES = sorted(
    file
    for folder in ("models", "macros", "tests")
    for file in (DBT_PROJECT / folder).rglob("*.sql")
    if "portable" not in file.parts and file.name != "materializations.sql"
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_model_uses_nothing_that_one_engine_has_alone_or_otherwise(file):
    text = re.sub(r"--.*", "", file.read_text("utf-8"))
    text = re.sub(r"\{#.*?#\}", "", text, flags=re.S)
    found = {
        again[0]: instead
        for pattern, instead in OTHERWISE.items()
        if (again := re.search(pattern, text))
    }
    assert found == {}
