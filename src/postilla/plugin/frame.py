"""What the theme's templates are told, under the name `postilla`, beside MkDocs' own context."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import markdown
import nh3
from mkdocs.structure.nav import Navigation

from postilla.addresses import SITE_FEED
from postilla.build import OPEN, Menus, slot
from postilla.errors import SettingsError
from postilla.settings import Settings
from postilla.words import Language, language_of

from .assets import (
    DOCS_STYLES,
    EARLY_SCRIPTS,
    FAVICON,
    FIND,
    SCRIPTS,
    STYLES,
    Asset,
    addresses,
)
from .links import SCHEMES, Resolve
from .masthead import Entry, Link, docs_links, entries

CURRENT_PAGE = ' aria-current="page"'


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content of a page. Addresses are relative to the root of the site."""

    words: Language
    """What the interface says, in whatever language the page is."""
    notice: tuple[str, ...]
    """The site's notice as HTML; every second part is an address."""
    styles: tuple[str, ...]
    docs_styles: tuple[str, ...]
    """Beside `styles` on hand-written pages."""
    early_scripts: tuple[str, ...]
    scripts: tuple[str, ...]
    favicon: str
    feed: str
    """The feed of all articles; empty where the site has no address."""

    search: bool
    """Whether the site has a search."""

    page_language: str
    head: str = ""
    """Further elements of the head; only a shell has something here, a slot."""
    listing: str = ""
    """The slot of a listing, below the text of a hand-written page that asks for one."""
    is_shell: bool = False
    section: str = ""
    """The entry of the menu that is highlighted; in a shell every entry bears a slot instead."""
    entries: tuple[Entry, ...] = ()
    docs: tuple[Link, ...] = ()
    """The top level of the hand-written pages, for the footer."""

    @property
    def language(self) -> str:
        """That of the interface (BCP 47)."""
        return self.words.tag

    def current(self, section: str) -> str:
        """The attribute that marks `section` as the one that is being read, or nothing, or its slot."""
        if self.is_shell:
            return slot(f"current:{section}")
        return CURRENT_PAGE if section == self.section else ""

    def at(self, section: str, menus: Menus, nav: Navigation) -> Frame:
        """The frame of a page in `section`, with the navigation as it is while that page is rendered."""
        docs = docs_links(nav)
        return dataclasses.replace(self, section=section, entries=entries(menus, docs, self.words), docs=docs)

    def as_shell(self) -> Frame:
        """The frame of the shell: slots for whatever differs from page to page."""
        return dataclasses.replace(self, is_shell=True, page_language=slot("lang"), head=slot("head"))


def frame_of(settings: Settings, assets: Mapping[str, Asset], resolve: Resolve) -> Frame:
    """What is the same for all pages of the site.

    Raises:
        SettingsError: the notice links to what the archive does not have.
    """
    words = language_of(settings.language)
    return Frame(
        words=words,
        notice=_notice(settings.notice, resolve),
        styles=addresses(assets, STYLES),
        docs_styles=addresses(assets, DOCS_STYLES),
        early_scripts=addresses(assets, EARLY_SCRIPTS),
        scripts=addresses(assets, (*SCRIPTS, FIND)),
        favicon="".join(addresses(assets, [FAVICON])),
        feed=SITE_FEED if settings.site_url else "",
        search=settings.has_search,
        page_language=settings.language,
    )


def _notice(text: str, resolve: Resolve) -> tuple[str, ...]:
    """The notice in Markdown as HTML, cut at its addresses so that the template can make them relative."""
    html = _sanitiser().clean(markdown.markdown(text)).replace(OPEN, "\N{REPLACEMENT CHARACTER}")
    one_paragraph = re.fullmatch(r"<p>((?:(?!<p>).)*)</p>", html.strip(), re.DOTALL)
    parts = re.split(r'(?<=<a href=")([^"]*)', one_paragraph[1] if one_paragraph else html)
    parts[1::2] = [_address(link, resolve) for link in parts[1::2]]
    return tuple(parts)


@cache
def _sanitiser() -> nh3.Cleaner:
    """Of the notice: words with emphasis and links. It stands on every page, whoever wrote it."""
    return nh3.Cleaner(
        tags={"a", "b", "br", "code", "em", "i", "p", "small", "strong", "sub", "sup"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", *(scheme.removesuffix(":") for scheme in SCHEMES)},
        link_rel=None,
    )


def _address(link: str, resolve: Resolve) -> str:
    if not link.startswith(SCHEMES):
        return link
    address = resolve(link)
    if address is None:
        raise SettingsError(f"plugins: postilla: notice: the archive has no {link!r}")
    return address
