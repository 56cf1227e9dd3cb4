"""What went wrong with a remote place: its kind by what libraries raise, and the sentence about it."""

import sys

import pyarrow as pa
import pytest

from orchestration.core.address import parse
from orchestration.outputs.delta import NoDeltaLibraryError, in_utc, write_delta
from orchestration.remote.place import Place
from orchestration.remote.problems import RemoteError, kind_of, problem


def _named(name, base=Exception, **fields):
    """An error of a library, by the name of its class."""
    error = type(name, (base,), {})("https://account/?sig=Sala1sana")
    for key, value in fields.items():
        setattr(error, key, value)
    return error


def _caused(cause):
    error = OSError("?")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (_named("NoCredentialsError"), "no_access"),
        (_named("AuthenticationException", _named("SSHException").__class__), "no_access"),
        (_named("HttpResponseError", status_code=403), "no_access"),
        (_named("HttpResponseError", status_code=404), "not_there"),
        (PermissionError(), "no_access"),
        (_named("BadHostKeyException", _named("SSHException").__class__), "unknown_host_key"),
        (FileNotFoundError(), "not_there"),
        (TimeoutError(), "no_answer"),
        (_named("ReadTimeoutError"), "no_answer"),
        (ConnectionResetError(), "cut"),
        (_named("EndpointConnectionError"), "cut"),
        (_caused(ConnectionResetError()), "cut"),
        (_named("FileExpired"), "changed"),
        (ImportError(), "no_library"),
        (ValueError("Sala1sana"), "other"),
    ],
)
def test_the_kind_of_a_problem_is_known_and_its_text_is_never_repeated(error, kind):
    assert kind_of(error) == kind
    said = problem(error, "sftp://host/in", "read")
    assert said.kind == kind and "Sala1sana" not in str(said)
    fi, en = said.problems
    assert fi.startswith("sftp://host/in: tiedostoa ei voitu hakea. ") and fi.endswith(".")
    assert en.startswith("sftp://host/in: a file could not be fetched. ") and en.endswith(".")


@pytest.mark.parametrize(
    ("url", "library", "extra"),
    [
        ("s3://bucket/in", "s3fs", "s3"),
        ("az://container/in", "adlfs", "azure"),
        ("abfss://c@a.dfs.core.windows.net/in", "adlfs", "azure"),
        ("sftp://host/in", "paramiko", "sftp"),
    ],
)
def test_a_library_that_is_missing_is_named_by_what_installs_it(monkeypatch, url, library, extra):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(RemoteError) as failed:
        Place(parse(url, "test")).listing()
    assert failed.value.kind == "no_library"
    assert all(f"pip install 'mukana[{extra}]'" in line for line in failed.value.problems)


def test_without_the_library_of_delta_tables_a_sentence_says_what_installs_it(
    monkeypatch, tmp_path
):
    monkeypatch.setitem(sys.modules, "deltalake", None)
    with pytest.raises(NoDeltaLibraryError) as failed:
        write_delta(tmp_path)
    assert all("pip install 'mukana[delta]'" in line for line in failed.value.problems)


def test_only_times_without_a_zone_are_changed_and_nothing_is_left_out():
    schema = pa.schema(
        [
            pa.field("a", pa.timestamp("us"), nullable=False, metadata={"d": "x"}),
            pa.field("b", pa.timestamp("ms", "UTC")),
            pa.field("c", pa.date32()),
        ],
        metadata={"k": "v"},
    )
    changed = in_utc(schema)
    assert [str(field.type) for field in changed] == [
        "timestamp[us, tz=UTC]", "timestamp[ms, tz=UTC]", "date32[day]",
    ]  # fmt: skip
    assert changed.field("a").metadata == {b"d": b"x"} and not changed.field("a").nullable
    assert changed.metadata == schema.metadata and in_utc(changed) == changed
