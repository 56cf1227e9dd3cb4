"""A folder that is no data root, such as a disk that is not mounted or a slip of the pen in --data."""

import pytest
import typer

from orchestration.cli import main, serve_page
from orchestration.core.settings import Settings
from orchestration.intake.initialise import KeyMissingError
from orchestration.serving.listening import PageAddress
from tests.roots import new_root


@pytest.fixture(autouse=True)
def _own_environment(tmp_path, monkeypatch):
    for name in ("MUKANA_DATA", "DAGSTER_HOME", "MUKANA_KEY_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "keys"))


COMMANDS = {
    "run": main.run,
    "status": main.status,
    "dev": lambda folder: serve_page.serve(Settings(data=folder), PageAddress(0)),
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("is_there", [False, True])
def test_a_folder_that_is_no_root_gets_no_key_and_a_sentence(tmp_path, command, is_there):
    folder = tmp_path / "srv" / "mukana"
    if is_there:
        folder.mkdir(parents=True)
    with pytest.raises(KeyMissingError, match=r"mukana is not a data root yet; run `mukana init "):
        COMMANDS[command](folder)
    assert folder.exists() is is_there and not list(tmp_path.rglob("*.key"))
    assert not is_there or not list(folder.iterdir())


def test_a_folder_with_landing_is_made_a_root_by_its_first_run(tmp_path, capsys):
    folder = tmp_path / "mukana"
    (folder / "landing").mkdir(parents=True)
    with pytest.raises(typer.Exit) as ended:
        main.run(folder)
    assert ended.value.exit_code == 0
    assert "Key for pseudonyms: " in capsys.readouterr().out
    assert (folder / "root.json").exists()


def test_a_root_without_deliveries_says_that_there_is_nothing_and_no_release(
    tmp_path, capsys, monkeypatch
):
    place = new_root(tmp_path)
    monkeypatch.setenv("MUKANA_KEY_DIR", str(place.settings.key_dir))
    with pytest.raises(typer.Exit) as ended:
        main.run(place.root.path)
    assert ended.value.exit_code == 0
    said = capsys.readouterr().out
    assert "Nothing new: every delivery is handled.\n" in said and "none yet" in said
