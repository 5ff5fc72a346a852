"""Every kind of finding: its code, how bad it is, its title and what the reference says of it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from postilla.bodies import CODES as BODY_CODES
from postilla.checks import RULES
from postilla.diagnostics import Severity
from postilla.records import CODES as RECORD_CODES

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "P1": "The file",
        "P2": "The fields",
        "P3": "The archive",
        "P4": "The text",
        "P5": "The build",
    }
)
"""How codes begin, and what such findings are about."""


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One kind of finding, whichever room makes it."""

    code: str
    severity: Severity
    title: str
    """A sentence without a full stop."""
    text: str
    """What it means and how to mend it, in Markdown."""


def _kinds() -> Iterator[FindingKind]:
    for row in RECORD_CODES.values():
        yield FindingKind(row.code, row.severity, row.title, row.explanation)
    for body_row in BODY_CODES.values():
        yield FindingKind(body_row.code, body_row.severity, body_row.title, body_row.explanation)
    for rule in RULES:
        title, _, text = inspect.cleandoc(rule.__doc__ or rule.CODE).partition("\n\n")
        yield FindingKind(rule.CODE, rule.SEVERITY, title.rstrip("."), text)


KINDS: Mapping[str, FindingKind] = MappingProxyType(
    {kind.code: kind for kind in sorted(_kinds(), key=lambda k: k.code)}
)
"""Every kind of finding by its code, in the order of the codes."""
