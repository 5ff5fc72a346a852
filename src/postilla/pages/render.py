"""Puts views into templates: the inside of `<main>`, which the build then puts into a shell."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from postilla.model.inline import to_html, to_plain
from postilla.words import Language, language_of, marks, name

__all__ = ["Renderer"]


class Renderer:
    """The templates of the package, read and compiled once, for one language.

    A name that a template uses and its context lacks is an error. All text is escaped, except the fields of views that
    end in `html`: they hold sanitised HTML, and the templates say `safe`. Words of the interface are
    `{{ "key" | word }}`: Jinja folds a filter of a constant when it compiles, so they cost nothing later.
    """

    def __init__(self, language: str = "en") -> None:
        """Compile for a site whose content is in `language` (BCP 47)."""
        speech = _Speech(language_of(language))
        self._templates = Environment(
            loader=PackageLoader("postilla", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(
            inline=_inline,
            plain=to_plain,
            number=speech.language.number,
            word=speech.word,
            counted=speech.counted,
            lang=speech.marks,
            tongue=name,
        )
        self._templates.globals["content"] = speech.marks(language)

    def render(self, template: str, base: str, *, bare: bool = False, **context: Any) -> str:
        """The inside of `<main>` of one page.

        Args:
            template: its file name, such as `article.html`.
            base: the relative way from the page to the root of the site: empty, or `../` repeated.
            bare: whether the page has a title and a way back already, so that they are left out; articles, names, works
                and former addresses always have their own.
            context: what the template's first comment names, usually `view`.
        """
        return self._templates.get_template(template).render(base=base, bare=bare, **context)


class _Speech:
    """The filters that speak a language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._html = {key: str(escape(text)) for key, text in language.words.items()}

    def word(self, key: str, **values: object) -> str:
        """Words of the interface; values that are HTML already, such as links, stay so."""
        if not values:
            return self.language.word(key)
        # `Markup.format` does the same, ten times slower
        return Markup(self._html[key].format(**{name: escape(value) for name, value in values.items()}))  # noqa: S704

    def counted(self, number: int, key: str, *, bold: bool = False) -> str:
        """`1,979 articles`, the number in bold type if wanted."""
        if not bold:
            return self.language.count(number, key)
        written = Markup("<b>{}</b>").format(self.language.number(number))
        return escape(self.language.form(number, key)).format(number=written)

    def marks(self, tag: str) -> str:
        """The attributes of an element that is in another language than the interface."""
        return Markup(marks(str(escape(tag)), self.language.tag))  # noqa: S704 - escaped


def _inline(text: str) -> Markup:
    """Inline text as HTML."""
    return Markup(to_html(text))  # noqa: S704  (it escapes)
