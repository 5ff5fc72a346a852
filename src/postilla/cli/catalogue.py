"""Every kind of finding: its code, how bad it is, its title and what the reference says of it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from postilla.bodies import CODES as BODY_CODES
from postilla.checks import RULES
from postilla.diagnostics import Code
from postilla.records import CODES as RECORD_CODES

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "P1": "The file",
        "P2": "The fields",
        "P3": "The archive",
        "P4": "The text",
    }
)
"""How codes begin, and what such findings are about."""


def _kinds() -> Iterator[Code]:
    yield from RECORD_CODES.values()
    yield from BODY_CODES.values()
    for rule in RULES:
        title, _, text = inspect.cleandoc(rule.__doc__ or rule.CODE).partition("\n\n")
        yield Code(rule.CODE, rule.SEVERITY, title.rstrip("."), text)


KINDS: Mapping[str, Code] = MappingProxyType(
    {kind.code: kind for kind in sorted(_kinds(), key=lambda k: k.code)}
)
"""Every kind of finding by its code, in the order of the codes."""
