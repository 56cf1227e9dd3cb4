"""The package of an xlsx workbook: its parts, wherever they are, and what they list.

Belongs here: finding the parts by the package's own relations, as the standard says, and putting
them where the parser expects them. Does not belong here: any cell.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from html import unescape

import pyarrow as pa

from orchestration.ingest.messages.refusal import Refusal, reason
from orchestration.ingest.readers.number_formats import code_of, rule_of
from orchestration.ingest.readers.sheet import Bytes

# Where the parser looks for them, whatever the relations say.
WORKBOOK, TEXTS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^<>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^<>]*)>")
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\s([^<>]*)>")
_STYLES = re.compile(r"<(?:\w+:)?cellXfs[\s>]")
_STYLE = re.compile(r"<(?:\w+:)?xf\s([^<>]*)>")
_CALCULATES = re.compile(r"""<(?:\w+:)?calcPr\s[^<>]*fullCalcOnLoad\s*=\s*["'](?:1|true)["']""")
# A tag of a list in the package: names and numbers.
_LONGEST_TAG = 20_000


@dataclass(frozen=True)
class ListedSheet:
    """A sheet as the workbook lists it, and the part that holds it."""

    name: str
    is_hidden: bool
    part: str


def parts_in_place(data: Bytes) -> Bytes:
    """The package itself, or a copy with its parts where the parser expects them."""
    with zipfile.ZipFile(pa.BufferReader(data)) as archive:
        names = set(archive.namelist())
        main = _main_part(archive, names)
        moved = {main: WORKBOOK, _relations_of(main): _RELATIONS}
        for number, (kind, part) in enumerate(_related(archive, main, names)):
            if part in names:
                moved[part] = _place_of(kind, part, number)
        moved = {part: place for part, place in moved.items() if part != place}
        return _with_parts_moved(archive, main, moved) if moved else data


def _place_of(kind: str, part: str, number: int) -> str:
    """Where the parser expects a part of this kind; sheets are in a folder of their kind."""
    if kind in ("worksheet", "chartsheet", "dialogsheet"):
        folder = f"xl/{kind}s/"
        return part if part.startswith(folder) else f"{folder}{number}_{posixpath.basename(part)}"
    return {"sharedStrings": TEXTS, "styles": STYLES}.get(kind, part)


def _with_parts_moved(archive: zipfile.ZipFile, main: str, moved: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for entry in archive.infolist():
            if entry.filename in moved.values():
                continue  # another part is taken for it
            part = archive.read(entry)
            for source, root in (("", ""), (main, "/")):
                if entry.filename == _relations_of(source):
                    text = part.decode("utf-8", "replace")
                    part = _with_targets_moved(text, source, root, moved).encode()
            copy.writestr(moved.get(entry.filename, entry.filename), part)
    return made.getvalue()


def _with_targets_moved(relations: str, source: str, root: str, moved: dict[str, str]) -> str:
    """The relations of a part with targets from the root, which hold after parts were moved."""

    def named(found: re.Match[str]) -> str:
        part = _target(source, found[1] or found[2])
        return f'Target="{root}{moved.get(part, part)}"'

    return re.sub(r"""Target\s*=\s*(?:"([^"]*)"|'([^']*)')""", named, relations)


def _main_part(archive: zipfile.ZipFile, names: set[str]) -> str:
    """The part that the package names as its document. Raises Refusal for another kind."""
    named = [p for kind, p in _related(archive, "", names) if kind == "officeDocument"]
    main = next((p for p in (*named, WORKBOOK) if p in names), "")
    start = archive.open(main).read(2_000) if main else b""
    if not re.search(rb"<(?:\w+:)?workbook[\s>]", start):
        raise Refusal(reason("unreadable", kind="zip"))
    return main


def _related(archive: zipfile.ZipFile, part: str, names: set[str]) -> list[tuple[str, str]]:
    """(last word of the relation's type, part) for each relation of a part."""
    found = _relations(archive, part, names).values()
    return [(kind.rsplit("/", 1)[-1], target) for kind, target in found]


def _relations(archive: zipfile.ZipFile, part: str, names: set[str]) -> dict[str, tuple[str, str]]:
    """Id -> (type, part) of the relations of a part; of the package itself for ``."""
    name = _relations_of(part)
    text = archive.read(name).decode("utf-8", "replace") if name in names else ""
    pairs = [_attributes(found) for found in _RELATION.findall(text)]
    return {
        pair["Id"]: (pair.get("Type", ""), _target(part, pair["Target"]))
        for pair in pairs
        if "Id" in pair and "Target" in pair
    }


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def _attributes(text: str) -> dict[str, str]:
    if len(text) > _LONGEST_TAG:
        raise ValueError("a tag without end")
    return {name: unescape(one or other) for name, one, other in _ATTRIBUTE.findall(text)}


def listed_sheets(archive: zipfile.ZipFile) -> tuple[list[ListedSheet], bool]:
    """The sheets in order, and whether the workbook asks to be calculated when it is opened."""
    workbook = archive.read(WORKBOOK).decode("utf-8", "replace")
    relations = _relations(archive, WORKBOOK, set(archive.namelist()))
    found = []
    for text in _SHEET.findall(workbook):
        named = _attributes(text)
        identity = next((v for k, v in named.items() if k.endswith(":id")), "")
        hidden = named.get("state", "visible") != "visible"
        part = relations.get(identity, ("", ""))[1]
        found.append(ListedSheet(named.get("name", ""), hidden, part))
    return found, bool(_CALCULATES.search(workbook))


def telling_styles(archive: zipfile.ZipFile) -> dict[int, str]:
    """Number of a style -> its number format, for formats that say more than the number."""
    if STYLES not in archive.namelist():
        return {}
    text = archive.read(STYLES).decode("utf-8", "replace")
    formats = [_attributes(found) for found in _FORMAT.findall(text)]
    declared = {int(one["numFmtId"]): one["formatCode"] for one in formats if "formatCode" in one}
    section = _STYLES.search(text)
    start = section.start() if section else len(text)
    listed = text[start : text.find("cellXfs>", start)]
    numbers = [_attributes(found) for found in _STYLE.findall(listed)]
    codes = [code_of(int(one.get("numFmtId", 0)), declared) for one in numbers]
    return {style: code for style, code in enumerate(codes) if rule_of(code)}
