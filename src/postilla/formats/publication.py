"""Publication: what a format may say of an article beside its own record, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from postilla.model import ArticleType, Head, Journal, Relation, Tail, Work


class RelatedWork(NamedTuple):
    """One relation of an article, seen from either end."""

    relation: Relation
    work: Work
    """The other work, with the archive's own facts where it is an article of the archive."""
    url: str = ""
    """The absolute address of its page in the archive; empty where it has none."""
    type: str = ""
    """The type of the article of the archive, such as `letter`; empty for other works."""

    @property
    def identifier(self) -> tuple[str, str]:
        """The scheme and value that name the work best: `doi`, `pmid`, `pmcid` or `uri`; both empty for none."""
        work = self.work
        known = (("doi", work.doi), ("pmid", work.pmid), ("pmcid", work.pmcid), ("uri", work.url or self.url))
        return next((pair for pair in known if pair[1]), ("", ""))


class Publication(NamedTuple):
    """An article as formats see it: its head, and everything that the archive knows about it."""

    head: Head
    journal: Journal | None = None
    type: ArticleType | None = None
    url: str = ""
    """The absolute address of its page; empty where the site has no address."""
    subjects: tuple[str, ...] = ()
    """The names of the specialties."""
    language: str = "en"
    """BCP 47: the record's own, or the site's."""
    license: str = ""
    """SPDX identifier: the record's own, or the journal's."""
    copyright: str = ""
    """`© 2021 A Holder`: the journal's default, where the record has none of its own."""
    pdf: str = ""
    """The absolute address of the PDF; empty where there is none."""
    related: tuple[RelatedWork, ...] = ()
    """What the article says about others, in the record's order."""
    incoming: tuple[RelatedWork, ...] = ()
    """What articles of the archive say about this one, newest first."""
    status: tuple[str, ...] = ()
    """What has become of it: any of `withdrawn`, `retracted`, `concern` and `corrected`."""

    @property
    def type_id(self) -> str:
        """The id of the type, an alias resolved."""
        return self.type.id if self.type else self.head.type


class Item(NamedTuple):
    """One article, whole: all that a format is made from."""

    publication: Publication
    tail: Tail
    bodies: Mapping[str, str] = {}
    """Sanitised HTML of the fields of Markdown, by field: `text`, `abstract`, `acknowledgements` …"""


def public_head(head: Head) -> Head:
    """The head as the public may have it: of a withdrawn article nothing to watch."""
    return head._replace(video=None) if head.withdrawn else head


def public_tail(head: Head, tail: Tail) -> Tail:
    """The tail as the public may have it: of a withdrawn article the metadata, and nothing to read."""
    if not head.withdrawn:
        return tail
    return tail._replace(
        abstract="", summary="", references=(), figures=(), supplements=(), pdf=None, text="",
    )  # fmt: skip


def copyright_of(head: Head, journal: Journal | None) -> str:
    """`© 2021 A Holder`: what the journal says of its articles; nothing where it says nothing."""
    if journal is None or not journal.copyright_holder:
        return ""
    year = f"{head.issued.year} " if head.issued else ""
    return f"© {year}{journal.copyright_holder}"


def work_of(head: Head, journal: str) -> Work:
    """An article of the archive as a work that others relate to; `journal` is what citations call it."""
    return Work(
        type="article", title=head.title, authors=head.authors, journal=journal, date=head.issued,
        volume=head.volume, issue=head.issue, pages=head.pages, elocation=head.elocation, doi=head.doi,
        pmid=head.pmid, pmcid=head.pmcid,
    )  # fmt: skip


def first_and_last(pages: str) -> tuple[str, str]:
    """`101-104` as its first and last page; the last is empty where there is one page, or a list of pages.

    >>> first_and_last("S1–S9")
    ('S1', 'S9')
    """
    parts = pages.replace("–", "-").replace("—", "-").split("-")
    if len(parts) == 2 and all(part.strip() and "," not in part for part in parts):
        return parts[0].strip(), parts[1].strip()
    return pages, ""
