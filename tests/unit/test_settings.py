"""A setting that cannot be used is a sentence, and says no value: it may be a password."""

from __future__ import annotations

import pytest

from orchestration.core.settings import Settings, SettingsError


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("MUKANA_MAX_SECONDS", "abc", "Give a whole number."),
        ("MUKANA_MAX_SECONDS", "-5", "Give more than 0."),
        ("MUKANA_LOSS_SHARE", "0,1", "Give a number with a point, such as 0.1."),
        # 5 for five per cent would hold nothing ever again.
        ("MUKANA_LOSS_SHARE", "5", "Give 1.0 or less."),
        ("MUKANA_FOUR_EYES", "kyllä", "Give `true` or `false`."),
        ("MUKANA_DECISION_POLICY", "never", "Give 'automatic', 'on_warning' or 'always'."),
        ("MUKANA_KEEP_LANDING_MONTHS", "-1", "Give 0 or more."),
    ],
)
def test_a_value_that_cannot_be_is_said_with_what_can(monkeypatch, name, value, what):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        Settings()
    said = str(caught.value)
    assert said.startswith(f"The setting {name} cannot be used. {what}") and value not in said


def test_a_slip_in_the_name_of_a_setting_does_not_go_unnoticed(monkeypatch):
    monkeypatch.setenv("MUKANA_SITE", "https://mukana.example.org")  # of deploy/compose.yaml
    Settings()
    monkeypatch.setenv("MUKANA_DECISON_POLICY", "always")
    with pytest.raises(SettingsError, match="Did you mean MUKANA_DECISION_POLICY"):
        Settings()
