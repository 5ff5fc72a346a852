"""The views of journals: past issues as in print, and the current one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from postilla import addresses
from postilla.archive import Archive, Issue, Volume
from postilla.model import Journal
from postilla.words import Language

from . import splitting
from .cards import Cards
from .lists import NO_LINK, WHOLE, ListPages, home_link, index_link, later_list, one_group, turns
from .views import CardGroup, Entry, EntryGroup, IndexView, Link, ListView


class Issues:
    """Makes the pages of journals, volumes and issues."""

    def __init__(
        self, archive: Archive, cards: Cards, intros: Mapping[tuple[str, str], str], language: Language
    ) -> None:
        self._archive, self._cards, self._intros = archive, cards, intros
        self._language, self._word = language, language.word
        self._crumbs = (home_link(language), index_link("journals", language))

    @cached_property
    def _turns(self) -> Mapping[str, tuple[Link, Link]]:
        """What stands before and after each volume and issue, by its address."""
        found: dict[str, tuple[Link, Link]] = {}
        for id, shelf in self._archive.journals.items():
            volumes = shelf.volumes.values()
            found |= turns([Link(self._volume_name(v), addresses.journal(id, v.slug)) for v in volumes])
            found |= turns([self._issue_link(i) for v in volumes for i in v.issues.values()])
        return found

    def journals(self) -> IndexView:
        """All journals: past issues begin here."""
        taxonomy = self._archive.taxonomies["journals"]
        current = Link(self._word("current-issues"), addresses.CURRENT)
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
        title = self._word("all-of-journals")
        groups = (EntryGroup("", entries),)
        return IndexView(self._word("past-issues"), title, "", (), self._crumbs[:1], groups, (current,))

    def journal(self, journal: Journal) -> IndexView:
        """One journal: its volumes and issues as in print."""
        shelf = self._archive.journals[journal.id]
        facts = [
            (self._word("publisher"), journal.publisher),
            (self._word("issn-print-label"), journal.issn_print),
            (self._word("issn-online-label"), journal.issn_online),
        ]
        groups = [
            EntryGroup(
                self._volume_name(volume) + _year_range(volume),
                tuple(self._issue_entry(i, volume) for i in volume.issues.values()),
            )
            for volume in shelf.volumes.values()
        ]
        links = [Link(self._word("journal-website"), journal.url)] if journal.url else []
        if shelf.current:
            links.insert(0, Link(self._word("current-issue"), _issue_address(shelf.current)))
        return IndexView(
            self._word("one-of-journals"), journal.full_title, self._intros.get(("journals", journal.id), ""),
            tuple((label, value) for label, value in facts if value),
            self._crumbs, tuple(groups), tuple(links),
        )  # fmt: skip

    def volume(self, journal: Journal, volume: Volume) -> ListView:
        """One volume: the articles of each issue, or only its issues where that would be too long."""
        whole = volume.count <= splitting.LIST_LIMIT
        groups = tuple(
            CardGroup(
                self._issue_name(issue, volume) + self._issue_date(issue), f"issue-{number}", _issue_address(issue),
                self._cards.of(issue.articles) if whole else (),
            )
            for number, issue in enumerate(volume.issues.values(), 1)
        )  # fmt: skip
        return ListView(
            journal.short_title, self._volume_name(volume), _years_of(volume), volume.count, "", (),
            self._journal_crumbs(journal), (), groups, False, (),
            *self._turns[addresses.journal(journal.id, volume.slug)],
        )  # fmt: skip

    def issue(self, journal: Journal, volume: Volume, issue: Issue) -> ListPages:
        """The pages of one issue, in printed order."""
        in_volume = Link(self._volume_name(volume), addresses.journal(journal.id, volume.slug))
        detail = self._language.date(issue.date) if issue.name else _years_of(volume)
        years = sorted({h.published.year for h in issue.articles if h.published}, reverse=True)
        see_also = tuple(Link(str(year), addresses.year(year)) for year in years)
        view = ListView(
            journal.short_title, self._issue_title(issue, volume), detail or _years_of(volume),
            len(issue.articles), "", (), (*self._journal_crumbs(journal), in_volume), (), (), False,
            ((self._word("all-of-year"), see_also),),
            *self._turns[_issue_address(issue)],
        )  # fmt: skip
        return splitting.on_pages(
            _issue_address(issue),
            view,
            issue.articles,
            one_group(self._cards),
            self._language,
            ordered=True,
            later=later_list,
        )

    def current(self) -> ListView:
        """The current issue of each journal."""
        groups = []
        for term in self._archive.taxonomies["journals"].terms:
            issue = self._archive.journals[term.id].current
            if issue and isinstance(term, Journal):
                name = self._word("comma").join((term.full_title, self._issue_link(issue).name))
                heading = name + self._issue_date(issue)
                cards = self._cards.of(issue.articles[:WHOLE])
                groups.append(CardGroup(heading, term.id, _issue_address(issue), cards))
        count = sum(len(group.cards) for group in groups)
        title = self._word("current-issue" if len(groups) == 1 else "current-issues")
        return ListView(
            self._word("past-issues"), title, "", count, "", (), self._crumbs, (), tuple(groups), False, (),
            NO_LINK, NO_LINK,
        )  # fmt: skip

    def _issue_entry(self, issue: Issue, volume: Volume) -> Entry:
        detail = self._language.date(issue.date)
        return Entry(self._issue_name(issue, volume), _issue_address(issue), len(issue.articles), detail, "")

    # Names

    def _volume_name(self, volume: Volume) -> str:
        return self._word("volume", name=volume.name) if volume.name else self._word("no-volume")

    def _issue_name(self, issue: Issue, volume: Volume) -> str:
        if issue.name:
            return self._word("issue", name=issue.name)
        return self._word("all-articles" if _is_whole(volume) else "no-issue")

    def _issue_title(self, issue: Issue, volume: Volume) -> str:
        name = self._volume_name(volume)
        if issue.name:
            return self._word("volume-and-issue", volume=name, issue=self._word("issue", name=issue.name))
        return self._word("volume-all-articles" if _is_whole(volume) else "volume-without-issue", volume=name)

    def _issue_date(self, issue: Issue) -> str:
        return self._word("comma") + self._language.date(issue.date) if issue.date and issue.name else ""

    def _issue_link(self, issue: Issue) -> Link:
        address = _issue_address(issue)
        if issue.volume and issue.name:
            return Link(f"{issue.volume}({issue.name})", address)
        if issue.volume:
            return Link(self._word("volume", name=issue.volume), address)
        name = self._word("issue", name=issue.name) if issue.name else self._word("no-issue")
        return Link(name, address)

    def _journal_crumbs(self, journal: Journal) -> tuple[Link, ...]:
        return (*self._crumbs, Link(journal.name, addresses.journal(journal.id)))


def _is_whole(volume: Volume) -> bool:
    """Whether a volume has no issues: its one list has all its articles."""
    return bool(volume.name) and len(volume.issues) == 1


def _issue_address(issue: Issue) -> str:
    return addresses.journal(issue.journal, issue.volume_slug, issue.slug)


def _years_of(volume: Volume) -> str:
    years = sorted({h.published.year for i in volume.issues.values() for h in i.articles if h.published})
    return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _year_range(volume: Volume) -> str:
    years = _years_of(volume)
    return f" ({years})" if years else ""
