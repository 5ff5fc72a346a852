"""The shortest way to a value: heads, archives and contexts with invented data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from postilla.archive import Archive, Entry
from postilla.checks import Context, Rule
from postilla.diagnostics import Span
from postilla.model import (
    ArticleType,
    Collection,
    Head,
    Journal,
    PartialDate,
    Person,
    Related,
    Relation,
    Series,
    Specialty,
    Term,
    Vocabulary,
    Work,
)

NOW = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)

TERMS: Mapping[str, Sequence[Term]] = {
    "journals": (
        Journal(
            id="jim", name="Journal of Imagined Medicine", abbreviation="J Imagin Med", doi_prefix="10.5555"
        ),
        Journal(id="jit", name="Journal of Imagined Tests"),
    ),
    "specialties": (
        Specialty(id="immunology", name="Immunology", aliases=("Immunity",)),
        Specialty(id="oncology", name="Oncology", aliases=("Cancer",)),
    ),
    "series": (Series(id="lanterns", name="Lanterns"), Series(id="gardens", name="Gardens")),
    "collections": (Collection(id="first", name="First readings"),),
    "types": (
        ArticleType(id="commentary", name="Commentary", needs=("comments-on",)),
        ArticleType(id="viewpoint", name="Viewpoint"),
        ArticleType(id="correction", name="Correction", notice=True, needs=("corrects",)),
        ArticleType(id="retraction", name="Retraction", notice=True, needs=("retracts",)),
    ),
    "people": (),
}


def a_date(text: str) -> PartialDate:
    return PartialDate.parse(text)


def a_head(id: str = "a1", **values: Any) -> Head:
    """A viewpoint of the Journal of Imagined Medicine; `published` may be text."""
    if isinstance(values.get("published"), str):
        values["published"] = a_date(values["published"])
    given: dict[str, Any] = {
        "title": f"Title of {id}",
        "type": "viewpoint",
        "authors": (Person("Lichtenau", "Edda"),),
        "journal": "jim",
        "published": PartialDate(2021, 10, 1),
        "specialties": ("immunology",),
    } | values
    return Head(id, **given)


def an_entry(head: Head | Entry, path: str = "") -> Entry:
    """The entry of a head, at `articles/<id>.md` unless a path is given."""
    if isinstance(head, Entry):
        return head
    return Entry(path or f"articles/{head.id}.md", head, f"digest of {head.id}")


def related(relation: str, article: str = "", **work: Any) -> Related:
    """One entry of `related`: an article by its id, or a work by its fields."""
    return Related(Relation(relation), article, Work(**work) if work else None)


def vocabularies(**terms: Iterable[Term]) -> dict[str, Vocabulary]:
    """The invented vocabularies; one that is given replaces its namesake."""
    return {
        name: Vocabulary(name, f"articles/_vocabulary/{name}.yml", tuple(of_name), {})
        for name, of_name in {**TERMS, **terms}.items()
    }


def an_archive(
    *heads: Head | Entry, now: dt.datetime = NOW, default_journal: str = "", **terms: Iterable[Term]
) -> Archive:
    """An archive of heads, or of entries where the path matters."""
    entries = [an_entry(head) for head in heads]
    return Archive.of(entries, vocabularies(**terms), now=now, default_journal=default_journal)


def a_context(
    *heads: Head | Entry,
    has_file: Callable[[str, str], bool] = lambda _path, _name: True,
    files_named: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    reserved: Iterable[str] = (),
    is_picture: Callable[[str, str], bool] = lambda _path, _name: True,
    active: Callable[[str, str], str] = lambda _path, _name: "",
    unread: Iterable[str] = (),
    made: Iterable[str] = (),
    default_journal: str = "",
    **terms: Iterable[Term],
) -> Context:
    """What the rules are given; every place is the first of its file."""
    return Context(
        an_archive(*heads, now=NOW, default_journal=default_journal, **terms),
        vocabularies(**terms),
        [an_entry(head) for head in heads],
        lambda _path, _field: (Span(1, 1), ""),
        has_file,
        files_named or {},
        frozenset(reserved),
        frozenset(made),
        frozenset(unread),
        is_picture,
        active,
    )


def found(rule: Rule, context: Context) -> list[str]:
    """The findings of a rule as `file field: message`, without folder and suffix."""
    return [
        f"{finding.path.rsplit('/', 1)[-1].rpartition('.')[0]} {finding.field}: {finding.message}"
        for finding in rule.check(context)
    ]
