"""Markdown of the reference: pages, tables, and text that comes from docstrings and tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

MARK = "made_by: postilla reference"
"""A line in the front matter of every page that was made, and of no other."""

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_BRACES = re.compile(r"\{[^{}`]*\}")


def page(title: str, description: str, *parts: str, heading: str = "") -> str:
    """A page for MkDocs: front matter, heading, and parts that are blocks of Markdown."""
    matter = ["---", f"title: {_quoted(title)}", f"description: {_quoted(description)}", MARK, "---"]
    blocks = [
        "\n".join(matter),
        f"# {prose(heading or title)}",
        *(part.strip("\n") for part in parts if part),
    ]
    return "\n\n".join(blocks) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def prose(text: str) -> str:
    """Markdown from a docstring or a table: what looks like HTML is shown, not read."""
    return _outside_code(text, lambda part: part.replace("&", "&amp;").replace("<", "&lt;"))


def words(text: str) -> str:
    """Plain words, such as those of a kind of value, as Markdown: `{url, bytes}` becomes code."""
    escaped = _outside_code(text, lambda part: re.sub(r"([*_\\\[\]])", r"\\\1", part))
    return prose(_outside_code(escaped, lambda part: _BRACES.sub(lambda match: f"`{match[0]}`", part)))


def code(text: str) -> str:
    """Text as code."""
    return f"`{text}`" if "`" not in text else f"`` {text} ``"


def anchor(heading: str) -> str:
    """The id that Markdown gives a heading of ASCII letters."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    parts = []
    end = 0
    for match in _CODE.finditer(text):
        parts += [change(text[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*parts, change(text[end:])])


def _cell(text: str) -> str:
    # a bar inside code does not end a cell
    return _outside_code(" ".join(text.split()), lambda part: part.replace("|", "&#124;"))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
