"""The last word on what may stand in a body: everything passes here before the markup of this room is put in.

Elements and attributes are those of `allowed`, and the few that this room writes itself before this point.
"""

from __future__ import annotations

import re
from functools import cache

import nh3

from .allowed import ELEMENTS, EVERYWHERE, MATHML, MATHML_ATTRIBUTES, WITH_CONTENT
from .tokens import MARK, OPEN

HEADINGS = frozenset(f"h{level}" for level in range(1, 7))

_ALIGNED = {"align-left", "align-center", "align-right"}
_OURS = {"img": {"loading"}, "pre": {"tabindex"}, "th": {"scope"}}


_MARKED_TAG = re.compile(rf"<[^<>{OPEN}]*{OPEN}[^<>]*>")
_MARKED_PLACE = re.compile(rf"( id=\"| href=\"#){MARK.pattern}(?=\")|{MARK.pattern}")


def clean(html: str) -> str:
    """The HTML as a browser would read it, with nothing in it that is not allowed.

    Marks stay in text, and in a tag where an id or the address of a place stands; anywhere else in a tag what they
    stand for would break out of an attribute.
    """
    return _MARKED_TAG.sub(lambda tag: _MARKED_PLACE.sub(_place, tag[0]), _cleaner().clean(html))


def _place(match: re.Match[str]) -> str:
    return match[0] if match[1] else ""


@cache
def _cleaner() -> nh3.Cleaner:
    attributes = {name: set(own) | _OURS.get(name, set()) for name, own in ELEMENTS.items()}
    attributes |= {name: set(MATHML_ATTRIBUTES) for name in MATHML}
    attributes["*"] = set(EVERYWHERE)
    return nh3.Cleaner(
        tags=set(ELEMENTS) | MATHML | HEADINGS,
        clean_content_tags=set(WITH_CONTENT),
        attributes=attributes,
        allowed_classes={"td": _ALIGNED, "th": _ALIGNED},
        url_schemes={"http", "https"},
        link_rel=None,
    )
