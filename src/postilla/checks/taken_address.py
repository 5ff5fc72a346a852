"""An address that is already taken.

Each page and each file of the site has an address of its own, also where a file system does not tell upper case
from lower case. An article, an author and a discussed work cannot be shown where `docs/` has a page (a list can: the
page stands in its place), and the files of one article, which all lie in
the folder of its page, differ by more than case.

Wrong: a page `docs/articles/jci100.md` beside a record `jci100`; a record with the figures `fig1.png` and
`Fig1.png`; one whose PDF and supplement are both called `jci100.pdf`; a supplement `jci100.xml`, which is the name
of a citation file.

To mend it, move the page, or rename the file and what names it.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla import addresses
from postilla.archive import Archive, Entry
from postilla.diagnostics import Severity

from .context import Context, Finding, one_case

CODE = "P302"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Compare articles, authors and works with hand-written pages, and the files of each article with one another."""
    for entry in context.entries:
        address = addresses.article(entry.head.id)
        if context.is_reserved(address):
            yield _page(entry.path, "id", address)
        yield from _check_files(context, entry)
    if any(address.startswith((addresses.AUTHORS, addresses.DISCUSSED)) for address in context.reserved):
        for address, article, field in _people_and_works(context.archive):
            if context.is_reserved(address):
                yield _page(context.archive.entries[article].path, field, address)


def _page(path: str, field: str, address: str) -> Finding:
    return Finding(
        path,
        field,
        f"a page of docs/ stands at {address}",
        "wanted an address of its own",
        "move that page to another folder",
    )


def _people_and_works(archive: Archive) -> Iterator[tuple[str, str, str]]:
    """Each address that an author or a work makes, and the newest article, and its field, that is the reason."""
    people = archive.people
    names = [(slug, slug) for slug in people.pages] + list(people.redirects.items())
    for slug, page in names:
        identity = people.pages[page][0]
        newest = identity.articles[0]
        at = people.of_article(newest).index(identity)
        yield addresses.author(slug), newest, f"authors[{at}]"
    for discussed in archive.works.values():
        yield addresses.work(discussed.work), discussed.incoming[0].article, "related"


def _check_files(context: Context, entry: Entry) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for field, name in context.files_named.get(entry.path, ()):
        # on the site they all lie in one folder
        address = addresses.output(addresses.file(entry.head.id, name.removeprefix(f"{entry.head.id}/")))
        stem, _, extension = one_case(address.rpartition("/")[2]).rpartition(".")
        if stem == entry.head.id and extension in context.made:
            yield Finding(
                entry.path,
                field,
                f"{name} is the name of a citation file",
                "wanted another name",
                "rename the file",
            )
        first = seen.setdefault(one_case(address), name)
        # Two fields may well name one and the same file.
        if first != name:
            yield Finding(
                entry.path,
                field,
                f"{name} and {first} would be one file",
                "wanted another name",
                "rename the file",
            )
