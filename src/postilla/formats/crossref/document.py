"""A deposit: its head, and the articles grouped by journal and issue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from postilla.formats.deposit import Deposit
from postilla.formats.plain import one_line
from postilla.formats.publication import Item
from postilla.formats.refusing import lacking
from postilla.formats.xml import DECLARATION, EMPTY, Xml, element
from postilla.model import Journal, PartialDate

from .article import YEARS, article, fitting, publication_date

VERSION = "5.4.0"
"""Of the schema: the one that Crossref recommends for deposits."""

_SCHEMA = f"http://www.crossref.org/schema/{VERSION}"
_DOI = re.compile(r"10\.[0-9]{4,9}/.{1,200}")


def refused(item: Item) -> str:
    """Why an article cannot be deposited; empty where it can."""
    publication = item.publication
    head = publication.head
    why = lacking(publication, "doi", "journal", "issn", "date", "address")
    if why:
        return why
    if not _DOI.fullmatch(head.doi):
        return f"Crossref takes no DOI like {head.doi}"
    years = (date.year for date in (head.published, head.dates.online) if date)
    odd = next((year for year in years if year not in YEARS), None)
    return "" if odd is None else f"Crossref takes no article of {odd}"


def crossref(items: Iterable[Item], deposit: Deposit) -> Iterator[str]:
    """A deposit in pieces. Articles that `refused` has a reason against are left out.

    Neighbours of one issue stand together, so articles come in the order of issues.
    """
    yield (
        f'{DECLARATION}<doi_batch version="{VERSION}" xmlns="{_SCHEMA}" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{_SCHEMA} {_SCHEMA}/crossref{VERSION}.xsd" '
        'xmlns:ai="http://www.crossref.org/AccessIndicators.xsd" xmlns:fr="http://www.crossref.org/fundref.xsd" '
        'xmlns:jats="http://www.ncbi.nlm.nih.gov/JATS1" xmlns:rel="http://www.crossref.org/relations.xsd">\n'
    )
    yield element(
        "head",
        element("doi_batch_id", deposit.batch),
        element("timestamp", deposit.timestamp),
        element(
            "depositor",
            element("depositor_name", deposit.depositor),
            element("email_address", deposit.email),
        ),
        element("registrant", deposit.registrant),
    )
    yield "\n<body>\n"
    known = (item for item in items if not refused(item))
    for _, of_issue in groupby(known, key=_issue):
        yield _journal(list(of_issue), deposit)
    yield "</body>\n</doi_batch>\n"


def _issue(item: Item) -> tuple[str, str, str]:
    head, journal = item.publication.head, item.publication.journal
    return (journal.id if journal else "", head.volume, head.issue)


def _journal(items: list[Item], deposit: Deposit) -> str:
    first = items[0].publication
    articles = [f"{article(item, deposit)}\n" for item in items]
    journal = first.journal or Journal(id="", name="")
    dates = [item.publication.head.issued for item in items]
    issue = _journal_issue(first.head.volume, first.head.issue, [date for date in dates if date])
    return f"<journal>\n{_metadata(journal)}\n{issue}{''.join(articles)}</journal>\n"


def _metadata(journal: Journal) -> Xml:
    return element(
        "journal_metadata",
        element("full_title", one_line(journal.full_title)[:255]),
        element("abbrev_title", one_line(journal.abbreviation)[:150]),
        element("issn", journal.issn_print, of={"media_type": "print"}),
        element("issn", journal.issn_online, of={"media_type": "electronic"}),
    )


def _journal_issue(volume: str, issue: str, dates: list[PartialDate]) -> Xml:
    """The issue by the earliest date of its articles; nothing for articles without one."""
    if not (fitting(volume) or fitting(issue)):
        return EMPTY
    earliest = min(dates, key=PartialDate.earliest)
    return element(
        "journal_issue",
        publication_date("publication_date", earliest),
        element("journal_volume", element("volume", fitting(volume))),
        element("issue", fitting(issue)),
    )
