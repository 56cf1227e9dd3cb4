"""Pages from templates: one environment for all, with every text escaped unless a template wrote it.

Belongs here: finding templates, escaping, and what templates may call. Does not belong here: what a
page says, which lies in the room that makes it.

A page's own template begins with `{% extends "base.html.jinja" %}`; `base.html.jinja` says which
values it needs. Pages need no network and no script.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from orchestration.html import formats
from orchestration.html.texts import LANGUAGE_NAMES

_OURS = Path(__file__).parent / "templates"
_IN_BACKTICKS = re.compile(r"`([^`]+)`")


@cache
def environment(folder: Path) -> jinja2.Environment:
    """The environment for the templates of a folder, which may use those of this room by name.

    A name that a template uses and nobody gave is an error, never an empty place on the page.
    """
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder, _OURS]),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        bytecode_cache=_Compiled(folder),
    )
    made.globals["language_names"] = LANGUAGE_NAMES
    made.filters |= {
        "number": formats.number,
        "percent": formats.percent,
        "day": formats.day,
        "with_code": with_code,
    }
    return made


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates beside the templates, as Python keeps modules: to compile all of them takes 0.23
    CPU seconds, to load them 0.01. Where nothing can be written they are compiled each time.
    """

    def __init__(self, folder: Path) -> None:
        kept = folder / "__pycache__"
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                kept.mkdir(exist_ok=True)
        # What a template becomes follows from itself, which is looked at, and from these.
        made_by = sha256(jinja2.__version__.encode())
        for file in sorted(Path(__file__).parent.glob("*.py")):
            made_by.update(file.read_bytes())
        super().__init__(str(kept), f"%s-{made_by.hexdigest()[:16]}.cache")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one, if that is possible and wanted."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


def load(folder: Path) -> None:
    """Compile the templates of a folder, for a process that waits for work."""
    templates = environment(folder)
    for name in templates.list_templates(extensions=["jinja"]):
        templates.get_template(name)


def with_code(text: object) -> Markup:
    """A text, escaped, with what stands in backticks as code."""
    return Markup(_IN_BACKTICKS.sub(r"<code>\1</code>", str(escape(text))))
