"""Compiles every template, before anybody waits for a page: `python -m orchestration.warm.templates`.

Belongs here: which templates there are. Does not belong here: where compiled ones are kept (html).
"""

from __future__ import annotations

from expectations.report import report
from orchestration.html import pages
from orchestration.outputs.pages import site


def compile_all() -> None:
    """Compile the templates of all pages."""
    for folder in (site.TEMPLATES, report.TEMPLATES):
        pages.load(folder)


if __name__ == "__main__":
    compile_all()
