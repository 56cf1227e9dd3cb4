"""Without a remote place a run loads nothing of what it would need."""

import ast

from orchestration.core.data_root import PROJECT

_LIBRARIES = ("fsspec", "upath", "s3fs", "adlfs", "paramiko", "deltalake", "botocore", "azure")


def _loaded_from(name, seen):
    """Names that a module loads when it is imported, and those that these load, without running any."""
    if name in seen:
        return
    seen.add(name)
    path = PROJECT / name.replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    if not file.is_file():
        return
    _loaded_from(name.rpartition(".")[0], seen) if "." in name else None
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            for alias in node.names:
                _loaded_from(alias.name, seen)
        elif isinstance(node, ast.ImportFrom) and node.module:
            _loaded_from(node.module, seen)
            for alias in node.names:
                _loaded_from(f"{node.module}.{alias.name}", seen)


def test_a_run_without_remote_places_loads_none_of_their_code_and_libraries():
    seen: set[str] = set()
    for entry in (
        "orchestration.definitions",
        "orchestration.cli.main",
        "orchestration.cli.engine",
    ):
        _loaded_from(entry, seen)
    assert "orchestration.intake.landing" in seen and "orchestration.release.due" in seen
    assert not [name for name in seen if name.startswith(("orchestration.remote", *_LIBRARIES))]


def test_the_walk_would_find_them():
    seen: set[str] = set()
    _loaded_from("orchestration.assets.published_copy", seen)
    assert "orchestration.remote.place" in seen
