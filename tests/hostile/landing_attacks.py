"""What a sender could put into landing that is no export: links, pipes, names, statements.

Belongs here: making it, one sender's folder for each. Does not belong here: what is right.
"""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ESCAPE, NEWLINE, OVERRIDE = "\x1b[2J\x1b[1;31m", "a\nStatus: accepted", "\u202ecsv.exe"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a: &a {x: 1}\n" + "".join(
    f"{b}: &{b} {{<<: [{', '.join([f'*{a}'] * 9)}]}}\n"
    for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@dataclass(frozen=True)
class Attack:
    """`make` gets the sender's folder, an honest export and a folder outside of landing.

    `codes` are those of the reasons of what it made: none where it is accepted, and no delivery at
    all where `is_taken` is false.
    """

    make: Callable[[Path, bytes, Path], object]
    codes: set[str] = field(default_factory=set)
    is_taken: bool = True


def _link(target: str) -> Attack:
    return Attack(lambda folder, _, __: (folder / "a.csv").symlink_to(target), {"not_a_file"})


def _link_outside(name: str) -> Attack:
    return Attack(
        lambda folder, _, away: (folder / "a.csv").symlink_to(away / name), {"not_a_file"}
    )


def _named(name: str) -> Attack:
    """An honest export of this name: taken, and the name shown without harm."""
    return Attack(lambda folder, good, _: (folder / name).write_bytes(good))


def _named_bytes(name: bytes) -> Attack:
    return Attack(lambda folder, good, _: Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(good))  # fmt: skip


def _stated(text: str | bytes, *codes: str) -> Attack:
    """An honest export beside such a `delivery.yml`."""

    def make(folder: Path, good: bytes, _: Path) -> None:
        (folder / "a.csv").write_bytes(good)
        content = text.encode() if isinstance(text, str) else text
        (folder / "delivery.yml").write_bytes(content)

    return Attack(make, set(codes))


def _statement(make_it: Callable[[Path, Path], object]) -> Attack:
    """An honest export beside something called `delivery.yml`."""

    def make(folder: Path, good: bytes, away: Path) -> None:
        (folder / "a.csv").write_bytes(good)
        make_it(folder / "delivery.yml", away)

    return Attack(make, {"bad_statement"})


def _huge(file: Path) -> None:
    with file.open("wb") as out:
        out.truncate(10**12)


def _socket(folder: Path, _: bytes, __: Path) -> None:
    before = Path.cwd()
    os.chdir(folder)  # the name of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("a.csv")
    finally:
        os.chdir(before)


def _device(folder: Path, _: bytes, __: Path) -> None:
    try:
        os.mknod(folder / "a.csv", stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except OSError:  # only the superuser may
        os.mkfifo(folder / "a.csv")


def _deep(folder: Path, good: bytes, _: Path) -> None:
    place = folder.joinpath(*["b"] * 60)
    place.mkdir(parents=True)
    (place / "a.csv").write_bytes(good)


def _folder_of_statements(file: Path, _: Path) -> None:
    file.mkdir()
    (file / "delivery.yml").write_text("phase: start\n", encoding="utf-8")


ATTACKS: dict[str, Attack] = {
    "a link to an export outside": _link_outside("export.csv"),
    "a link to a folder outside": _link_outside("folder"),
    "a link to the key": _link_outside("keys/a.key"),
    "a link to a file of the system": _link("/etc/passwd"),
    "a link to an endless device": _link("/dev/zero"),
    "a link to nowhere": _link("none.csv"),
    "a link to itself": _link("a.csv"),
    "a link to landing": _link("../.."),
    "a link to another sender's export": _link("../good/a.csv"),
    "a link to the ledger": _link("../../../ledger"),
    "a hard link": Attack(lambda folder, _, away: os.link(away / "export.csv", folder / "a.csv")),
    "a pipe": Attack(lambda folder, _, __: os.mkfifo(folder / "a.csv"), {"not_a_file"}),
    "a pipe called a workbook": Attack(lambda folder, _, __: os.mkfifo(folder / "a.xlsx"), {"not_a_file"}),
    "a socket": Attack(_socket, {"not_a_file"}),
    "a device": Attack(_device, {"not_a_file"}),
    "a folder called an export": Attack(lambda folder, _, __: (folder / "a.csv").mkdir(), is_taken=False),
    "a file of a terabyte of holes": Attack(lambda folder, _, __: _huge(folder / "a.csv"), {"too_big"}),
    "an empty file": Attack(lambda folder, _, __: (folder / "a.csv").touch(), {"empty_file"}),
    "sixty folders": Attack(_deep),
    "a hidden file": Attack(lambda folder, good, _: (folder / ".a.csv").write_bytes(good), is_taken=False),
    "a hidden folder": Attack(lambda folder, good, _: ((folder / ".b").mkdir(), (folder / ".b" / "a.csv").write_bytes(good)), is_taken=False),
    "a name that clears the terminal": _named(f"{ESCAPE}.csv"),
    "a name that forges a line": _named(f"{NEWLINE}.csv"),
    "a name that goes back to the start of the line": _named("a\rOK.csv"),
    "a name that deletes backwards": _named("a\b\b\b.csv"),
    "a name that rings": _named("\a\a.csv"),
    "a name with controls of eight bits": _named("\x9b2J\x85.csv"),
    "a name written backwards": _named(f"{OVERRIDE}.csv"),
    "a name with line separators": _named("a\u2028b\u2029.csv"),
    "a name with tags nobody sees": _named("a\U000e0041\ufeff.csv"),
    "a name in another encoding": _named_bytes(b"p\xe4iv\xe4.csv"),
    "a name that looks escaped": _named("a\\x1b.csv"),
    "a name as long as can be": _named("a" * 250 + ".csv"),
    "a name that looks like an option": _named("--data=x.csv"),
    "a name with colours of the terminal's library": _named("[red]x[blink] [link=x].csv"),
    "a name with braces": _named("{delivery} {0.__class__}.csv"),
    "a name with percent signs": _named("%s%n%(x)s.csv"),
    "a name for a shell": _named("$(touch x);`id`|x.csv"),
    "a name with markup": _named("<script>alert(1)<!--.csv"),
    "a name with quotes": _named("'; drop table x; --\".csv"),
    "a name that is a formula": _named("=cmd|'x'!A0.csv"),
    "a name of blanks": _named("  .csv"),
    "a name with an identity code": _named("hetu 131052-308T.csv"),
    "a name with an address": _named("matti@esimerkki.fi.csv"),
    "a statement that is a folder": _statement(_folder_of_statements),
    "a statement that is a pipe": _statement(lambda file, _: os.mkfifo(file)),
    "a statement that is a link": _statement(lambda file, away: file.symlink_to(away / "delivery.yml")),
    "a statement that is a link to an endless device": _statement(lambda file, _: file.symlink_to("/dev/zero")),
    "a statement that is a link to nowhere": _statement(lambda file, _: file.symlink_to("none")),
    "a statement of a terabyte": _statement(lambda file, _: _huge(file)),
    "a statement with a bomb of aliases": _stated(BOMB, "bad_statement"),
    "a statement with a bomb of merges": _stated(MERGES, "bad_statement"),
    "a statement in itself": _stated("phase: &a [*a]\n", "bad_statement"),
    "a statement in a thousand brackets": _stated("phase: " + "[" * 5_000, "bad_statement"),
    "a statement that runs a program": _stated("phase: !!python/object/apply:os.system [id]\n", "bad_statement"),
    "a statement that is no text": _stated(b"\xff\xfe\x00phase", "bad_statement"),
    "a statement of controls": _stated("phase: \x1b[2J\n", "bad_statement"),
    "a statement that states more": _stated("phase: start\nsender: other\n", "bad_statement"),
    "a statement that is a list": _stated("- phase: start\n", "bad_statement"),
    "a statement of several phases": _stated("phase: [start, end]\n", "bad_statement"),
    "a statement that is broken": _stated("phase:\tstart: {\n", "bad_statement"),
    "a statement that says nothing": _stated("# nothing\n"),
}  # fmt: skip
# What a sender's folder could be called, and how it is shown.
FOLDERS = {
    "a sender that clears the terminal": (f"{ESCAPE}x", r"\x1b[2J\x1b[1;31mx"),
    "a sender that forges a line": (NEWLINE, r"a\nStatus: accepted"),
    "a sender written backwards": (OVERRIDE, r"\u202ecsv.exe"),
    "a sender in another encoding": (os.fsdecode(b"p\xe4ij\xe4t"), r"p\udce4ij\udce4t"),
    "a sender that looks escaped": (r"a\x1b", r"a\\x1b"),
    "a sender that looks like a path": ("%2e%2e%2fetc", "%2e%2e%2fetc"),
    "a sender with markup": ("<b>[red]", "<b>[red]"),
}
