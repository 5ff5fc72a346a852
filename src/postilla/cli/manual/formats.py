"""The pages of the formats, from their table: one for all, and one for each with an example."""

from __future__ import annotations

from collections.abc import Iterator

from postilla.formats import FORMATS, Format
from postilla.formats.selection import BY_SIZE, OF_MANY

from .example import example
from .markdown import code, page, prose, table

_INTRODUCTION = """\
Every format here can be written by [`postilla export`](commands.md#export) for one article, the articles of a term
or an issue, those since a date, or all. Some stand on the site as well: beside the page of each article under its id,
as in `articles/jci153204/jci153204.bib`, and as bulk files of whole lists under the name `articles`, as in
`articles.bib` or `specialties/immunology/articles.ris`.
"""

_WHERE = """\
The setting `citation_files` says which files stand beside an article. Hosts count files, so by default it goes by the
number of articles:
"""

_BULK = """\
The setting `bulk_files` switches bulk files off. Each issue, series and specialty has one in the formats marked so, and
the whole archive in all of them, up to the number of articles that the table names: beyond it each year has a file of
its own, as in `years/2021/articles.bib`, because hosts limit the size of files too.

A withdrawn article keeps its metadata in every format, and nothing that could be read; the title of a retracted one
begins with RETRACTED, that of a withdrawn one with WITHDRAWN.
"""

_DEPOSIT = """\
`postilla export crossref` needs the settings `depositor` and `depositor_email`, and `site_url`, where DOIs lead to. An
article needs a date, of publication or `dates.online`, and its journal an ISSN.
Articles of one issue stand together. What a notice corrects or retracts is deposited on the notice alone, in the part
for Crossmark, so it needs the setting `crossmark_policy`. An article that cannot be deposited is left out, and the
reason told.
"""

_EXAMPLE = "An invented commentary. XML and JSON have more line breaks here than in a file."

_NOTES = {"crossref": _DEPOSIT}


def formats_page() -> str:
    """`formats.md`: every format and where its files stand."""
    rows = (
        (
            f"[{prose(row.name)}](formats/{row.id}.md)",
            prose(row.doc),
            code(row.id),
            code(f".{row.extension}"),
            _yes(row.is_beside_article),
            _yes(row.is_of_lists),
            f"up to {row.most:,} articles" if row.is_bulk else "",
        )
        for row in FORMATS.values()
    )
    return page(
        "Formats",
        "Every format that articles are written in: citation files, JATS, deposits, bulk files.",
        _INTRODUCTION,
        table(("format", "what for", "name", "file", "beside articles", "of lists", "of the archive"), rows),
        _WHERE,
        table(("articles", "files beside each"), _sizes()),
        _BULK,
    )


def format_pages() -> Iterator[tuple[str, str]]:
    """The path and the text of the page of each format."""
    for row in FORMATS.values():
        yield f"formats/{row.id}.md", _page(row)


def _sizes() -> Iterator[tuple[str, str]]:
    for most, formats in BY_SIZE:
        yield f"up to {most:,}", ", ".join(map(code, formats))
    yield "more", ", ".join(map(code, OF_MANY))


def _page(row: Format) -> str:
    facts = [
        ("specification", prose(row.specification)),
        ("media type", code(row.media_type)),
        ("name of files", code(f".{row.extension}")),
        ("checked by", prose(row.verified)),
        ("on the command line", code(f"postilla export {row.id}")),
    ]
    return page(
        row.name,
        f"{row.name}: what it is for, what it follows, what checks it, and an example.",
        prose(row.doc),
        table(("what", "fact"), facts),
        _NOTES.get(row.id, ""),
        "## Example",
        _EXAMPLE,
        example(row),
        "[All formats](../formats.md)",
    )


def _yes(is_so: bool) -> str:
    return "yes" if is_so else ""
