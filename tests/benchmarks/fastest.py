"""Yardstick: the fastest single script we can write. fastexcel -> Arrow -> DuckDB -> Parquet;
of csv DuckDB alone.

Belongs here: reading, scoring, pairing and summing, in one process, nothing shared with Mukana.
Does not belong here: checks, reports, anything that costs and is not the number itself.

    python fastest.py FOLDER OUT.parquet     (FOLDER as generate.py writes it)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import duckdb
import fastexcel
import pyarrow as pa

# `packed` is 100 for each answered item plus its code: one pass gives how many and their sum.
# The score is (mean - 1) * 10 whole steps of 2.5 points, as published scores are.
SQL = """
copy (
    with scored as (
        select
            replace(replace(lower("{respondent_code}"), ' ', ''), '-', '') as person,
            "{service}" as service,
            "{phase}" as phase,
            strptime("{answered_at}", '%-d.%-m.%Y %-H.%M.%S') as answered_at,
            {packed} as packed,
            packed // 100 as n,
            packed % 100 as total,
        from export
        where "{consent}" = '{given}' and "{respondent_code}" is not null
    ), pairs as (
        select
            person,
            service,
            max(answered_at) filter (phase = '{end}') as ended,
            arg_min(round_even(10 * (total - n) / n, 0), answered_at) filter (phase = '{start}') as s,
            arg_max(round_even(10 * (total - n) / n, 0), answered_at) filter (phase = '{end}') as e,
        from scored
        where n >= 8
        group by all
    )
    select
        service_code,
        year(ended) || 'H' || if(month(ended) <= 6, 1, 2) as period_code,
        count(*)::int as pair_count,
        (sum(s)::bigint * 2.5)::decimal(18, 4) as start_sum,
        (sum(e)::bigint * 2.5)::decimal(18, 4) as end_sum,
        end_sum - start_sum as change_sum,
    from pairs
    inner join read_csv('{register}', header = true, all_varchar = true) on name_fi = service
    where s is not null and e is not null
    group by all
    having count(distinct person) >= 5
    order by all
) to '{out}' (format parquet)
"""


def main(folder: Path, out: Path) -> None:
    """Read the export in `folder`, write change sums per service and half-year to `out`."""
    layout = json.loads((folder / "layout.json").read_text(encoding="utf-8"))
    columns, items = layout["columns"], layout["items"]
    con = duckdb.connect()
    if (folder / "export.csv").exists():
        con.read_csv(folder / "export.csv", sep=";", all_varchar=True).create_view("export")
    else:
        sheet = fastexcel.read_excel(folder / "export.xlsx").load_sheet(
            0, dtypes="string", eager=True, use_columns=[*columns.values(), *items]
        )
        con.register("export", pa.table(sheet))
    steps = " ".join(f"when '{text}' then {100 + code}" for text, code in layout["labels"].items())
    phases = {code: text for text, code in layout["phases"].items()}
    con.execute(
        SQL.format(
            **columns,
            **phases,
            given=layout["consent"],
            packed=" + ".join(f'case "{item}" {steps} else 0 end' for item in items),
            register=folder / "services.csv",
            out=out,
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
