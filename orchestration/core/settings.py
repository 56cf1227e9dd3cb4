"""The settings, read once; the only module that reads the environment.

Belongs here: what an installation may configure (`MUKANA_…` variables) and the limits that a
file must stay under. Does not belong here: choices that privacy rests on, such as the
smallest publishable group, which nobody may set: those are beside the rule that they steer.
"""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import (
    AliasChoices,
    Field,
    NonNegativeFloat,
    NonNegativeInt,
    PositiveInt,
    SecretStr,
    ValidationError,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from orchestration.core.address import Address, parse, require_apart
from orchestration.core.data_root import PROJECT, DataRoot
from orchestration.core.errors import UserError
from orchestration.core.thresholds import Thresholds

# What a release needs beside a passed validation.
Policy = Literal["automatic", "on_warning", "always"]
Engine = Literal["duckdb", "spark"]
# What a delivery must stay under.
_LIMITS = (
    "max_bytes",
    "max_inflated_bytes",
    "max_columns",
    "max_rows",
    "max_cells",
    "max_seconds",
    "max_memory_bytes",
)


_PREFIX = "MUKANA_"
# What to give instead, by what pydantic calls the mistake; of others it says enough itself.
_WANTED = {
    "int_parsing": "a whole number",
    "float_parsing": "a number with a point, such as 0.1",
    "bool_parsing": "`true` or `false`",
    "literal_error": "{expected}",
    "greater_than_equal": "{ge} or more",
    "greater_than": "more than {gt}",
    "less_than_equal": "{le} or less",
}
# How like a setting's name another has to be, from 0 to 1, to be a slip of the pen.
_LIKE = 0.8


class SettingsError(UserError):
    """A setting in the environment cannot be used."""


class Settings(Thresholds, BaseSettings):
    """Where the data lies, where the keys lie, and how big a delivery may be."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, populate_by_name=True)

    data: Path = PROJECT / "data"
    key_dir: Path = Path.home() / ".config" / "mukana" / "keys"
    # Where senders put their files, if not into the root: a folder, or the URL of a remote place.
    landing: str = ""
    # Where a copy of what is published is kept for readers: a folder or the URL of a remote place.
    published: str = ""
    # Whether published tables are also Delta tables, beside Parquet.
    published_format: Literal["parquet", "delta"] = "parquet"
    # Three million people who answer twice fit, of one export with forty columns.
    max_bytes: PositiveInt = 3_000_000_000
    max_inflated_bytes: PositiveInt = 4_000_000_000
    max_columns: PositiveInt = 1_000
    max_rows: PositiveInt = 6_000_000
    max_cells: PositiveInt = 250_000_000
    # What reading one file may take: time, and memory beside the file itself.
    max_seconds: PositiveInt = 600
    max_memory_bytes: PositiveInt = 8_000_000_000
    # Memory of the database while the warehouse is built; what does not fit is put on the disk.
    warehouse_memory_bytes: PositiveInt = 500_000_000
    # What the warehouse is built on: DuckDB in this process, or Spark. Both give the same tables.
    engine: Engine = "duckdb"
    # The cluster, by one of Spark's own addresses. SPARK_REMOTE names a Connect server to every client of Spark.
    spark_master: str = Field(
        "local[*]", validation_alias=AliasChoices("MUKANA_SPARK_MASTER", "SPARK_REMOTE")
    )
    # A delivery that withdraws the consent of more people than this waits for a person.
    max_withdrawals: NonNegativeInt = 3
    # Two looks at a file must agree before it is taken; this far apart on the command line.
    settle_seconds: NonNegativeFloat = 1.0
    # A delivery whose reading broke unexpectedly is tried so often, then shown as failed.
    max_attempts: PositiveInt = 3
    # A half-year is closed when so many days have passed since its end, by the latest answer or file:
    # only then are small groups merged and starts without an end published. Two months, because
    # senders export within weeks of the half-year, and because neither can be undone.
    period_closes_after_days: NonNegativeInt = 60
    # Months after which something is removed, per zone; 0 keeps it.
    keep_landing_months: NonNegativeInt = 0
    keep_refused_months: NonNegativeInt = 0
    keep_receipts_months: NonNegativeInt = 0
    keep_releases_months: NonNegativeInt = 0
    keep_logs_months: NonNegativeInt = 0
    # Who decides about a release: nobody, a person if a warning is open, or always a person.
    decision_policy: Policy = "on_warning"
    # Where alerts are sent, beside the log: a mail address or several with commas, and a web address.
    alert_mail_to: str = ""
    alert_mail_from: str = "mukana@localhost"
    alert_webhook: SecretStr | None = None
    smtp_host: str = "localhost"
    smtp_port: PositiveInt = 587
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    # Where Dagster keeps its history of runs in a served deployment: an address of Postgres, as
    # postgresql+psycopg2://…; without it, files in the root.
    dagster_url: SecretStr | None = None
    # Whoever belongs to a sender may not decide about the release that first holds its delivery.
    four_eyes: bool = False

    def __init__(self, **values: Any) -> None:
        """Read them. Raises SettingsError, which repeats no value: it may be a password."""
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise SettingsError(*map(_sentence, error.errors(include_input=False))) from None
        # A policy that is not applied because of its name would go unnoticed.
        known = [name.upper() for name in type(self).model_fields]
        given = (name for name in os.environ if name.startswith(_PREFIX))
        for name in sorted(given):
            bare = name.removeprefix(_PREFIX)
            if bare not in known and (near := get_close_matches(bare, known, 1, _LIKE)):
                raise SettingsError(f"{name} is no setting. Did you mean {_PREFIX}{near[0]}?")

    @property
    def thresholds(self) -> dict[str, dict[str, Any]]:
        """What rules judge by: name -> variable, value and reason."""
        return self.stated(str(self.model_config["env_prefix"]))

    @property
    def limits(self) -> dict[str, int]:
        """How big a delivery may be, and what reading it may take."""
        return {name: getattr(self, name) for name in _LIMITS}

    @property
    def variables(self) -> dict[str, int]:
        """The settings that the models use, by the name of the dbt variable."""
        return {"period_closes_after_days": self.period_closes_after_days}

    @property
    def spark(self) -> str | None:
        """The Spark cluster that builds the warehouse; None: DuckDB does."""
        return self.spark_master if self.engine == "spark" else None

    @property
    def root(self) -> DataRoot:
        """The data root. Raises AddressError, also about the other address."""
        path, landing = self.data.resolve(), self._landing
        if self.landing or self.published:
            require_apart(path, landing, self._published)
        if isinstance(landing, Address):
            return DataRoot(path, DataRoot(path).fetched)
        return DataRoot(path, landing)

    @property
    def remote_landing(self) -> Address | None:
        """The remote place where senders put their files. Raises AddressError."""
        return self._landing if isinstance(self._landing, Address) else None

    @property
    def with_delta(self) -> bool:
        """True if published tables are also Delta tables."""
        return self.published_format == "delta"

    @property
    def published_copy(self) -> Address | None:
        """The place that gets a copy of what is published. Raises AddressError."""
        place = self._published
        return Address.of_folder(place) if isinstance(place, Path) else place

    @property
    def _published(self) -> Path | Address | None:
        return parse(self.published, "MUKANA_PUBLISHED") if self.published else None

    @property
    def _landing(self) -> Path | Address | None:
        return parse(self.landing, "MUKANA_LANDING") if self.landing else None


def wants_no_color() -> bool:
    """True if the terminal is to have no colours: NO_COLOR says so to every program (no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))


def _sentence(problem: Any) -> str:
    """What is wrong with a setting, and what to give instead."""
    named = str(problem["loc"][0])
    name = named if named.isupper() else f"{_PREFIX}{named.upper()}"
    wanted = _WANTED.get(problem["type"])
    what = f"Give {wanted.format(**problem.get('ctx', {}))}." if wanted else f"{problem['msg']}."
    return f"The setting {name} cannot be used. {what} docs/running.md has all settings."
