"""Every setting is in docs/running.md, and every threshold there has its default."""

from orchestration.core.data_root import PROJECT
from orchestration.core.settings import Settings
from orchestration.core.thresholds import Thresholds

TEXT = (PROJECT / "docs" / "running.md").read_text(encoding="utf-8")


def test_every_setting_is_documented():
    names = [f"MUKANA_{name.upper()}" for name in Settings.model_fields]
    assert [name for name in names if f"`{name}`" not in TEXT] == []


def test_the_default_of_every_threshold_is_the_documented_one():
    for name, stated in Thresholds().stated("MUKANA_").items():
        line = next(line for line in TEXT.splitlines() if f"| `{stated['setting']}`" in line)
        assert line.rsplit("|", 2)[1].strip() == f"{stated['value']:g}", name


def test_every_threshold_has_a_reason_in_both_languages():
    for stated in Thresholds().stated("MUKANA_").values():
        assert all(stated[f"why_{language}"].endswith(".") for language in ("fi", "sv", "en"))
