"""JSON Schemas of the YAML files, made from the model, so that editors complete and check.

Belongs here: writing `data/questionnaires/*.schema.json`. Run by `make schema`; a test checks that
the files in git match the model.
"""

from __future__ import annotations

import json
from pathlib import Path

from orchestration.core.data_root import SHIPPED_QUESTIONNAIRES
from orchestration.questionnaire.model.questionnaire import Form, Questionnaire

FILES = {"questionnaire.schema.json": Questionnaire, "form.schema.json": Form}


def schema(model: type[Questionnaire] | type[Form]) -> str:
    """The JSON Schema of one kind of file, as text."""
    return json.dumps(model.model_json_schema(by_alias=True), indent=1, ensure_ascii=False) + "\n"


def write(folder: Path = SHIPPED_QUESTIONNAIRES) -> None:
    """Write all schemas."""
    for name, model in FILES.items():
        (folder / name).write_text(schema(model), encoding="utf-8")


if __name__ == "__main__":
    write()
