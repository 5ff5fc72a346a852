"""Links from hand-written pages into the archive: `article:jci153204`, `term:…`, `work:…`."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mkdocs.utils import get_relative_url

SCHEMES = ("article:", "term:", "work:")
"""How a link into the archive begins."""

# Inside a tag only: where a link is shown as code its angle brackets are escaped.
_ANCHOR = re.compile(rf'(<a\b[^>]*?\shref=")((?:{"|".join(SCHEMES)})[^"]*)(?=")')

Resolve = Callable[[str], str | None]
"""From a link such as `article:jci153204` to an address from the root of the site, or None."""


@dataclass(frozen=True, slots=True)
class UnknownLink:
    """A link that leads nowhere in the archive, and the lines of the source that hold it (1-based)."""

    link: str
    lines: tuple[int, ...]


def resolve_links(
    content: str, *, source: str, page_url: str, resolve: Resolve
) -> tuple[str, Sequence[UnknownLink]]:
    """The HTML of a page with its links into the archive made relative, and those that could not be.

    Args:
        content: the page's HTML.
        source: the page's file as it was read, to find the lines.
        page_url: the page's address from the root of the site.
        resolve: where a link leads; it is asked without the fragment.
    """
    unknown: dict[str, UnknownLink] = {}

    def replaced(match: re.Match[str]) -> str:
        written = html.unescape(match[2])
        link, hash_mark, fragment = written.partition("#")
        address = resolve(link)
        if address is None:
            unknown.setdefault(written, UnknownLink(written, _lines(source, written)))
            return match[0]
        return match[1] + html.escape(get_relative_url(address, page_url) + hash_mark + fragment)

    return _ANCHOR.sub(replaced, content), tuple(unknown.values())


def _lines(source: str, link: str) -> tuple[int, ...]:
    whole = re.compile(re.escape(link) + r"(?![\w/.-])")
    return tuple(number for number, line in enumerate(source.splitlines(), 1) if whole.search(line))
