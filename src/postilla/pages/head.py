"""The head of a page: where it stands, what it is about and in what other forms it is there, for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from postilla import addresses
from postilla.formats import (
    DUBLIN_CORE,
    Alternate,
    Metadata,
    Node,
    SiteMetadata,
    Tag,
    article_node,
    article_properties,
    breadcrumbs_node,
    collection_node,
    dublin_core_tags,
    highwire_tags,
    page_properties,
    person_node,
    script,
    twitter_card,
    typed_links,
    website_node,
)
from postilla.formats import xml_escape as escape
from postilla.model.inline import to_plain

from .views import (
    ArticleParts,
    ArticleView,
    HomeView,
    IndexView,
    Link,
    ListView,
    NamesView,
    NameView,
    RedirectView,
    WorksView,
    WorkView,
)


class Around(NamedTuple):
    """What the head of a page is made from beside its view."""

    address: str
    title: str
    description: str
    language: str
    site: SiteMetadata
    base: str
    """The relative way from the page to the root of the site."""
    has_linksets: bool


def head_of(view: Any, around: Around, parts: ArticleParts | None = None) -> str:
    """The elements of the head of one page that differ from page to page, beside title and description.

    Args:
        view: of the page.
        around: what it is made from beside that.
        parts: what the record gives, on the page of an article.
    """
    if isinstance(view, RedirectView):
        return "\n".join(_redirect(view, around))
    if isinstance(view, ArticleView) and parts is not None:
        return "\n".join(_article(view, parts, around))
    return "\n".join(_page(view, around))


def _redirect(view: RedirectView, around: Around) -> Iterator[str]:
    target = view.target.address
    if around.site.url:
        yield _link("canonical", around.site.url + target)
    yield f'<meta http-equiv="refresh" content="0; url={escape(around.base + target)}">'
    yield '<meta name="robots" content="noindex">'


def _article(view: ArticleView, parts: ArticleParts, around: Around) -> Iterator[str]:
    site = around.site
    meta = Metadata(parts.metadata, view.metadata, site)
    file = parts.metadata.figure[0]
    image = meta.absolute(addresses.file(view.id, file)) if file else ""
    if meta.canonical:
        yield _link("canonical", meta.canonical)
    yield from _named(highwire_tags(meta))
    yield _link("schema.DC", DUBLIN_CORE)
    yield from _named(dublin_core_tags(meta))
    yield from _properties(article_properties(meta, around.description, image), image)
    yield from _alternates(view.metadata.alternates, around)
    if view.translations:
        yield from _languages(view, around)
    yield from (_link(*link) for link in typed_links(meta, with_linkset=around.has_linksets))
    nodes = [article_node(meta, image)]
    if site.url:
        nodes.append(_breadcrumbs(view.breadcrumbs, meta.title, around))
    yield _script(nodes)


def _page(view: Any, around: Around) -> Iterator[str]:
    site = around.site
    if site.url:
        yield _link("canonical", site.url + around.address)
    yield from _properties(page_properties(site, around.address, around.title, around.description), "")
    feeds = getattr(view, "feeds", ())
    # the site's own Atom feed is in the shell
    yield from _alternates(
        (
            Alternate(feed.media_type, feed.address, f"{around.title} ({feed.name})", "feed")
            for feed in feeds
            if feed.address != addresses.SITE_FEED
        ),
        around,
    )
    if site.url:
        yield _script(list(_nodes(view, around)))


def _nodes(view: Any, around: Around) -> Iterator[Node]:
    site = around.site
    if isinstance(view, HomeView):
        yield website_node(site)
        return
    title = to_plain(view.title) if isinstance(view, WorkView) else str(getattr(view, "title", around.title))
    items, count = _items(view)
    about = _about(view)
    person = view.people[0] if isinstance(view, NameView) and len(view.people) == 1 else None
    if person:
        places = (name for name, _ in person.affiliations)
        yield person_node(person.name, around.address, person.orcid, places, site)
    else:
        yield collection_node(
            site, around.address, around.title, around.description, items, count,
            first=getattr(view, "first", 1), is_ordered=getattr(view, "ordered", False), about=about,
        )  # fmt: skip
    yield _breadcrumbs(getattr(view, "breadcrumbs", ()), title, around)


def _items(view: Any) -> tuple[list[tuple[str, str]], int]:
    """Name and address of what a page lists, and how many there are."""
    items: list[tuple[str, str]] = []
    if isinstance(view, ListView):
        items = [("", addresses.article(card.id)) for group in view.groups for card in group.cards]
        return items, max(view.count, len(items))
    if isinstance(view, IndexView):
        items = [(entry.name, entry.address) for group in view.groups for entry in group.entries]
    elif isinstance(view, NamesView):
        items = [(entry.name, entry.address) for entry in view.names if entry.address]
    elif isinstance(view, WorksView):
        items = [("", entry.address) for entry in view.works if entry.address]
    elif isinstance(view, WorkView):
        items = [("", addresses.article(card.id)) for group in view.groups for card in group.cards]
    return items, len(items)


def _about(view: Any) -> Node | None:
    """The work that a page is about."""
    if not isinstance(view, WorkView):
        return None
    link = next((link.address for link in view.links if link.address.startswith("https://doi.org/")), "")
    return {"@type": "ScholarlyArticle", **({"@id": link} if link else {}), "headline": to_plain(view.title)}


def _breadcrumbs(steps: Iterable[Link], title: str, around: Around) -> Node:
    return breadcrumbs_node(
        [*((step.name, step.address) for step in steps), (title, around.address)], around.site
    )


def _alternates(rows: Iterable[Alternate], around: Around) -> Iterator[str]:
    for row in rows:
        title = f' title="{escape(row.title)}"' if row.title else ""
        yield (
            f'<link rel="alternate" type="{escape(row.media_type)}"{title} href="{escape(_way(row.address, around))}">'
        )


def _languages(view: ArticleView, around: Around) -> Iterator[str]:
    """The languages of an article for search engines; its own is among them, and each page names the same."""
    root = around.site.url or around.base
    tongues = [(around.language, around.address), *((tag, to.address) for tag, to in view.translations)]
    for tag, address in sorted(tongues):
        yield f'<link rel="alternate" hreflang="{escape(tag)}" href="{escape(root + address)}">'


def _named(tags: Iterable[Tag]) -> list[str]:
    return [f'<meta name="{name}" content="{escape(content)}">' for name, content in tags]


def _properties(tags: Iterable[Tag], image: str) -> Iterator[str]:
    yield from [f'<meta property="{name}" content="{escape(content)}">' for name, content in tags]
    yield from _named([twitter_card(image)])


def _link(rel: str, href: str, type: str = "") -> str:
    kind = f' type="{escape(type)}"' if type else ""
    return f'<link rel="{rel}" href="{escape(href)}"{kind}>'


def _script(nodes: list[Node]) -> str:
    return f'<script type="application/ld+json">{script(nodes)}</script>'


def _way(address: str, around: Around) -> str:
    return address if address.startswith(("https://", "http://")) else around.base + address
