"""What the interface says, in every language that it speaks: one table, a file for each language."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from .english import ENGLISH
from .german import GERMAN
from .language import Language
from .tags import direction, marks, name

__all__ = ["ENGLISH", "GERMAN", "LANGUAGES", "Language", "direction", "language_of", "marks", "name"]

LANGUAGES: Mapping[str, Language] = {language.tag: language for language in (ENGLISH, GERMAN)}
"""Every language of the interface, by its tag."""


def language_of(tag: str, otherwise: Language = ENGLISH) -> Language:
    """The language that a tag asks for: its own, or the nearest that is less exact (RFC 4647, lookup).

    `de-AT` gives German under the tag `de-AT`. A language that the interface does not speak gives `otherwise` under the
    tag that this has: what is said then stands in another language than `tag`, and pages mark it so.
    """
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        found = LANGUAGES.get("-".join(parts[:length]).lower())
        if found:
            return dataclasses.replace(found, tag=tag)
    return otherwise
