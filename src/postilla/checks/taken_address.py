"""An address that is already taken.

Each page and each file of the site has an address of its own, also where a file system does not tell upper case
from lower case. An article cannot be shown where `docs/` has a page, and the files of one article, which all lie in
the folder of its page, differ by more than case.

Wrong: a page `docs/articles/jci100.md` beside a record `jci100`; a record with the figures `fig1.png` and
`Fig1.png`; one whose PDF and supplement are both called `jci100.pdf`.

To mend it, move the page, or rename the file and what names it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from postilla import addresses
from postilla.archive import Entry
from postilla.diagnostics import Severity

from .context import Context, Finding

CODE = "P302"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Compare articles with hand-written pages, and the files of each article with one another."""
    reserved = {_one_case(address) for address in context.reserved}
    for entry in context.entries:
        address = addresses.article(entry.head.id)
        if _one_case(address) in reserved:
            yield Finding(
                entry.path,
                "id",
                f"a page of docs/ stands at {address}",
                "wanted an address of its own",
                "move that page to another folder",
            )
        yield from _check_files(context, entry)


def _check_files(context: Context, entry: Entry) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for field, name in context.files_named.get(entry.path, ()):
        # on the site they all lie in one folder
        address = addresses.output(addresses.file(entry.head.id, name.removeprefix(f"{entry.head.id}/")))
        first = seen.setdefault(_one_case(address), name)
        # Two fields may well name one and the same file.
        if first != name:
            yield Finding(
                entry.path,
                field,
                f"{name} and {first} would be one file",
                "wanted another name",
                "rename the file",
            )


def _one_case(address: str) -> str:
    return unicodedata.normalize("NFC", address).casefold()
