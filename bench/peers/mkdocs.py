"""MkDocs with Material, and Zensical, which reads the same settings and pages.

Neither makes a page from what others say, so the index pages are written for them in Markdown. Links name the files of
other pages, as both want it. `nav` holds the menu only, and their own search is off: either would cost far more than
the pages.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from functools import partial

from postilla import addresses

from .content import NAME, URL, Content, Index, Link, PeerArticle


def _files(plugins: str, content: Content) -> Iterator[tuple[str, str]]:
    """Path and text of every file of the site's source."""
    yield "mkdocs.yml", _settings(plugins, content)
    for index in content.indexes.values():
        yield f"docs/{_file(index.address)}", _index(index, content)
    for article in content.articles.values():
        yield f"docs/{_file(article.address)}", _article(article)


files = partial(_files, "[]")
"""Of MkDocs, which has no search unless it is asked for."""
zensical_files = partial(_files, "[{search: {enabled: false}}]")
"""Of Zensical, which has one unless it is asked to do without."""


def _settings(plugins: str, content: Content) -> str:
    lines = [
        f"site_name: {NAME}", f"site_url: {URL}", "theme:", "  name: material", "  font: false",
        f"plugins: {plugins}", "markdown_extensions:", "  - footnotes", "nav:", "  - index.md",
    ]  # fmt: skip
    for heading, links in content.menu:
        lines.append(f"  - {json.dumps(heading)}:")
        lines += [f"    - {json.dumps(link.name)}: {_file(link.address)}" for link in links]
    return "\n".join(lines) + "\n"


def _index(index: Index, content: Content) -> str:
    children = [f"- {_link(link, index.address)}" for link in index.children]
    cards = [_card(content.articles[id], index.address) for id in index.articles]
    return "\n\n".join([f"# {index.title}", *(["\n".join(children)] if children else ()), *cards]) + "\n"


def _card(article: PeerArticle, here: str) -> str:
    fields = _links(article.specialties, here)
    return (
        f"### {_link(Link(article.title, article.address), here)}\n\n{article.type.name} · {article.names} · "
        f"{_day(article)} · {article.citation} · {fields}"
    )


def _article(article: PeerArticle) -> str:
    here = article.address
    blocks = [
        f"# {article.title}",
        _links((article.type,), here),
        _links(article.authors, here),
        f"{_day(article)} · {article.citation} · <https://doi.org/{article.doi}>",
        f"{_links(article.specialties, here)} {_links((*article.series, article.issue), here)}",
        *(f"Comments on {_link(work, here)}" for work in article.works),
    ]
    return "\n\n".join([*blocks, article.text])


def _day(article: PeerArticle) -> str:
    day = dt.date.fromisoformat(article.date)
    return f"{day:%B} {day.day}, {day.year}"


def _links(links: Sequence[Link], here: str) -> str:
    return ", ".join(_link(link, here) for link in links if link.name)


def _link(link: Link, here: str) -> str:
    if not link.address:
        return link.name
    return f"[{link.name}]({addresses.relative(_file(here), _file(link.address))})"


def _file(address: str) -> str:
    """The file in `docs/` that has an address: a short one for an article, a folder for whatever has pages below it."""
    return f"{address[:-1]}.md" if address.startswith("articles/") else f"{address}index.md"
