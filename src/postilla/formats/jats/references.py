"""Works as JATS: entries of the reference list."""

from __future__ import annotations

from postilla.formats.kinds import kind_of_work
from postilla.formats.publication import first_and_last
from postilla.formats.xml import Xml, element, joined, void
from postilla.model import Group, Name, NameText, Reference, Work

from .marks import marked


def reference(entry: Reference, number: int) -> Xml:
    """One entry with its printed number."""
    return element("ref", element("label", str(number)), _citation(entry.work), of={"id": f"ref-{entry.id}"})


def name(of: Name) -> Xml:
    """A name as `name`, `collab` or `string-name`."""
    if isinstance(of, Group):
        return element("collab", of.group)
    if isinstance(of, NameText):
        return element("string-name", of.text)
    parts = (element("surname", of.surname), element("given-names", of.given), element("suffix", of.suffix))
    return element("name", *parts)


def _citation(work: Work) -> Xml:
    kind = kind_of_work(work).jats
    if work.text and not work.title:
        return element("mixed-citation", work.text, _link(work), of={"publication-type": kind})
    people = [name(author) for author in work.authors]
    if work.et_al:
        people.append(void("etal"))
    first, last = first_and_last(work.pages)
    is_part = bool(work.journal or work.container)
    return element(
        "element-citation",
        element("person-group", *people, of={"person-group-type": "author"}),
        element(
            ("chapter-title" if kind == "book" else "article-title") if is_part else "source",
            marked(work.title),
        ),
        element("source", work.journal or work.container),
        _year(work),
        element("volume", work.volume),
        element("issue", work.issue),
        element("fpage", "" if work.elocation else first),
        element("lpage", "" if work.elocation else last),
        element("elocation-id", work.elocation),
        element("publisher-name", work.publisher),
        _link(work),
        of={"publication-type": kind},
    ) or element("mixed-citation", work.text or work.url)


def _year(work: Work) -> Xml:
    iso = {"iso-8601-date": str(work.date or "")}
    return element("year", work.published_year, of=iso)


def _link(work: Work) -> Xml:
    identifiers = (("doi", work.doi), ("pmid", work.pmid), ("pmcid", work.pmcid))
    made = [element("pub-id", value, of={"pub-id-type": kind}) for kind, value in identifiers]
    of = {"ext-link-type": "uri", "xlink:href": work.url}
    return joined([*made, element("ext-link", work.url, of=of)])
