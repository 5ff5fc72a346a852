"""The one table of fields of the article record, and the shapes of what stands in them.

From `FIELDS` come the decoder, the writer, the JSON Schema, the reference page of the fields and the template of
`postilla new`. Names follow JATS, CSL and Crossref where those have a word.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from postilla.model import (
    CREDIT_ROLES,
    EDITOR_ROLES,
    Affiliation,
    Copyright,
    Dates,
    Figure,
    Funding,
    Group,
    Head,
    NameText,
    Pdf,
    Person,
    Place,
    Reference,
    Related,
    Relation,
    Source,
    Supplement,
    Tail,
    Version,
    Video,
    Withdrawn,
    Work,
)

from . import rules
from .kinds import Either, ListOf, MapOf
from .scalars import (
    Blocks,
    Boolean,
    Choice,
    Date,
    FileName,
    Identifier,
    Inline,
    Integer,
    Moment,
    Pattern,
    Plain,
    Url,
    identifier_of_archive,
)
from .shape import Row, Shape, Union

NAME = Plain("a name", email=False)
LANGUAGE = Pattern(
    "P211", r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "a language tag such as en or pt-BR", longest=35
)
REFERENCE_ID = Pattern("P210", r"[A-Za-z0-9_.:-]+", "an id: letters, digits and _ . : -", longest=100)
ID = identifier_of_archive()
TERM = Plain("the id or an alias of a term")
DURATION = Pattern("P203", r"(?:\d+:)?\d{1,2}:\d{2}", "a duration such as 4:32")

PERSON_ROWS = (
    Row(
        "given",
        NAME,
        "Given names, with initials as printed.",
        also=("first", "firstname", "first_name", "forename", "given-names"),
    ),
    Row("particle", NAME, "A particle that does not sort: van, de la."),
    Row(
        "family",
        NAME,
        "The family name.",
        needed=True,
        also=("name", "surname", "last", "lastname", "last_name"),
    ),
    Row("suffix", NAME, "Jr., III."),
    Row("orcid", Identifier("orcid"), "The person's ORCID iD."),
    Row("affiliations", ListOf(ID), "Keys of the record's `affiliations`.", default=()),
    Row("corresponding", Boolean(), "Whether the person answers letters about the article.", default=False),
    Row(
        "equal_contribution",
        Boolean(),
        "Whether the person is one of those who contributed equally.",
        default=False,
    ),
    Row("present_address", NAME, "Where the person works now."),
    Row("deceased", Boolean(), "Whether the person has died.", default=False),
    Row("roles", ListOf(Choice(CREDIT_ROLES, "a CRediT role")), "Roles of CRediT (Z39.104).", default=()),
    Row("name_as_published", NAME, "The name as the article prints it, where it differs."),
)


def _as_person(name: str) -> str:
    """`Lovelace, Ada` or `Ada Lovelace` as the fields of a person."""
    family, _, given = name.partition(",")
    if not given:
        given, _, family = name.rpartition(" ")
    parts = (("family", family.strip()), ("given", given.strip()))
    return f"{{{', '.join(f'{key}: {text}' for key, text in parts if text)}}}"


PERSON = Shape("a person", PERSON_ROWS, Person, written=_as_person)
GROUP = Shape(
    "a group",
    (
        Row("group", NAME, "The name of a group that signs as an author.", needed=True),
        Row(
            "members",
            ListOf(PERSON, block=True),
            "The people of the group, where the article names them.",
            default=(),
        ),
    ),
    Group,
)
AUTHOR = Union("a person or a group", {"group": GROUP}, PERSON)
EDITOR = Shape(
    "an editor",
    (*PERSON_ROWS, Row("role", Choice(EDITOR_ROLES), "What the editor did.")),
    Person,
    written=_as_person,
)
NAME_IN_WORK = Union(
    "a name",
    {
        "group": Shape("a group", GROUP.rows, Group, flow=True),
        "text": Shape(
            "a name as text",
            (Row("text", NAME, "A name that is not told apart.", needed=True),),
            NameText,
            flow=True,
        ),
    },
    Shape(
        "a person",
        (PERSON_ROWS[2], *PERSON_ROWS[:2], *PERSON_ROWS[3:5]),
        Person,
        flow=True,
        written=_as_person,
    ),
)

WORK_ROWS = (
    Row("type", Plain(), "What the work is: article, book, chapter, dataset …"),
    Row("title", Inline(), "Its title."),
    Row(
        "authors",
        ListOf(NAME_IN_WORK, block=True),
        "Its authors in order: people, `{group}` or `{text}`.",
        default=(),
    ),
    Row("et_al", Boolean(), "Whether there are more authors than the list names.", default=False),
    Row("journal", Plain(), "The journal's abbreviation, as citations print it."),
    Row("container", Plain(), "The book, proceedings or site that the work stands in."),
    Row("year", Plain(), "The year as printed: `2013a` occurs."),
    Row("date", Date(), "The date, where more than the year is known.", default=None),
    Row("volume", Plain(), "The volume, as written."),
    Row("issue", Plain(), "The issue, as written."),
    Row("pages", Plain(), "First and last page: `101-104`."),
    Row("elocation", Plain(), "The article number, where there are no pages."),
    Row("publisher", Plain(), "The publisher, of books."),
    Row("doi", Identifier("doi"), "Its DOI."),
    Row("pmid", Identifier("pmid"), "Its PubMed identifier."),
    Row("pmcid", Identifier("pmcid"), "Its PubMed Central identifier."),
    Row("url", Url(), "Its address, where there is no DOI."),
    Row("text", Plain(), "The whole reference as text, where it could not be told apart."),
)
_WORK_NAMES = tuple(row.name for row in WORK_ROWS)


def _work_values(work: Work) -> dict[str, Any]:
    return {name: getattr(work, name) for name in _WORK_NAMES}


def _build_reference(id: str, **work: Any) -> Reference:
    return Reference(id, Work(**work))


def _build_related(relation: str, article: str, **work: Any) -> Related:
    return Related(Relation(relation), article, None if article else Work(**work))


REFERENCE = Shape(
    "a reference",
    (
        Row("id", REFERENCE_ID, "What `[@id]` in the text names; unique in the article.", needed=True),
        *WORK_ROWS,
    ),
    _build_reference,
    check=rules.work_is_known,
    values=lambda reference: {"id": reference.id, **_work_values(reference.work)},
)
RELATED = Shape(
    "a relation and a work",
    (
        Row(
            "relation",
            Choice([str(r) for r in Relation], "a relation"),
            "What this article is to the work.",
            needed=True,
        ),
        Row("article", ID, "The id of an article of this archive; then nothing else is needed."),
        *WORK_ROWS,
    ),
    _build_related,
    check=rules.related_is_known,
    values=lambda related: {
        "relation": str(related.relation),
        "article": related.article,
        **(_work_values(related.work) if related.work else {}),
    },
)
PLACE = Either(
    TERM,
    Shape(
        "{id, position}",
        (
            Row("id", TERM, "The id or an alias of the term.", needed=True),
            Row("position", Integer(1), "The article's position in it, from 1.", default=0),
        ),
        Place,
        flow=True,
    ),
    Place,
    lambda place: None if place.position else place.id,
)
FIGURE = Shape(
    "a figure",
    (
        Row("id", REFERENCE_ID, "What `![id]` in the text names.", needed=True),
        Row("file", FileName(), "The image, in the folder that bears the record's id."),
        Row("label", Plain(), "Figure 1."),
        Row("caption", Inline(), "The caption."),
        Row("credit", Inline(), "Whose image it is."),
        Row(
            "alt",
            Plain("the alternative text"),
            "What the image shows, for those who cannot see it.",
        ),
    ),
    Figure,
    check=rules.figure_is_whole,
)
SUPPLEMENT = Shape(
    "a supplement",
    (
        Row("file", FileName(), "The file, in the folder that bears the record's id."),
        Row("url", Url(), "Its address, where it lies elsewhere."),
        Row("label", Plain(), "Its label."),
        Row("title", Inline(), "Its title."),
        Row("bytes", Integer(1), "Its size, where it lies elsewhere.", default=0),
    ),
    Supplement,
    check=rules.one_of("file", "url"),
)
PDF = Either(
    FileName(),
    Shape(
        "{url, bytes}",
        (
            Row("url", Url(), "The address of the PDF.", needed=True),
            Row("bytes", Integer(1), "Its size in bytes; pages print it.", default=0),
        ),
        Pdf,
        values=lambda pdf: {"url": pdf.url, "bytes": pdf.bytes},
        flow=True,
    ),
    Pdf,
    lambda pdf: pdf.file or None,
)

_head, _tail = "head", "tail"


@dataclasses.dataclass(frozen=True)
class Field(Row):
    """A field of the record: a row that knows in which half of the record it is kept."""

    part: str = _tail


FIELDS: tuple[Field, ...] = (
    Field("id", ID, "The article's id and address; the file's stem unless given. Permanent.", part=_head),
    Field("title", Inline(), "The title.", needed=True, part=_head),
    Field("subtitle", Inline(), "The subtitle.", part=_head),
    Field("short_title", Inline(), "The title for narrow places: links to neighbours in a series.", part=_head),
    Field(
        "translated_titles", MapOf(LANGUAGE, Inline(), "a map of language to title"),
        "The title in other languages.", default=None,
    ),
    Field("type", TERM, "A term of the vocabulary `types`.", needed=True, part=_head),
    Field(
        "authors", ListOf(AUTHOR, block=True), "In order: people, or groups. Empty only for notices.", needed=True,
        default=(), part=_head,
    ),
    Field(
        "affiliations",
        MapOf(
            ID,
            Shape(
                "an affiliation",
                (
                    Row("name", NAME, "The institution.", needed=True),
                    Row("department", NAME, "The department or division."),
                    Row("city", NAME, "The city."),
                    Row("region", NAME, "The state or province."),
                    Row("country", NAME, "The country."),
                    Row("ror", Identifier("ror"), "The institution's ROR id."),
                ),
                Affiliation,
                flow=True,
            ),
            "a map of key to affiliation",
        ),
        "The authors' institutions, each once; every key is used and every use defined.",
        default={},
    ),
    Field("editors", ListOf(EDITOR, block=True), "Like authors, with a `role`.", default=()),
    Field("journal", ID, "A key of the vocabulary `journals`; not needed where the archive has one.", part=_head),
    Field(
        "published", Date(), "When the article was published; not needed with `in_press` or `draft`.", default=None,
        part=_head, also=("date", "pubdate", "publication_date", "year"),
    ),
    Field(
        "dates",
        Shape(
            "the dates",
            tuple(
                Row(key, Date(), doc, default=None)
                for key, doc in (
                    ("received", "When the journal received it."),
                    ("accepted", "When it was accepted."),
                    ("online", "When it was first online; while it is in press, the date that citations give."),
                    ("updated", "When the article was last changed."),
                )
            ),
            Dates,
            flow=True,
        ),
        "Further dates of the article.",
        default=Dates(),
        part=_head,
    ),
    Field("volume", Plain(), "The volume, as written.", part=_head),
    Field("issue", Plain(), "The issue, as written: `Suppl 1` is an issue.", part=_head),
    Field("pages", Plain(), "First and last page; or `elocation`.", part=_head),
    Field("elocation", Plain(), "The article number; or `pages`.", part=_head),
    Field("doi", Identifier("doi"), "The DOI as deposited; unique in the archive.", part=_head),
    Field("pmid", Identifier("pmid"), "The PubMed identifier.", part=_head),
    Field("pmcid", Identifier("pmcid"), "The PubMed Central identifier.", part=_head),
    Field(
        "specialties", ListOf(TERM), "Terms of the vocabulary `specialties`.", default=(), part=_head,
        also=("categories", "category", "sections", "subjects"),
    ),
    Field("series", ListOf(PLACE), "Review series, with the position in each.", default=(), part=_head),
    Field("collections", ListOf(PLACE), "Curated collections.", default=(), part=_head),
    Field("keywords", ListOf(Plain("a keyword")), "Keywords of the article.", default=(), also=("tags",)),
    Field("abstract", Blocks(), "The abstract; labels of structured abstracts are `**Label.**`."),
    Field("summary", Blocks(), "The journal's own summary in plain language."),
    Field("archive_note", Blocks(), "What this archive says about the article, in its own words."),
    Field(
        "related", ListOf(RELATED, block=True), "What the article comments on, replies to, corrects …", default=(),
        part=_head,
    ),
    Field("references", ListOf(REFERENCE, block=True), "The reference list, in printed order.", default=()),
    Field("figures", ListOf(FIGURE, block=True), "The figures; `![id]` places one in the text.", default=()),
    Field("supplements", ListOf(SUPPLEMENT, block=True), "Supplementary files.", default=()),
    Field("competing_interests", Blocks(), "`none`, or the statement; absent means that nothing was stated."),
    Field(
        "funding",
        ListOf(
            Shape(
                "a funder",
                (
                    Row("funder", Plain(), "The funder's name.", needed=True),
                    Row("ror", Identifier("ror"), "Its ROR id."),
                    Row("doi", Identifier("doi"), "Its DOI in the funder registry."),
                    Row("awards", ListOf(Plain("an award number")), "Award numbers.", default=()),
                ),
                Funding,
            ),
            block=True,
        ),
        "Who paid.",
        default=(),
    ),
    Field("acknowledgements", Blocks(), "Acknowledgements."),
    Field("data_availability", Blocks(), "Where the data can be had."),
    Field("ethics", Blocks(), "The ethics statement."),
    Field("license", Identifier("license"), "The SPDX identifier of the licence; by default the journal's."),
    Field(
        "copyright",
        Shape(
            "year and holder, or a statement",
            (
                Row("year", Plain(), "The year."),
                Row("holder", Plain(), "The holder."),
                Row("statement", Plain(), "The whole line, where it is worded otherwise."),
            ),
            Copyright,
            check=rules.copyright_is_one,
            flow=True,
        ),
        "Who holds the copyright.",
        default=None,
    ),
    Field("pdf", PDF, "A file beside the record, or `{url, bytes}`; the page prints the size.", default=None),
    Field(
        "video",
        Shape(
            "a video",
            (
                Row("url", Url(), "Its address.", needed=True),
                Row("title", Inline(), "Its title."),
                Row("kind", Choice(("video-abstract", "interview")), "What it is.", default="video-abstract"),
                Row("duration", DURATION, "How long it is."),
                Row("transcript", Blocks(), "What is said in it."),
            ),
            Video,
        ),
        "A video abstract or an interview.",
        default=None,
        part=_head,
    ),
    Field("language", LANGUAGE, "The language of the article (BCP 47); by default the site's.", part=_head),
    Field("translations", ListOf(ID), "The ids of the same article in other languages.", default=(), part=_head),
    Field("aliases", ListOf(ID), "Former ids: their addresses lead here.", default=(), part=_head),
    Field(
        "history",
        ListOf(
            Shape(
                "a version",
                (
                    Row("version", Plain(), "Its number or name.", needed=True),
                    Row("date", Date(), "Its date.", needed=True),
                    Row("note", Inline(), "What changed."),
                ),
                Version,
                flow=True,
            )
        ),
        "The versions of the article.",
        default=(),
    ),
    Field(
        "withdrawn",
        Shape(
            "{date, reason}",
            (
                Row("date", Date(), "Since when.", needed=True),
                Row("reason", Inline(), "Why; the page says it.", needed=True),
            ),
            Withdrawn,
            flow=True,
        ),
        "The page becomes a tombstone that keeps the metadata and says why.",
        default=None,
        part=_head,
    ),
    Field("in_press", Boolean(), "Accepted, not yet in an issue.", default=False, part=_head),
    Field("draft", Boolean(), "Not published: in no page, list or count.", default=False, part=_head),
    Field("featured", Boolean(), "Shown on the home page.", default=False, part=_head),
    Field("embargo", Moment(), "Not published before this moment; compared with the build's.", part=_head),
    Field(
        "source",
        Shape(
            "{format, file, date}",
            (
                Row("format", Plain(), "The format it came in.", needed=True),
                Row("file", Plain(), "The file it came in."),
                Row("date", Date(), "When.", default=None),
            ),
            Source,
            flow=True,
        ),
        "Where an imported record came from.",
        default=None,
    ),
)  # fmt: skip
"""Every field of the record, in canonical order."""

_HEAD_NAMES = tuple(f.name for f in FIELDS if f.part == _head)
_TAIL_NAMES = tuple(f.name for f in FIELDS if f.part == _tail)


def _build(**values: Any) -> tuple[Head, Tail]:
    head = Head(**{name: values[name] for name in _HEAD_NAMES})
    return head, Tail(**{name: values[name] for name in _TAIL_NAMES})


def _values(halves: tuple[Head, Tail]) -> Mapping[str, Any]:
    head, tail = halves
    return {**{n: getattr(head, n) for n in _HEAD_NAMES}, **{n: getattr(tail, n) for n in _TAIL_NAMES}}


ARTICLE: Shape[tuple[Head, Tail]] = Shape("a record", FIELDS, _build, check=rules.article, values=_values)
"""The record as one shape: head and tail."""
