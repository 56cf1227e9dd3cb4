"""What the project's modules import, those that only type checking sees included."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from orchestration.core.data_root import PROJECT

CODE = sorted([*PROJECT.glob("orchestration/**/*.py"), *PROJECT.glob("expectations/**/*.py")])


def module_of(file: Path) -> str:
    """The dotted name of a module; a package's own file is the package."""
    parts = file.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imported_names(file: Path) -> tuple[str, ...]:
    """Every dotted name that a module may be importing: `from a import b` gives `a` and `a.b`."""
    return tuple(_imported_names(file))


def _imported_names(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def project_imports() -> dict[Path, frozenset[Path]]:
    """Module file -> the module files of the project that it imports."""
    files = {module_of(file): file for file in CODE}
    return {
        file: frozenset(files[name] for name in _targets(file, files) if name in files) - {file}
        for file in CODE
    }


def _targets(file: Path, known: Mapping[str, Path]) -> Iterator[str]:
    """Of `from a import b` the module `a.b`, or `a` where `b` is something that it defines."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in known else node.module


def circles(imports: Mapping[str, set[str]]) -> list[list[str]]:
    """One circle of names that import each other, sorted; an empty list where there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return [sorted(set(error.args[1]))]
    return []
