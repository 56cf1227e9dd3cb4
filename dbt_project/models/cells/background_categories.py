"""Which backgrounds may be told county-wide: a shell around orchestration.privacy.background."""

import pyarrow as pa

from orchestration.privacy.background import People, tell

COUNTY = ["questionnaire_code", "indicator_key", "period_key", "region_code"]
SCHEMA = pa.schema(
    {
        "questionnaire_code": pa.string(),
        "indicator_key": pa.int64(),
        "period_key": pa.int32(),
        "region_code": pa.string(),
        "background_code": pa.string(),
        "category_code": pa.string(),
        "told_code": pa.string(),
    }
)
SCORES = ("start_score", "end_score", "end_score - start_score")


def model(dbt, _session):
    """Return one row per category that may be told; `told_code` joins those told together."""
    dbt.config(materialized="table")
    scores = [f"cast(({score}) * 100 as integer) as score_{n}" for n, score in enumerate(SCORES)]
    columns = [*COUNTY, "background_code", "category_code", "person_number", "cell_number"]
    pairs = (
        dbt.ref("int_backgrounds")
        .project(", ".join([*columns, "pair_number", *scores]))
        .order(", ".join([*COUNTY, "background_code", "pair_number"]))
        .df()
    )
    told = [
        row for county, these in pairs.groupby(COUNTY, sort=True) for row in _rows(county, these)
    ]
    return pa.Table.from_pylist(told, schema=SCHEMA)


def _rows(county, pairs):
    by_background = dict(iter(pairs.groupby("background_code", sort=True)))
    # Each background has a row for every pair, in the same order.
    one = next(iter(by_background.values()))
    people = People(
        persons=one["person_number"].to_numpy(),
        cells=one["cell_number"].to_numpy(),
        categories={c: t["category_code"].to_numpy().astype(str) for c, t in by_background.items()},
        scores=one[[f"score_{n}" for n in range(len(SCORES))]].to_numpy(),
    )
    for background, categories in tell(people).items():
        for category, together in categories.items():
            names = (background, category, "+".join(together))
            yield dict(zip(SCHEMA.names, (*county, *names), strict=True))
