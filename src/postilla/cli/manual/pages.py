"""Every page of the reference by its path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from .commands import commands_page
from .fields import fields_page, vocabularies_page
from .findings import findings_pages
from .formats import format_pages, formats_page
from .markdown import page
from .modules import modules_page
from .words import identifiers_page, licenses_page, relations_page, settings_page


class PageRow(NamedTuple):
    """One page, its name in the index, and what makes it."""

    name: str
    about: str
    make: Callable[[], str]


PAGES: Mapping[str, PageRow] = MappingProxyType(
    {
        "fields.md": PageRow("Fields of a record", "every field of the front matter", fields_page),
        "vocabularies.md": PageRow("Fields of the vocabularies", "every field of a term", vocabularies_page),
        "relations.md": PageRow("Relations", "what one article can be to another work", relations_page),
        "identifiers.md": PageRow("Identifiers", "DOI, ORCID, ISSN and others", identifiers_page),
        "licenses.md": PageRow("Licences", "those that a record can name", licenses_page),
        "settings.md": PageRow("Settings", "the plugin's part of `mkdocs.yml`", settings_page),
        "commands.md": PageRow("Commands", "the command line", commands_page),
        "formats.md": PageRow("Formats", "citation files, JATS, deposits and bulk files", formats_page),
        "modules.md": PageRow("Modules", "the program itself, for those who change it", modules_page),
    }
)
"""The pages that stand alone, in the order of the index; those of formats and findings come after them."""


def pages() -> dict[str, str]:
    """The text of every page, by its path inside the reference, in the same order each time."""
    made = {path: row.make() for path, row in PAGES.items()}
    return {"index.md": _index(), **made, **dict(format_pages()), **dict(findings_pages())}


def _index() -> str:
    lines = [f"- [{row.name}]({path}): {row.about}" for path, row in PAGES.items()]
    return page(
        "Reference",
        "The reference of postilla: fields, vocabularies, settings, commands and findings.",
        "These pages are made from the program's own tables by `postilla reference`, so they say what it does.",
        "\n".join([*lines, "- [Findings](findings/index.md): every code, what it means and how to mend it"]),
    )
