"""Commentaries in JATS as records, as far as these tests need it: facts, abstract, text with citations and figures.

It is no importer: it knows the files of the corpus and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from postilla.model import (
    Affiliation,
    Copyright,
    Figure,
    Head,
    Name,
    NameText,
    PartialDate,
    Person,
    Reference,
    Related,
    Relation,
    Tail,
    Work,
    inline,
)

from .facts import doi_or_nothing

_XLINK = "{http://www.w3.org/1999/xlink}href"
_MARKS: Mapping[str, str] = {"italic": "*", "bold": "**", "sup": "^", "sub": "~"}
_MARKDOWN = re.compile(r"[\\*^~`\[\]$<&#|]")
_LINE = re.compile(r"(?m)^([-+>]|\d+\.)(?=\s)")
_NO_SPACES = {"sup", "sub"}


def commentary(file: Path) -> tuple[Head, Tail]:
    """The record of one file."""
    article = ElementTree.parse(file).getroot()
    meta = article.find("front/article-meta")
    assert meta is not None
    people, affiliations = _authors(meta)
    published = meta.find("pub-date[@date-type='pub']")
    assert published is not None
    identifiers = {e.get("pub-id-type", ""): e.text or "" for e in meta.findall("article-id")}
    license = meta.find("permissions/license")
    version = "4.0" if license is not None and "/4.0/" in license.get(_XLINK, "") else "3.0"
    body = article.find("body")
    assert body is not None
    head = Head(
        id=file.stem,
        title=_inline(meta.find("title-group/article-title")),
        type="commentary",
        authors=people,
        journal="elife",
        published=PartialDate(*(int(published.findtext(part) or 0) for part in ("year", "month", "day"))),
        volume=meta.findtext("volume") or "",
        elocation=meta.findtext("elocation-id") or "",
        doi=identifiers["doi"],
        specialties=tuple(dict.fromkeys(_subjects(meta))),
        related=tuple(
            Related(Relation.COMMENTS_ON, work=Work(doi=doi))
            for doi in dict.fromkeys(e.get(_XLINK, "") for e in meta.findall("related-article"))
        ),
    )
    return head, Tail(
        affiliations=affiliations,
        keywords=tuple(dict.fromkeys(_words(e) for e in meta.findall("kwd-group/kwd"))),
        abstract="\n\n".join(_paragraph(p) for p in meta.findall("abstract/p")),
        references=tuple(_references(article)),
        figures=tuple(_figures(body)),
        license=f"CC-BY-{version}",
        copyright=Copyright(
            meta.findtext("permissions/copyright-year") or "",
            meta.findtext("permissions/copyright-holder") or "",
        ),
        text="\n\n".join(block for child in body for block in _blocks(child) if block.strip()),
    )


def _authors(meta: Element) -> tuple[tuple[Person, ...], dict[str, Affiliation]]:
    people = []
    affiliations: dict[str, Affiliation] = {}
    for contrib in meta.findall("contrib-group/contrib[@contrib-type='author']"):
        orcid = contrib.findtext("contrib-id[@contrib-id-type='orcid']") or ""
        keys = []
        for aff in contrib.findall("aff"):
            name = _words(aff.find("institution"))
            if not name:
                continue
            keys.append(f"a{len(affiliations) + 1}")
            affiliations[keys[-1]] = Affiliation(
                name,
                _words(aff.find("institution[@content-type='dept']"))
                if len(aff.findall("institution")) > 1
                else "",
                _words(aff.find("addr-line/named-content")),
                country=_words(aff.find("country")),
            )
        name_ = contrib.find("name")
        assert name_ is not None
        people.append(
            Person(
                _words(name_.find("surname")),
                _words(name_.find("given-names")),
                suffix=_words(name_.find("suffix")),
                orcid=orcid.rpartition("/")[2],
                affiliations=tuple(keys),
                corresponding=contrib.get("corresp") == "yes",
            )
        )
    return tuple(people), affiliations


def _subjects(meta: Element) -> Iterator[str]:
    for subject in meta.findall("article-categories/subj-group[@subj-group-type='heading']/subject"):
        yield _words(subject)


def _references(article: Element) -> Iterator[Reference]:
    for ref in article.findall("back/ref-list/ref"):
        citation = next((e for e in ref if e.tag.endswith("citation")), None)
        if citation is not None:
            yield Reference(ref.get("id", ""), _work(citation))


def _work(citation: Element) -> Work:
    ids = {e.get("pub-id-type", ""): (e.text or "").strip() for e in citation.findall("pub-id")}
    pages = [_words(citation.find(tag)) for tag in ("fpage", "lpage")]
    fields: dict[str, Any] = {
        "title": _inline(citation.find("article-title")),
        "journal": _words(citation.find("source")),
        "year": _words(citation.find("year")),
        "volume": _words(citation.find("volume")),
        "pages": "-".join(filter(None, pages)),
        "doi": doi_or_nothing(ids.get("doi", "")),
        "pmid": ids.get("pmid", ""),
        "et_al": citation.find(".//etal") is not None,
    }
    known = any(fields[key] for key in ("title", "doi", "pmid"))
    return Work(authors=tuple(_names(citation)), text="" if known else _words(citation), **fields)


def _names(citation: Element) -> Iterator[Name]:
    for person in citation.findall("person-group[@person-group-type='author']/*"):
        if person.tag == "name":
            yield Person(_words(person.find("surname")), _words(person.find("given-names")))
        elif _words(person):
            yield NameText(_words(person))


def _figures(body: Element) -> Iterator[Figure]:
    for number, fig in enumerate(body.iter("fig"), 1):
        yield Figure(
            fig.get("id") or f"fig{number}",
            "figure.svg",
            alt="A figure of the corpus.",
            label=_words(fig.find("label")).rstrip("."),
            caption=" ".join(_inline(part) for part in fig.findall("caption/*")),
            credit=_inline(fig.find("attrib")),
        )


def _blocks(element: Element) -> Iterator[str]:
    """Paragraphs, boxes and headings; figures stand after the paragraph that holds them."""
    if element.tag == "boxed-text":
        inner = "\n\n".join(block for child in element for block in _blocks(child))
        if inner:
            yield "> [!BOX]\n>\n" + "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
    elif element.tag == "sec":
        for child in element:
            yield from _blocks(child)
    elif element.tag == "title":
        yield f"## {_paragraph(element)}"
    elif element.tag in ("p", "disp-quote"):
        yield _paragraph(element)
    for fig in [element] if element.tag == "fig" else element.iter("fig") if element.tag == "p" else ():
        yield f"![{fig.get('id')}]"


def _paragraph(element: Element) -> str:
    return _LINE.sub(r"\\\1", " ".join(_phrases(element).split()))


def _phrases(element: Element) -> str:
    """Running text in the dialect."""
    out = [_escaped(element.text)]
    for child in element:
        if child.tag == "xref" and child.get("ref-type") == "bibr":
            out.append("".join(f"[@{id}]" for id in child.get("rid", "").split()))
        elif child.tag == "xref" and child.get("ref-type") == "fig":
            out.append(f"[{_phrases(child)}](#{child.get('rid')})")
        elif child.tag in _MARKS:
            out.append(_marked(child.tag, _phrases(child)))
        elif child.tag not in ("fig", "inline-graphic"):
            out.append(_phrases(child))
        out.append(_escaped(child.tail))
    return "".join(out)


def _inline(element: Element | None) -> str:
    """Running text as inline text."""
    if element is None:
        return ""
    out = [inline.escape(element.text or "")]
    for child in element:
        inner = _inline(child)
        out.append(_marked(child.tag, inner) if child.tag in _MARKS else inner)
        out.append(inline.escape(child.tail or ""))
    return " ".join("".join(out).split())


def _marked(tag: str, inner: str) -> str:
    if not inner.strip() or (tag in _NO_SPACES and re.search(r"\s", inner)):
        return inner
    mark = _MARKS[tag]
    lead, trail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{lead}{mark}{inner.strip()}{mark}{trail}"


def _escaped(text: str | None) -> str:
    return _MARKDOWN.sub(r"\\\g<0>", text or "")


def _words(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())
