"""`mukana template QUESTIONNAIRE`: a workbook to type paper answers into.

Belongs here: arguments and where the file goes. Its content comes from the questionnaire.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orchestration.cli.options import DataOption, settings_of


def template(
    questionnaire: Annotated[str, typer.Argument(help="Its code, e.g. osallisuuskysely.")],
    language: Annotated[str, typer.Option(help="Of headers and choices.")] = "fi",
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", show_default="QUESTIONNAIRE_LANGUAGE.xlsx here"),
    ] = None,
    data: DataOption = None,
) -> None:
    """Write a workbook to type paper answers into; it comes back like any export."""
    from orchestration.core.errors import UserError
    from orchestration.ingest.registers.offered_names import offered
    from orchestration.intake.declared_inputs import Declared
    from orchestration.questionnaire.templates.template import workbook

    settings = settings_of(data)
    declared = Declared(settings.root, settings)
    surveys = declared.surveys()
    if questionnaire not in surveys:
        raise UserError(f"No questionnaire `{questionnaire}`; there are: {', '.join(surveys)}.")
    names = offered(declared.registers(), language)
    content = workbook(surveys[questionnaire], language, surveys.values(), names)
    file = out or Path(f"{questionnaire}_{language}.xlsx")
    if file.exists():
        # It may hold answers that somebody typed in.
        raise UserError(f"{file} is there already; remove it or choose another name with --out.")
    file.write_bytes(content)
    typer.echo(f"{file}: type one form per row on its first sheet, then: mukana check {file}")
