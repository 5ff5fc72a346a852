"""Puts views into templates: the inside of `<main>`, which the build then puts into a shell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from postilla.formats import prefixed
from postilla.model.inline import to_html, to_plain
from postilla.words import Language, language_of, marks, name

from .citation import sentence
from .views import STATUSES, Card, CardRef, Link

__all__ = ["Renderer"]

KEPT = 20_000
"""So many cards are kept as they were rendered: those of all articles of a large archive would fill the memory."""
ROOT = "\0"
"""Stands for the way to the site's root until a page is whole; nothing that can be read holds it."""


class Renderer:
    """The templates of the package, read and compiled once, for one language.

    A name that a template uses and its context lacks is an error. All text is escaped, except the fields of views that
    end in `html`: they hold sanitised HTML, and the templates say `safe`. Words of the interface are
    `{{ "key" | word }}`: Jinja folds a filter of a constant when it compiles, so they cost nothing later.

    Links and what else stands on a page many times are filters, since a macro takes longer; the card
    of an article, which many lists show, is rendered once.
    """

    def __init__(self, language: str = "en", cards: Mapping[str, Card] | None = None) -> None:
        """Compile the templates.

        Args:
            language: of the site's content (BCP 47).
            cards: those that lists may name, by the id of the article.
        """
        speech = _Speech(language_of(language))
        self._cards: Mapping[str, Card] = {} if cards is None else cards
        self._rendered: dict[tuple[str, str, int], Markup] = {}
        self._templates = Environment(
            loader=PackageLoader("postilla", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # which would look at every file for every page
        )
        self._templates.filters.update(
            inline=_inline,
            prefixed=prefixed,
            plain=to_plain,
            sentence=lambda text: sentence(text) if text else "",
            href=_href,
            linked=_linked,
            link=_link,
            title_link=_title_link,
            links=speech.links,
            time=_time,
            number=speech.language.number,
            word=speech.word,
            status=speech.status,
            counted=speech.counted,
            lang=speech.marks,
            tongue=name,
            card=self._card,
            line=self._line,
        )
        self._templates.globals["content"] = speech.marks(language)

    def show(self, cards: Mapping[str, Card]) -> None:
        """Let lists name other cards from now on."""
        self._cards = cards
        self._rendered.clear()

    def render(self, template: str, base: str, *, bare: bool = False, **context: Any) -> str:
        """The inside of `<main>` of one page.

        Args:
            template: its file name, such as `article.html`.
            base: the relative way from the page to the root of the site: empty, or `../` repeated.
            bare: whether the page has a title and a way back already, so that they are left out; articles, names, works
                and former addresses always have their own.
            context: what the template's first comment names, usually `view`.
        """
        html = self._templates.get_template(template).render(bare=bare, **context)
        return html.replace(ROOT, base or "./")

    def _card(self, ref: CardRef, level: int) -> Markup:
        """An article in a list; `level` is that of its heading."""
        return self._once("_card.html", ref.id, level)

    def _line(self, ref: CardRef) -> Markup:
        """An article in one or two lines."""
        return self._once("_line.html", ref.id)

    def _once(self, template: str, id: str, level: int = 0) -> Markup:
        made = self._rendered.get((template, id, level))
        if made is None:
            if len(self._rendered) >= KEPT:
                self._rendered.clear()
            html = self._templates.get_template(template).render(card=self._cards[id], level=level)
            made = self._rendered[template, id, level] = Markup(html)  # noqa: S704 - a template has escaped it
        return made


class _Speech:
    """The filters that speak a language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._comma = Markup(escape(language.word("comma")))  # noqa: S704 - escaped
        self._statuses = {"": Markup("")} | {
            status: Markup(' <b class="p-status {}">{}</b>').format(status, language.word(f"status-{status}"))
            for status in STATUSES
        }

    def word(self, key: str, **values: object) -> str:
        """Words of the interface; values that are HTML already, such as links, stay so."""
        text = self.language.word(key)
        if not values:
            return text
        # as Markup.format does, which reads the braces in Python
        escaped = {name: escape(value) for name, value in values.items()}
        return Markup(str(escape(text)).format(**escaped))  # noqa: S704 - escaped

    def status(self, status: str) -> Markup:
        """The label of what has become of an article, after a space."""
        return self._statuses[status]

    def links(self, all: Iterable[Link]) -> Markup:
        """Links with commas between them."""
        return self._comma.join(map(_link, all))

    def counted(self, number: int, key: str, *, bold: bool = False) -> str:
        """`1,979 articles`, the number in bold type if wanted."""
        if not bold:
            return self.language.count(number, key)
        text = Markup(escape(self.language.form(number, key)))  # noqa: S704 - escaped
        return text.format(number=Markup("<b>{}</b>").format(self.language.number(number)))

    def marks(self, tag: str) -> str:
        """The attributes of an element that is in another language than the interface."""
        return Markup(marks(str(escape(tag)), self.language.tag)) if tag else ""  # noqa: S704 - escaped


def _inline(text: str) -> Markup:
    """Inline text as HTML."""
    return Markup(to_html(text))  # noqa: S704  (it escapes)


def _way(address: str) -> str:
    way = "" if address.startswith(("https://", "http://")) else ROOT
    return f"{way}{escape(address)}"


def _href(address: str) -> Markup:
    """An address for an attribute. One that is no web address stays below the site's root, whatever it says."""
    return Markup(_way(address))  # noqa: S704 - escaped


def _linked(name: str, address: str) -> Markup:
    """A name that leads to an address; the name alone where there is none."""
    html = escape(name)
    return Markup(f'<a href="{_way(address)}">{html}</a>') if address else html  # noqa: S704 - escaped


def _link(to: Link) -> Markup:
    return _linked(*to)


def _title_link(to: Link) -> Markup:
    """A link whose name is inline text: the title of an article."""
    return _linked(_inline(to.name), to.address)


def _time(words: str, iso: str) -> Markup:
    """A date in words; nothing where there is none."""
    return Markup('<time datetime="{}">{}</time>').format(iso, words) if words else Markup("")
