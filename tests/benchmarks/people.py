"""Yardstick: what people write today. pandas with openpyxl, its default engine up to
pandas 3; melt, pivot, merge.

Belongs here: an ordinary analyst's script, written plainly and not made slow on purpose. Does not
belong here: anything of Mukana, nor tricks an analyst would not know.

    python people.py FOLDER OUT.parquet     (FOLDER as generate.py writes it)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

PAIR = ["person", "service"]


def main(folder: Path, out: Path) -> None:
    """Read the export in `folder`, write change sums per service and half-year to `out`."""
    layout = json.loads((folder / "layout.json").read_text(encoding="utf-8"))
    answers = tidy(read(folder), layout)
    pairs = pair(score(answers, layout))
    services = pd.read_csv(folder / "services.csv", dtype=str)
    summary(pairs, services).to_parquet(out, index=False)


def read(folder: Path) -> pd.DataFrame:
    """The export, a workbook or csv."""
    if (folder / "export.csv").exists():
        return pd.read_csv(folder / "export.csv", sep=";")
    return pd.read_excel(folder / "export.xlsx", engine="openpyxl")


def tidy(export: pd.DataFrame, layout: dict) -> pd.DataFrame:
    """Rename the columns, keep those who consent and gave a code, and clean the code."""
    columns = layout["columns"]
    table = export.rename(columns={header: code for code, header in columns.items()})
    table = table[(table["consent"] == layout["consent"]) & table["respondent_code"].notna()].copy()
    code = table["respondent_code"].astype(str).str.lower()
    table["person"] = code.str.replace(" ", "").str.replace("-", "")
    table["at"] = pd.to_datetime(table["answered_at"], format="%d.%m.%Y %H.%M.%S")
    table["phase"] = table["phase"].map(layout["phases"])
    return table.reset_index(names="row")


def score(table: pd.DataFrame, layout: dict) -> pd.DataFrame:
    """Score of each form with at least 8 of 10 items."""
    long = table.melt(id_vars="row", value_vars=layout["items"], value_name="label")
    long["value"] = long["label"].map(layout["labels"])
    scores = long.groupby("row")["value"].agg(["mean", "count"]).reset_index()
    scores = scores[scores["count"] >= 8].copy()
    # To the nearest step of ten answers, as published scores are; numpy rounds a half to even.
    scores["score"] = ((scores["mean"] - 1) * 10).round() * 2.5
    return table.merge(scores, on="row")


def pair(scored: pd.DataFrame) -> pd.DataFrame:
    """Earliest start and latest end of each person in each service."""
    ordered = scored.sort_values("at")
    start = ordered[ordered["phase"] == "start"].drop_duplicates(PAIR, keep="first")
    end = ordered[ordered["phase"] == "end"].drop_duplicates(PAIR, keep="last")
    columns = [*PAIR, "at", "score"]
    return start[columns].merge(end[columns], on=PAIR, suffixes=("_start", "_end"))


def summary(pairs: pd.DataFrame, services: pd.DataFrame) -> pd.DataFrame:
    """Sums per service and half-year of the end; groups of fewer than five people left out."""
    table = pairs.merge(services, left_on="service", right_on="name_fi")
    half = np.where(table["at_end"].dt.month <= 6, "H1", "H2")
    table["period_code"] = table["at_end"].dt.year.astype(str) + half
    table = table.groupby(["service_code", "period_code"]).agg(
        people=("person", "nunique"),
        pair_count=("person", "size"),
        start_sum=("score_start", "sum"),
        end_sum=("score_end", "sum"),
    )
    table = table[table["people"] >= 5].drop(columns="people").reset_index()
    table = table.assign(**{name: table[name].round(4) for name in ("start_sum", "end_sum")})
    return table.assign(change_sum=table["end_sum"] - table["start_sum"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
