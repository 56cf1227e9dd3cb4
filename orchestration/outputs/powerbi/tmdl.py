"""The model as TMDL, the text format of Power BI projects.

Belongs here: how tables, measures, relationships, roles and translations are written. Does not belong
here: what is in the model (model, measures). Format: learn.microsoft.com, "TMDL overview"; the tests in
`tests/powerbi/` read the result with Microsoft's own serializer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from orchestration.outputs.powerbi import measures, model
from orchestration.outputs.powerbi.identity import guid
from orchestration.outputs.powerbi.measures import Measure
from orchestration.outputs.powerbi.model import BASE, CULTURES, ModelColumn, ModelTable

FOLDER, READ = "Julkaisukansio", "Julkaistu taulu"
_DEFAULT_FOLDER = r"C:\Mukana\published"
_FORMATS = {"int64": "0", "decimal": "#,0.0", "double": "#,0.0"}
Lines = Iterator[str]


def quoted(name: str) -> str:
    """A name as TMDL writes it: in quotation marks unless it is one plain word."""
    return name if re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII) else "'" + name.replace("'", "''") + "'"  # fmt: skip


def table(
    stated: ModelTable, all_measures: Mapping[str, Measure], tables: Mapping[str, ModelTable]
) -> str:
    """The file of one table, with the measures that belong to it."""
    return _joined(_table(stated, all_measures, tables))


def _table(
    stated: ModelTable, all_measures: Mapping[str, Measure], tables: Mapping[str, ModelTable]
) -> Lines:
    caption = stated.stated.caption[BASE]
    yield from _described(stated.stated.description, "")
    yield f"table {quoted(caption)}"
    if stated.is_hidden:
        yield "\tisHidden"
    if stated.name == model.DATE_TABLE:
        yield "\tdataCategory: Time"
    yield f"\tlineageTag: {guid('table', stated.name)}"
    for measure in all_measures.values():
        if measure.table == stated.name:
            yield from _measure(measure, measures.expression(measure, all_measures, tables))
    for column in stated.columns:
        yield from _column(stated, column)
    yield ""
    yield f"\tpartition {quoted(caption)} = m"
    yield "\t\tmode: import"
    yield "\t\tsource ="
    yield from ("\t\t\t\t" + line for line in _source(stated))


def _measure(measure: Measure, expression: str) -> Lines:
    first, *others = expression.splitlines()
    yield ""
    yield from _described(measure.description, "\t")
    head = f"\tmeasure {quoted(measure.caption[BASE])} ="
    if others:
        yield head
        yield from (f"\t\t\t{line}" for line in (first, *others))
    else:
        yield f"{head} {first}"
    if measure.format:
        yield f"\t\tformatString: {measure.format}"
    yield f"\t\tdisplayFolder: {measure.folder[BASE]}"
    yield f"\t\tlineageTag: {guid('measure', measure.code)}"


def _column(stated: ModelTable, column: ModelColumn) -> Lines:
    yield ""
    yield from _described(column.stated.text, "\t")
    yield f"\tcolumn {quoted(column.stated.caption[BASE])}"
    yield f"\t\tdataType: {column.data_type}"
    if column.is_hidden:
        yield "\t\tisHidden"
    if (stated.name, column.stated.name) == (model.DATE_TABLE, model.DATE_COLUMN):
        yield "\t\tisKey"
    yield from _format(column)
    if column.folder and not column.is_hidden:
        yield f"\t\tdisplayFolder: {column.folder[BASE]}"
    yield f"\t\tlineageTag: {guid('column', stated.name, column.stated.name)}"
    yield "\t\tsummarizeBy: none"
    yield f"\t\tsourceColumn: {column.stated.name}"
    if column.sort_by:
        captions = {c.stated.name: c.stated.caption[BASE] for c in stated.columns}
        yield f"\t\tsortByColumn: {quoted(captions[column.sort_by])}"


def _format(column: ModelColumn) -> Lines:
    if column.data_type in _FORMATS:
        yield f"\t\tformatString: {_FORMATS[column.data_type]}"
    if column.stated.data_type == "date":
        yield "\t\tformatString: Short Date"


def _source(stated: ModelTable) -> Lines:
    yield "let"
    read = f'    Source = #"{READ}"("\\{stated.name}.parquet")'
    if stated.only:
        column, values = stated.only
        kept = " or ".join(f'[{column}] = "{value}"' for value in values)
        yield read + ","
        yield f"    Kept = Table.SelectRows(Source, each {kept})"
    else:
        yield read
    yield "in"
    yield "    Kept" if stated.only else "    Source"


def expressions() -> str:
    """The folder that is read, and reading one table of the release in it."""
    return _joined(_expressions())


def _expressions() -> Lines:
    yield from _described(
        "Folder published of the data root, whose current.json names the release; or the folder of one release.",
        "",
    )
    parameter = '[IsParameterQuery=true, Type="Text", IsParameterQueryRequired=true]'
    yield f'expression {FOLDER} = "{_DEFAULT_FOLDER}" meta {parameter}'
    yield f"\tlineageTag: {guid('expression', FOLDER)}"
    yield ""
    yield from _described(
        "A table of the release. One source, the folder, so that a gateway can refresh it too.", ""
    )
    yield f"expression {quoted(READ)} ="
    yield from ("\t\t" + line for line in _READ_TABLE.splitlines())
    yield f"\tlineageTag: {guid('expression', READ)}"


# Of files of the same name the one nearest to the folder: that of current.json, or of a fixed release.
_READ_TABLE = f"""\
(file as text) as table =>
let
    Files = Folder.Files({FOLDER}),
    Pointers = Table.SelectRows(Files, each [Name] = "current.json"),
    Release = if Table.IsEmpty(Pointers) then "" else "\\" & Text.Replace(Json.Document(Table.First(Pointers)[Content])[path], "/", "\\") & "\\",
    TableFile = Text.AfterDelimiter(file, "\\"),
    Found = Table.SelectRows(Files, each [Name] = TableFile and Text.EndsWith([Folder Path], Release)),
    Nearest = if Table.IsEmpty(Found) then error "{FOLDER}: " & TableFile & " ei ole kansiossa / is not in the folder " & {FOLDER} else Table.Min(Found, each Text.Length([Folder Path])),
    Source = Parquet.Document(Binary.Buffer(Nearest[Content]))
in
    Source"""


def relationships(tables: Mapping[str, ModelTable]) -> str:
    """Every key of a fact to its dimension: one to many, filtering in one direction."""
    return _joined(_relationships(tables))


def _relationships(tables: Mapping[str, ModelTable]) -> Lines:
    for number, one in enumerate(model.relationships(tables)):
        if number:
            yield ""
        key = next(c for c in tables[one.dimension].stated.grain)
        yield f"relationship {guid('relationship', one.table, one.column)}"
        yield f"\tfromColumn: {_column_of(tables[one.table], one.column)}"
        yield f"\ttoColumn: {_column_of(tables[one.dimension], key)}"


def _column_of(stated: ModelTable, column: str) -> str:
    captions = {c.stated.name: c.stated.caption[BASE] for c in stated.columns}
    return f"{quoted(stated.stated.caption[BASE])}.{quoted(captions[column])}"


def role(tables: Mapping[str, ModelTable], name: str, region_key: int) -> str:
    """A role that sees one county: its rows, its services, and services of no county."""
    return _joined(_role(tables, name, region_key))


def _role(tables: Mapping[str, ModelTable], name: str, region_key: int) -> Lines:
    yield f"role {quoted(name)}"
    yield "\tmodelPermission: read"
    for table_name, keys in (("dim_region", f"= {region_key}"), ("dim_service", f"IN {{0, {region_key}}}")):  # fmt: skip
        stated = tables[table_name].stated
        caption = stated.caption[BASE]
        column = next(c.caption[BASE] for c in stated.columns if c.name == "region_key")
        yield ""
        yield f"\ttablePermission {quoted(caption)} = '{caption}'[{column}] {keys}"


def culture(
    language: str, tables: Mapping[str, ModelTable], all_measures: Mapping[str, Measure]
) -> str:
    """The captions of everything that is visible, in one language."""
    return _joined(_culture(language, tables, all_measures))


def _culture(
    language: str, tables: Mapping[str, ModelTable], all_measures: Mapping[str, Measure]
) -> Lines:
    yield f"cultureInfo {CULTURES[language]}"
    yield ""
    yield "\ttranslations"
    yield "\t\tmodel Model"
    for stated in tables.values():
        yield ""
        yield f"\t\t\ttable {quoted(stated.stated.caption[BASE])}"
        yield f"\t\t\t\tcaption: {stated.stated.caption[language]}"
        for column in stated.columns:
            yield from _translated("column", column.stated.caption, language, column.folder)
        for measure in all_measures.values():
            if measure.table == stated.name:
                yield from _translated("measure", measure.caption, language, measure.folder)


def _translated(
    kind: str, caption: Mapping[str, str], language: str, folder: Mapping[str, str] | None
) -> Lines:
    yield ""
    yield f"\t\t\t\t{kind} {quoted(caption[BASE])}"
    yield f"\t\t\t\t\tcaption: {caption[language]}"
    if folder:
        yield f"\t\t\t\t\tdisplayFolder: {folder[language]}"


def database() -> str:
    """The file that names the compatibility level: 1601, which a Desktop of 2023 reads."""
    return "database\n\tcompatibilityLevel: 1601\n"


def whole(tables: Iterable[str], roles: Sequence[str]) -> str:
    """The file of the model itself, which lists its parts. `tables` and `roles` are captions."""
    lines = [
        "model Model",
        f"\tculture: {CULTURES[BASE]}",
        "\tdefaultPowerBIDataSourceVersion: powerBI_V3",
        "\tdiscourageImplicitMeasures",
        f"\tsourceQueryCulture: {CULTURES[BASE]}",
        "",
        "annotation __PBI_TimeIntelligenceEnabled = 0",
        "",
        *(f"ref table {quoted(name)}" for name in tables),
        "",
        *(f"ref role {quoted(name)}" for name in roles),
        "",
        *(f"ref cultureInfo {code}" for code in CULTURES.values()),
    ]
    return _joined(lines)


def _described(text: str, indent: str) -> Lines:
    yield f"{indent}/// {' '.join(text.split())}"


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
