"""The look of the validation report: one offline page, and the few shapes it is made of.

Belongs here: styles, escaping, badges, tables, pairs of languages. Does not belong here: what the
report says (report). Nothing on the page may come from another host; there is no script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

STYLE = """
:root { --ink: #1b2430; --soft: #5a6675; --line: #d9dfe6; --paper: #ffffff; --ground: #f3f5f8;
  --blocking: #a4262c; --blocking-soft: #fdf0f0; --warning: #8a5a00; --warning-soft: #fff7e6;
  --passed: #1d6b45; --passed-soft: #edf7f1; --note: #2b5c8a; --note-soft: #eef5fb; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
main { max-width: 70rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
header { margin-bottom: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; }
h1 [lang=en], h2 [lang=en], th [lang=en], .summary [lang=en] { color: var(--soft); font-weight: 400; }
p { margin: 0; }
code { font: .85em ui-monospace, "SFMono-Regular", Consolas, monospace; overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .25rem 1.75rem; }
.pair > [lang=en] { color: var(--soft); }
.synthetic { border: 2px dashed var(--warning); background: var(--warning-soft); color: var(--warning);
  border-radius: .5rem; padding: .5rem 1rem; margin-bottom: 1rem; font-weight: 600; }
.validation { border-radius: .6rem; padding: 1.1rem 1.35rem; border-left: .5rem solid; }
.validation p:first-child { font-size: 1.2rem; font-weight: 600; line-height: 1.35; }
.validation.blocking { background: var(--blocking-soft); border-color: var(--blocking); }
.validation.passed { background: var(--passed-soft); border-color: var(--passed); }
.validation.blocking p:first-child { color: var(--blocking); }
.validation.passed p:first-child { color: var(--passed); }
.summary { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem;
  list-style: none; padding: 0; margin: 1rem 0 0; }
.summary li { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem;
  padding: .6rem .9rem; font-size: .9rem; line-height: 1.3; }
.summary b { display: block; font-size: 1.55rem; line-height: 1.2; }
.card { background: var(--paper); border: 1px solid var(--line); border-left: .35rem solid;
  border-radius: .5rem; padding: .85rem 1.1rem 1rem; margin-bottom: .75rem; break-inside: avoid; }
.card.blocking { border-left-color: var(--blocking); }
.card.warning { border-left-color: var(--warning); }
.card.note { border-left-color: var(--note); }
.card .head { display: flex; flex-wrap: wrap; gap: .35rem .75rem; align-items: baseline;
  justify-content: space-between; margin-bottom: .5rem; }
.card .found [lang=en] { font-weight: 400; }
.card .found { font-weight: 600; }
td code { white-space: nowrap; }
td .pair { grid-template-columns: 1fr; min-width: 16rem; }
.card dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; margin: .6rem 0 0;
  font-size: .94rem; }
.card dt { color: var(--soft); }
.card dd { margin: 0; }
.badge { border-radius: 1rem; padding: .05rem .65rem; font-size: .82rem; font-weight: 600;
  white-space: nowrap; }
.badge.blocking { background: var(--blocking-soft); color: var(--blocking); }
.badge.warning { background: var(--warning-soft); color: var(--warning); }
.badge.passed { background: var(--passed-soft); color: var(--passed); }
.badge.note { background: var(--note-soft); color: var(--note); }
.wide { overflow-x: auto; background: var(--paper); border: 1px solid var(--line);
  border-radius: .5rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem;
  border-bottom: 1px solid var(--line); }
tbody tr:last-child td { border-bottom: 0; }
th { font-weight: 600; background: #f8f9fb; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
details { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem;
  margin-bottom: .5rem; }
summary { cursor: pointer; padding: .5rem .9rem; }
details .wide { border: 0; border-top: 1px solid var(--line); border-radius: 0 0 .5rem .5rem; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem; font-size: .88rem; }
@media (max-width: 44rem) { .pair, .card dl { grid-template-columns: 1fr; } }
@media print { body { background: none; } main { max-width: none; padding: 0; } }
"""

# The page may load nothing at all; its own style is all it has.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(title: str, body: Iterable[str]) -> str:
    """A whole HTML page; `title` is text, `body` is HTML."""
    return (
        '<!doctype html>\n<html lang="fi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def pair(fi: object, en: object) -> str:
    """Finnish with English beside it; both are text."""
    return (
        f'<div class="pair"><p>{text(fi)}</p><p lang="en">{text(en)}</p></div>'
        if fi != en
        else f"<p>{text(fi)}</p>"
    )


def label(fi: str, en: str) -> str:
    """A short caption in both languages, on one line; both are text."""
    return f'{text(fi)} <span lang="en">/ {text(en)}</span>'


def text(value: object) -> str:
    """Any value as escaped text; None is a dash."""
    return "–" if value is None or value == "" else escape(str(value))


def code(value: object) -> str:
    """A code, a hash or a rule id."""
    return f"<code>{text(value)}</code>"


def badge(look: str, fi: str, en: str) -> str:
    """A small coloured badge; the words carry the meaning, the colour only helps."""
    return f'<span class="badge {look}">{text(fi)} / {text(en)}</span>'


def number(value: int | None, signed: bool = False) -> str:
    """An integer with its thousands separated, as in Finnish; None is a dash."""
    if value is None:
        return "–"
    shown = f"{value:+,}" if signed and value else f"{value:,}"
    return shown.replace(",", "\u00a0").replace("-", "−")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], numeric: Iterable[int] = ()) -> str:
    """A table of HTML cells; `numeric` are the indices of right-aligned columns."""
    right = set(numeric)

    def cells(tag: str, listed: Sequence[str]) -> str:
        return "".join(
            f'<{tag} class="number">{cell}</{tag}>' if index in right else f"<{tag}>{cell}</{tag}>"
            for index, cell in enumerate(listed)
        )

    body = "\n".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    head = cells("th", heads)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>'
