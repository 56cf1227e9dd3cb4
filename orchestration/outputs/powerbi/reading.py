"""Where the rows of the model come from: one folder, read by one function.

Belongs here: the parameter, the function and the query of each table, in Power Query's language (M).
Does not belong here: the table itself (table_files).
"""

from __future__ import annotations

from orchestration.outputs.powerbi.identity import guid
from orchestration.outputs.powerbi.model import ModelTable
from orchestration.outputs.powerbi.tmdl import Lines, described, joined, quoted

FOLDER, READ = "Julkaisukansio", "Julkaistu taulu"
_DEFAULT_FOLDER = r"C:\Mukana\published"


def source(stated: ModelTable) -> Lines:
    """The query that reads the rows of a table."""
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
    return joined(_expressions())


def _expressions() -> Lines:
    yield from described(
        "Tietokansion kansio published, jonka current.json kertoo julkaisun, tai yhden julkaisun kansio. /"
        " The folder published of the data root, whose current.json names the release; or the folder of one release."
    )
    parameter = '[IsParameterQuery=true, Type="Text", IsParameterQueryRequired=true]'
    yield f'expression {FOLDER} = "{_DEFAULT_FOLDER}" meta {parameter}'
    yield f"\tlineageTag: {guid('expression', FOLDER)}"
    yield ""
    yield from described(
        "Julkaisun taulu. Ainoa lähde on kansio, jotta yhdyskäytäväkin voi päivittää tiedot. /"
        " A table of the release. One source, the folder, so that a gateway can refresh it too."
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
