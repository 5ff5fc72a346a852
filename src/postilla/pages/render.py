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

    A name that a template uses and its context lacks is an error; text is escaped, except what a template marks as HTML:
    the fields of views that end in `html`, which hold sanitised HTML.
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

    def render(self, template: str, base: str, **context: Any) -> str:
        """The inside of `<main>` of one page.

        Args:
            template: its file name, such as `article.html`.
            base: the relative way from the page to the root of the site: empty, or `../` repeated.
            context: what the template's first comment names, usually `view`.
        """
        return self._templates.get_template(template).render(base=base, **context)


def _inline(text: str) -> Markup:
    """Inline text as HTML."""
    return Markup(to_html(text))


def _number(count: int) -> str:
    """A count with separators of thousands: `1,979`."""
    return f"{count:,}"
