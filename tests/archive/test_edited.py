"""An archive after an edit is the one that would be made anew."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from postilla.archive import Archive, Entry, edited
from postilla.build import Site
from postilla.model import Head, PartialDate, Person, Place, Withdrawn
from tests.build.plain import settings_of
from tests.site.archives import ROOT

OTHER: dict[str, Any] = {
    "title": "Another *title*",
    "subtitle": "Another",
    "short_title": "Short",
    "language": "de",
    "type": "letter",
    "authors": (Person("Other", "Una"),),
    "journal": "elife",
    "published": PartialDate(1999, 1),
    "volume": "1",
    "issue": "Suppl 2",
    "pages": "e9",
    "elocation": "e10",
    "doi": "10.5555/another",
    "pmid": "12345",
    "pmcid": "PMC12345",
    "related": (),
    "translations": ("no-such",),
    "aliases": ("former",),
    "withdrawn": Withdrawn(PartialDate(2022), "why"),
    "in_press": True,
    "draft": True,
    "featured": True,
    "embargo": "2999-01-01T00:00:00Z",
    "video": None,
}
MUST = {
    "title",
    "subtitle",
    "short_title",
    "language",
    "featured",
    "specialties",
    "series",
    "collections",
    "withdrawn",
}
"""The fields of which an edit is quick."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site.examine(settings_of(ROOT, cache=str(tmp_path_factory.mktemp("cache")), journal=""))


def anew(site: Site, entries: list[Entry], vocabularies: Any = None) -> Archive:
    return Archive.of(entries, vocabularies or site._vocabularies, now=site.archive.now)


def others(site: Site) -> dict[str, Any]:
    terms = {name: [term.id for term in site._vocabularies[name].terms] for name in site._vocabularies}
    return {
        **OTHER,
        "specialties": tuple(terms["specialties"][:2]),
        "series": tuple(Place(id) for id in terms["series"][:1]),
        "collections": tuple(Place(id, 1) for id in terms["collections"][:1]),
    }


@pytest.mark.parametrize("field", [field for field in Head._fields if field not in ("id", "dates")])
def test_an_edit_of_any_field(site: Site, field: str) -> None:
    value = others(site)[field]
    entries, quick = list(site.archive.entries.values()), 0
    for number, entry in enumerate(entries):
        head = entry.head._replace(**{field: value})
        changed = Entry(entry.path, head, "another")
        made = edited(site.archive, [changed], site._vocabularies, site._vocabularies)
        if made is not None:
            quick += 1
            assert made == anew(site, [*entries[:number], changed, *entries[number + 1 :]])
    assert quick == len(entries) or field not in MUST


def test_several_edits_one_after_the_other(site: Site) -> None:
    archive, entries = site.archive, dict(site.archive.entries)
    for number, id in enumerate([*entries, *entries]):
        head = entries[id].head._replace(
            title=f"Edit {number}", specialties=others(site)["specialties"][: number % 3]
        )
        entries[id] = Entry(entries[id].path, head, str(number))
        after = edited(archive, [entries[id]], site._vocabularies, site._vocabularies)
        assert after is not None
        archive = after
    assert archive == anew(site, list(entries.values()))


@pytest.mark.parametrize("field", ["specialties", "series", "collections"])
def test_an_article_that_leaves_every_list(site: Site, field: str) -> None:
    nowhere: dict[str, Any] = {field: ()}
    entries = dict(site.archive.entries)
    archive = site.archive
    for id, entry in entries.items():
        entries[id] = Entry(entry.path, entry.head._replace(**nowhere), "another")
        after = edited(archive, [entries[id]], site._vocabularies, site._vocabularies)
        assert after is not None
        archive = after
    assert archive == anew(site, list(entries.values()))


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("name", ["specialties", "series", "collections", "types", "journals", "people"])
def test_an_edit_of_a_vocabulary(site: Site, name: str, first: int) -> None:
    """Other names only, and one term fewer."""
    old = site._vocabularies[name]
    terms = tuple(dataclasses.replace(term, name=f"{term.name} anew") for term in old.terms[first:])
    vocabularies = {**site._vocabularies, name: dataclasses.replace(old, terms=terms)}
    made = edited(site.archive, [], site._vocabularies, vocabularies)
    if name in ("journals", "people"):
        assert made is None or not old.terms
    else:
        assert made == anew(site, list(site.archive.entries.values()), vocabularies)


def test_what_is_new_or_has_gone_elsewhere_is_not_an_edit(site: Site) -> None:
    entry = next(iter(site.archive.entries.values()))
    for other in (
        Entry(entry.path, entry.head._replace(id="new"), "x"),
        Entry("articles/elsewhere.md", entry.head, "x"),
    ):
        assert edited(site.archive, [other], site._vocabularies, site._vocabularies) is None
