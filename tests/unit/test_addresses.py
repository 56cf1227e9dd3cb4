"""Addresses of landing and of published copies: what is taken, and that no secret is repeated."""

from pathlib import Path

import pytest

from orchestration.core.address import Address, AddressError, parse
from orchestration.core.settings import Settings

SECRET = "Sala1sana"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("s3://Bucket/a/b/", Address("s3", "Bucket", "a/b")),
        ("s3://bucket", Address("s3", "bucket", "")),
        ("az://container/x", Address("az", "container", "x")),
        (
            "abfs://box@county.dfs.core.windows.net/x",
            Address("abfs", "county.dfs.core.windows.net", "x", "box"),
        ),
        (
            "sftp://mukana@files.example.org:2222/in",
            Address("sftp", "files.example.org", "in", "mukana", 2222),
        ),
        ("sftp://h/s%C3%A4de", Address("sftp", "h", "säde")),
    ],
)
def test_an_address_is_its_parts_and_shown_as_it_was_written(text, wanted):
    assert parse(text, "MUKANA_LANDING") == wanted


def test_a_folder_is_given_by_its_whole_path_or_as_a_file_url(tmp_path):
    assert parse(str(tmp_path), "MUKANA_LANDING") == tmp_path
    assert parse(tmp_path.as_uri(), "MUKANA_LANDING") == tmp_path


@pytest.mark.parametrize(
    "text",
    [
        f"sftp://user:{SECRET}@host/in",
        f"s3://AKIA:{SECRET}@bucket/in",
        f"s3://{SECRET}@bucket/in",
        f"az://{SECRET}@@c",
        f"az://container/x?sv=1&sig={SECRET}",
        f"https://county.blob.core.windows.net/c?sig={SECRET}",
        f"https://{SECRET}/c",
        f"AccountName=a;AccountKey={SECRET}",
        f"sftp://host/in#{SECRET}",
        f"ftp://{SECRET}/in",
        f"sftp://host:{SECRET}/in",
        f"s3://b/../{SECRET}",
        f"s3://b/a//{SECRET}",
        f"sftp://h/a\\{SECRET}",
        f"s3:///{SECRET}",
        f"in/{SECRET}",
    ],
)
def test_what_is_no_address_or_holds_a_secret_is_refused_without_repeating_it(text):
    with pytest.raises(AddressError) as refused:
        _ = Settings(landing=text).root
    said = str(refused.value)
    assert SECRET not in said
    fi, en = said.splitlines()
    assert fi.startswith("Asetus MUKANA_LANDING") and en.startswith("The setting MUKANA_LANDING")


def test_a_folder_as_landing_is_used_as_it_is_and_a_remote_one_is_fetched_into_the_root(tmp_path):
    usual, elsewhere = Settings(data=tmp_path), Settings(data=tmp_path, landing="/srv/in")
    remote = Settings(data=tmp_path, landing="s3://bucket/in")
    folders = [one.root.landing for one in (usual, elsewhere, remote)]
    assert folders == [tmp_path / "landing", Path("/srv/in"), tmp_path / "fetched"]
    assert [str(one.remote_landing or "") for one in (usual, elsewhere, remote)] == [
        "",
        "",
        "s3://bucket/in",
    ]


@pytest.mark.parametrize(
    ("landing", "published"),
    [
        ("s3://b/in", "s3://b/in"),
        ("s3://b/in", "s3://b/in/out"),
        ("s3://b", "s3://b/out"),
        ("abfs://c@a.example/x/y", "abfss://c@a.example/x"),
        ("sftp://u@h/in", "sftp://u@h/"),
        ("/srv/in", "/srv/in/out"),
        ("", "ROOT/published"),
        ("", "ROOT/.."),
        ("ROOT", ""),
        ("ROOT/raw", ""),
    ],
)
def test_places_that_lie_in_each_other_or_in_the_root_are_refused(tmp_path, landing, published):
    at = {"landing": landing, "published": published}
    root = tmp_path / "a" / "root"
    at = {name: text.replace("ROOT", str(root)) for name, text in at.items()}
    with pytest.raises(AddressError, match="Choose a folder of its own"):
        _ = Settings(data=root, **at).root


@pytest.mark.parametrize(
    ("landing", "published"),
    [
        ("s3://b/in", "s3://b/inner"),
        ("s3://b/x", "s3://c/x"),
        ("sftp://u@h/x", "sftp://u@i/x"),
        ("s3://b/x", "az://b/x"),
        ("ROOT/landing", "/srv/out"),
    ],
)
def test_places_beside_each_other_are_not(tmp_path, landing, published):
    at = {"landing": landing.replace("ROOT", str(tmp_path)), "published": published}
    assert Settings(data=tmp_path, **at).root.path == tmp_path
