"""The views of journals: past issues as in print, and the current one."""

from __future__ import annotations

from collections.abc import Mapping

from postilla import addresses
from postilla.archive import Archive, Issue, Volume
from postilla.model import Journal

from .cards import Cards
from .lists import HOME, LIST_LIMIT, NO_LINK, WHOLE
from .views import CardGroup, Entry, EntryGroup, IndexView, Link, ListView


class Issues:
    """Makes the pages of journals, volumes and issues."""

    def __init__(self, archive: Archive, cards: Cards, intros: Mapping[tuple[str, str], str]) -> None:
        self._archive, self._cards, self._intros = archive, cards, intros

    def journals(self) -> IndexView:
        """All journals: past issues begin here."""
        taxonomy = self._archive.taxonomies["journals"]
        current = Link("Current issues", addresses.CURRENT)
        entries = tuple(
            Entry(
                term.name,
                addresses.journal(term.id),
                taxonomy.count(term.id),
                "",
                self._intros.get(("journals", term.id), ""),
            )
            for term in taxonomy.terms
        )
        return IndexView("Past issues", "Journals", "", (), (HOME,), (EntryGroup("", entries),), (current,))

    def journal(self, journal: Journal) -> IndexView:
        """One journal: its volumes and issues as in print."""
        shelf = self._archive.journals[journal.id]
        facts = [
            ("Publisher", journal.publisher),
            ("ISSN (print)", journal.issn_print),
            ("ISSN (online)", journal.issn_online),
        ]
        groups = [
            EntryGroup(
                _volume_name(volume) + _year_range(volume),
                tuple(self._issue_entry(i, volume) for i in volume.issues.values()),
            )
            for volume in shelf.volumes.values()
        ]
        links = [Link("Journal website", journal.url)] if journal.url else []
        if shelf.current:
            links.insert(0, Link("Current issue", _issue_address(shelf.current)))
        return IndexView(
            "Journal", journal.full_title, self._intros.get(("journals", journal.id), ""),
            tuple((label, value) for label, value in facts if value),
            (HOME, Link("Journals", addresses.index("journals"))), tuple(groups), tuple(links),
        )  # fmt: skip

    def volume(self, journal: Journal, volume: Volume) -> ListView:
        """One volume: the articles of each issue, or only its issues where that would be too long."""
        whole = volume.count <= LIST_LIMIT
        groups = tuple(
            CardGroup(
                _issue_name(issue, volume) + _issue_date(issue), f"issue-{number}", _issue_address(issue),
                self._cards.of(issue.articles) if whole else (),
            )
            for number, issue in enumerate(volume.issues.values(), 1)
        )  # fmt: skip
        volumes = list(self._archive.journals[journal.id].volumes.values())
        at = next(n for n, v in enumerate(volumes) if v.slug == volume.slug)
        links = [Link(_volume_name(v), addresses.journal(journal.id, v.slug)) for v in volumes]
        return ListView(
            journal.short_title, _volume_name(volume), _years_of(volume), volume.count, "", (),
            _journal_crumbs(journal), (), groups, False, (),
            links[at + 1] if at + 1 < len(links) else NO_LINK,
            links[at - 1] if at else NO_LINK,
        )  # fmt: skip

    def issue(self, journal: Journal, volume: Volume, issue: Issue) -> ListView:
        """One issue, in printed order; an issue too long for one page leads to its months."""
        issues = [i for v in self._archive.journals[journal.id].volumes.values() for i in v.issues.values()]
        at = next(
            n for n, i in enumerate(issues) if (i.volume_slug, i.slug) == (issue.volume_slug, issue.slug)
        )
        name = _issue_name(issue, volume)
        title = f"{_volume_name(volume)}, {name if issue.name else name.lower()}"
        years = sorted({h.published.year for h in issue.articles if h.published}, reverse=True)
        see_also = tuple(Link(str(year), addresses.year(year)) for year in years)
        return ListView(
            journal.short_title, title, issue.date.words() if issue.date and issue.name else _years_of(volume),
            len(issue.articles), "", (),
            (*_journal_crumbs(journal), Link(_volume_name(volume), addresses.journal(journal.id, volume.slug))), (),
            (CardGroup("", "", "", self._cards.of(issue.articles[:LIST_LIMIT])),), False,
            (("All articles of the year", see_also),),
            _issue_link(issues[at + 1]) if at + 1 < len(issues) else NO_LINK,
            _issue_link(issues[at - 1]) if at else NO_LINK,
        )  # fmt: skip

    def current(self) -> ListView:
        """The current issue of each journal."""
        groups = []
        for term in self._archive.taxonomies["journals"].terms:
            issue = self._archive.journals[term.id].current
            if issue and isinstance(term, Journal):
                heading = f"{term.full_title}, {_issue_link(issue).name}{_issue_date(issue)}"
                cards = self._cards.of(issue.articles[:WHOLE])
                groups.append(CardGroup(heading, term.id, _issue_address(issue), cards))
        count = sum(len(group.cards) for group in groups)
        crumbs = (HOME, Link("Journals", addresses.index("journals")))
        title = "Current issue" if len(groups) == 1 else "Current issues"
        return ListView(
            "Past issues", title, "", count, "", (), crumbs, (), tuple(groups), False, (), NO_LINK, NO_LINK
        )

    def _issue_entry(self, issue: Issue, volume: Volume) -> Entry:
        detail = issue.date.words() if issue.date else ""
        return Entry(_issue_name(issue, volume), _issue_address(issue), len(issue.articles), detail, "")


def _volume_name(volume: Volume) -> str:
    return f"Volume {volume.name}" if volume.name else "Not in a volume"


def _issue_name(issue: Issue, volume: Volume) -> str:
    if issue.name:
        return f"Issue {issue.name}"
    return "All articles" if volume.name and len(volume.issues) == 1 else "Not in an issue"


def _issue_date(issue: Issue) -> str:
    return f", {issue.date.words()}" if issue.date and issue.name else ""


def _issue_address(issue: Issue) -> str:
    return addresses.journal(issue.journal, issue.volume_slug, issue.slug)


def _issue_link(issue: Issue) -> Link:
    if issue.volume and issue.name:
        return Link(f"{issue.volume}({issue.name})", _issue_address(issue))
    name = f"Issue {issue.name}" if issue.name else "Not in an issue"
    return Link(f"Volume {issue.volume}" if issue.volume else name, _issue_address(issue))


def _years_of(volume: Volume) -> str:
    years = sorted({h.published.year for i in volume.issues.values() for h in i.articles if h.published})
    return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _year_range(volume: Volume) -> str:
    years = _years_of(volume)
    return f" ({years})" if years else ""


def _journal_crumbs(journal: Journal) -> tuple[Link, ...]:
    return (
        HOME,
        Link("Journals", addresses.index("journals")),
        Link(journal.name, addresses.journal(journal.id)),
    )
