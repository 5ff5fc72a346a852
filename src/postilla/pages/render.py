"""Puts views into templates: the inside of `<main>`, which the build then puts into a shell."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from postilla.model.inline import to_html, to_plain

from .views import STATUS_NAMES

__all__ = ["STATUS_NAMES", "Renderer"]


class Renderer:
    """The templates of the package, read and compiled once.

    A name that a template uses and its context lacks is an error. All text is escaped, except the fields of views that
    end in `html`: they hold sanitised HTML, and the templates say `safe`.
    """

    def __init__(self) -> None:
        self._templates = Environment(
            loader=PackageLoader("postilla", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(inline=_inline, plain=to_plain, number=_number)
        self._templates.globals["STATUS_NAMES"] = STATUS_NAMES

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


def _inline(text: str) -> Markup:
    """Inline text as HTML."""
    return Markup(to_html(text))  # noqa: S704  (it escapes)


def _number(count: int) -> str:
    """A count with separators of thousands: `1,979`."""
    return f"{count:,}"
