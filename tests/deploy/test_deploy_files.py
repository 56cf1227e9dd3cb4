"""What deploy/ names is there, and no service can do more than it has to."""

from __future__ import annotations

import re
import shlex
import tomllib
from importlib.metadata import distribution

import pytest
import yaml

from orchestration.core.data_root import PROJECT
from orchestration.core.settings import Settings
from tests.deploy.compose import FOLDER, services

CONTAINERFILE = (FOLDER / "Containerfile").read_text(encoding="utf-8")
MUKANA = {name: one for name, one in services().items() if name != "postgres"}
# Commands of the image of Postgres.
_POSTGRES = {"postgres", "pg_isready"}


def instructions() -> list[tuple[str, str]]:
    """Instruction and arguments, continued lines joined."""
    text = re.sub(r"\\\n", " ", re.sub(r"(?m)^#.*\n", "", CONTAINERFILE))
    return [tuple(line.split(None, 1)) for line in text.splitlines() if line.strip()]


def copied() -> list[tuple[str, str]]:
    """Source and target of everything that is copied into the image."""
    found = []
    for name, words in instructions():
        if name == "COPY":
            *sources, target = shlex.split(words)
            found += [(source, target) for source in sources]
    return found


def test_every_instruction_is_one_and_the_image_starts_from_a_name_without_a_registry():
    known = {"FROM", "RUN", "WORKDIR", "COPY", "USER", "CMD", "ENV"}
    assert {name for name, _ in instructions()} <= known
    [base] = [words for name, words in instructions() if name == "FROM"]
    assert "/" not in base
    assert "://" not in CONTAINERFILE
    assert {one["image"] for one in services().values()} == {"mukana", "postgres:17"}


@pytest.mark.parametrize("name", sorted(services()))
def test_what_a_service_prints_cannot_fill_the_disk(name):
    assert services()[name]["logging"]["options"]["max-size"]


def test_every_path_that_is_copied_is_there_and_the_builder_gets_it():
    ignored = (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for source, target in copied():
        assert (PROJECT / source).exists(), source
        assert f"!{source}" in ignored, source
        # At its own place, since the project looks for its files beside itself.
        assert target in ("./", source), source


def test_what_the_project_needs_at_run_time_is_copied():
    sources = {source for source, _ in copied()}
    packages = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["setuptools"]
    for pattern in packages["packages"]["find"]["include"]:
        assert pattern.rstrip("*") in sources
    assert {"dbt_project", "data/questionnaires", "dagster.yaml", "pyproject.toml"} <= sources


def test_nobody_is_root_and_nothing_can_be_written_but_volumes():
    users = [words for name, words in instructions() if name == "USER"]
    assert users[-1] == "10001:10001"
    for name, one in services().items():
        assert one["user"] in ("10001:10001", "postgres"), name
        assert one["read_only"] is True, name
        assert one["cap_drop"] == ["ALL"], name
        assert one["security_opt"] == ["no-new-privileges:true"], name
        assert "privileged" not in one, name


def test_no_service_has_a_port_or_a_network():
    for name, one in services().items():
        assert one["network_mode"] == "none", name
        assert not {"ports", "expose", "networks"} & set(one), name


def test_only_the_service_that_makes_the_key_may_write_where_keys_are():
    for name, one in MUKANA.items():
        [mount] = [volume for volume in one["volumes"] if ":/keys" in volume]
        assert mount.endswith("/keys" if name == "prepare" else "/keys:ro"), name
        # The proxy's group reaches the pages' sockets and none of the inner ones.
        is_page = name in ("page", "desk")
        assert any(v.endswith(":/run/mukana") for v in one["volumes"]) == is_page, name


@pytest.mark.parametrize("name", services())
def test_every_command_exists(name):
    one = services()[name]
    programs = {
        point.name
        for package in ("mukana", "dagster")
        for point in distribution(package).entry_points
    }
    checks = [one["healthcheck"]["test"][1:]] if "healthcheck" in one else []
    for command in [one["command"], *checks]:
        assert command[0] in programs | {"python"} | _POSTGRES, command[0]
        if command[0] == "python":
            assert command[1] == "-m"
            module = PROJECT / command[2].replace(".", "/")
            assert module.with_suffix(".py").exists() or (module / "__main__.py").exists()


def test_what_stays_up_has_a_health_check_and_starts_after_what_it_needs():
    found = services()
    for name in ("postgres", "code", "daemon", "page", "desk"):
        assert found[name]["healthcheck"]["test"][0] == "CMD", name
        assert found[name]["restart"] == "unless-stopped", name
    for name, one in found.items():
        for other, condition in one.get("depends_on", {}).items():
            is_checked = condition["condition"] == "service_healthy"
            assert is_checked == ("healthcheck" in found[other]), (name, other)


def test_nobody_takes_the_server_that_makes_the_database_for_the_one_that_stays():
    """The image of Postgres makes a database with a server at the port 5432, and stops it again."""
    postgres = services()["postgres"]
    assert "port=5433" in postgres["command"]
    check = postgres["healthcheck"]["test"]
    assert check[check.index("-p") + 1] == "5433"
    for name, one in MUKANA.items():
        assert one["environment"]["MUKANA_DAGSTER_URL"].endswith("&port=5433"), name


def test_every_setting_is_one():
    for name, one in MUKANA.items():
        given = {key for key in one["environment"] if key.startswith("MUKANA_")}
        known = {f"MUKANA_{field.upper()}" for field in Settings.model_fields}
        assert given <= known, name


def test_the_variables_that_have_to_be_given_are_explained():
    text = (FOLDER / "compose.yaml").read_text(encoding="utf-8")
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name in set(re.findall(r"\$\{(\w+)", text)):
        assert f"\n{name}=" in readme, name


def test_page_and_daemon_use_the_socket_of_the_code_server():
    workspace = yaml.safe_load((FOLDER / "workspace.yaml").read_text(encoding="utf-8"))
    [server] = [one["grpc_server"] for one in workspace["load_from"]]
    command = services()["code"]["command"]
    assert command[command.index("--socket") + 1] == server["socket"]
    assert command[command.index("--location-name") + 1] == server["location_name"]
    for name in ("page", "daemon"):
        assert "/opt/mukana/deploy/workspace.yaml" in services()[name]["command"]
