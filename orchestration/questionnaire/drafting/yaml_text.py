"""YAML with comments: plain values and sentences in, the text of a file out.

Belongs here: how it is laid out. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

Path = tuple[str, ...]
END: Path = ("~",)
# What is short and simple is on one line.
_WIDEST = 100


class _Written(yaml.SafeDumper):
    """Writes a value out wherever it is: an alias would be one more thing to understand."""

    def ignore_aliases(self, _data: Any) -> bool:
        """True for every value."""
        return True


def yaml_text(content: Mapping[str, Any], comments: Mapping[Path, Sequence[str]]) -> str:
    """The text of a YAML file. `comments` are lines above the key at each path; those of the empty
    path are at the top, those of END below everything.
    """
    lines = [*comments.get((), ()), *_mapping(content, (), comments)]
    if last := comments.get(END):
        lines += ["", *last]
    return "\n".join(lines) + "\n"


def _mapping(
    content: Mapping[str, Any], path: Path, comments: Mapping[Path, Sequence[str]]
) -> Iterator[str]:
    indent = "  " * len(path)
    for key, value in content.items():
        here = (*path, key)
        has_comments = any(other[: len(here)] == here and other != here for other in comments)
        line = f"{indent}{one_line(key)}: {one_line(value)}"
        is_block = has_comments or not _is_short(line, value, path)
        is_block = is_block and isinstance(value, Mapping) and bool(value)
        if is_block and not path:
            yield ""
        yield from (f"{indent}{line}" for line in comments.get(here, ()))
        if is_block:
            yield f"{indent}{one_line(key)}:"
            yield from _mapping(value, here, comments)
        else:
            yield line


def _is_short(line: str, value: Any, path: Path) -> bool:
    is_nested = isinstance(value, Mapping) and any(isinstance(v, Mapping) for v in value.values())
    return len(line) <= _WIDEST and (bool(path) or not is_nested)


def one_line(value: Any) -> str:
    """A value on one line, in the quotes that it needs."""
    layout = {"default_flow_style": True, "allow_unicode": True, "sort_keys": False}
    text = yaml.dump(value, Dumper=_Written, width=float("inf"), **layout)
    return text.removesuffix("\n").removesuffix("\n...")
