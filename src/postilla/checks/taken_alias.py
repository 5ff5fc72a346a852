"""An alias that is already taken.

An alias is a former id of an article: its address leads to the article as it is now. So it can be no other
article's id or alias, and not the article's own id.

Wrong: `aliases: [jci100]` in `jci200.md` while there is a record `jci100`.

To mend it, delete the alias from the record that never bore this id.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla import addresses
from postilla.diagnostics import Severity

from .context import Context, Finding

CODE = "P303"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Compare every alias with ids, other aliases and hand-written pages."""
    entries = context.entries
    ids = {entry.head.id: entry.path for entry in reversed(entries)}
    claims: dict[str, list[str]] = {}
    for entry in entries:
        for alias in entry.head.aliases:
            claims.setdefault(alias, []).append(entry.path)
    for entry in entries:
        for index, alias in enumerate(entry.head.aliases):
            rival = next((path for path in claims[alias] if path != entry.path), "")
            if alias == entry.head.id:
                message = f"{alias} is the article's own id"
            elif alias in ids:
                message = f"{alias} is the id of {ids[alias]}"
            elif rival:
                message = f"{alias} is also an alias of {rival}"
            elif context.is_reserved(addresses.article(alias)):
                message = f"a page of docs/ stands at {addresses.article(alias)}"
            else:
                continue
            yield Finding(entry.path, f"aliases[{index}]", message, "wanted a former id", "delete the alias")
