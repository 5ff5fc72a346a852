"""Shelf: a journal's volumes and issues as in print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from postilla.model import Head, PartialDate

from .order import natural, order_key, printed_key
from .slugs import NOTHING, issue_slug


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue, its articles in printed order."""

    journal: str
    volume: str
    """The volume as written; empty where the articles name none."""
    name: str
    """The issue as written; empty where the articles name none."""
    volume_slug: str
    slug: str
    articles: tuple[Head, ...]
    names: tuple[str, ...]
    """Every way in which the issue is written; more than one is a finding."""

    @property
    def date(self) -> PartialDate | None:
        """The newest date of its articles."""
        return max((head.published for head in self.articles if head.published), default=None)


@dataclass(frozen=True, slots=True)
class Volume:
    """One volume, its issues newest first."""

    journal: str
    name: str
    """The volume as written; empty where the articles name none."""
    slug: str
    issues: Mapping[str, Issue]
    """By slug."""
    names: tuple[str, ...]
    """Every way in which the volume is written; more than one is a finding."""

    @property
    def count(self) -> int:
        """How many articles it has."""
        return sum(len(issue.articles) for issue in self.issues.values())


V = TypeVar("V", Volume, Issue)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The volumes of one journal, newest first, and what is not in an issue yet."""

    journal: str
    volumes: Mapping[str, Volume]
    """By slug."""
    in_press: tuple[Head, ...]
    """Articles in press, newest first: they stand in no issue."""
    current: Issue | None
    """The issue with the newest date; None where there is no issue."""

    @classmethod
    def of(cls, journal: str, heads: Iterable[Head]) -> Shelf:
        """The shelf of a journal's public articles, which are in the archive's order."""
        in_press: list[Head] = []
        places: dict[tuple[str, str], list[Head]] = {}
        for head in heads:
            if head.in_press:
                in_press.append(head)
            else:
                places.setdefault((head.volume, head.issue), []).append(head)
        grouped: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for place in sorted(places, key=lambda place: (natural(place[0]), natural(place[1]), place)):
            volume, issue = (issue_slug(name) for name in place)
            grouped.setdefault(volume, {}).setdefault(issue, []).append(place)
        volumes = [_volume(journal, slug, issues, places) for slug, issues in grouped.items()]
        shelf = {volume.slug: volume for volume in _newest_first(volumes)}
        return cls(journal, shelf, tuple(in_press), _current(shelf.values()))

    def with_heads(self, heads: Mapping[str, Head]) -> Shelf:
        """The same shelf with other heads of some of its articles, by id, that stand in the same places."""

        def exchanged(old: tuple[Head, ...]) -> tuple[Head, ...]:
            return tuple(heads.get(head.id, head) for head in old)

        volumes, current = dict(self.volumes), self.current
        for head in heads.values():
            issue = None if head.in_press else self.issue(head.volume, head.issue)
            if issue is None:
                continue
            volume, other = volumes[issue.volume_slug], replace(issue, articles=exchanged(issue.articles))
            volumes[volume.slug] = replace(volume, issues={**volume.issues, issue.slug: other})
            current = other if issue is self.current else current
        return Shelf(self.journal, volumes, exchanged(self.in_press), current)

    def issue(self, volume: str, issue: str) -> Issue | None:
        """The issue that an article with this volume and issue, as written, stands in."""
        found = self.volumes.get(issue_slug(volume))
        return found.issues.get(issue_slug(issue)) if found else None


def _volume(
    journal: str,
    slug: str,
    issues: Mapping[str, list[tuple[str, str]]],
    places: Mapping[tuple[str, str], list[Head]],
) -> Volume:
    names = tuple(dict.fromkeys(volume for written in issues.values() for volume, _ in written))
    bound = [
        Issue(
            journal,
            names[0],
            written[0][1],
            slug,
            issue,
            tuple(sorted(_together([places[place] for place in written]), key=printed_key)),
            tuple(dict.fromkeys(name for _, name in written)),
        )
        for issue, written in issues.items()
    ]
    return Volume(journal, names[0], slug, {issue.slug: issue for issue in _newest_first(bound)}, names)


def _together(places: Sequence[list[Head]]) -> Iterable[Head]:
    """The articles of one issue in the archive's order, however its name is written in each."""
    return places[0] if len(places) == 1 else sorted(chain(*places), key=order_key)


def _newest_first(things: Iterable[V]) -> list[V]:
    # Numbers first, then supplements and other names, then what has no name.
    newest = sorted(things, key=lambda thing: (natural(thing.name), thing.name), reverse=True)
    return sorted(newest, key=lambda thing: (thing.slug == NOTHING, not thing.name[:1].isdecimal()))


def _current(volumes: Iterable[Volume]) -> Issue | None:
    issues = [issue for volume in volumes for issue in volume.issues.values() if issue.date]
    named = [issue for issue in issues if (issue.volume_slug, issue.slug) != (NOTHING, NOTHING)]
    # Of two with one date `max` takes the first, and the newest stands first.
    return max(named or issues, key=lambda issue: issue.date or PartialDate(0), default=None)
