"""PubMed XML, as `efetch` and the web site give it (`PubmedArticleSet`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from postilla.model import Affiliation, Author, Dates, Group, PartialDate, Reference, Related, Relation, Work

from .candidate import Candidate, Problem, Read
from .fields import (
    give_funding,
    give_journal,
    give_language,
    give_place,
    most_precise,
    titled,
    without_stop,
)
from .marks import Marked, Phrase, Run, markdown
from .markup import Element, XmlError, attribute, parse, place, tag, words
from .rich import title
from .statements import interests
from .values import date, identifier, person, without_email, written_date

RELATIONS: Mapping[str, Relation | None] = MappingProxyType({
    "CommentOn": Relation.COMMENTS_ON, "ErratumFor": Relation.CORRECTS, "RetractionOf": Relation.RETRACTS,
    "PartialRetractionOf": Relation.RETRACTS, "ExpressionOfConcernFor": Relation.RAISES_CONCERN_ABOUT,
    "UpdateOf": Relation.CONTINUES, "CorrectedandRepublishedFrom": Relation.CONTINUES,
    "RetractedandRepublishedFrom": Relation.CONTINUES, "ReprintOf": Relation.COMPANION_TO,
    "AssociatedPublication": Relation.COMPANION_TO, "AssociatedDataset": None, "Cites": None, "CommentIn": None,
    "CorrectedandRepublishedIn": None, "ErratumIn": None, "ExpressionOfConcernIn": None, "OriginalReportIn": None,
    "PartialRetractionIn": None, "ReprintIn": None, "RetractedandRepublishedIn": None, "RetractionIn": None,
    "SummaryForPatientsIn": None, "UpdateIn": None,
})  # fmt: skip
"""`@RefType` → the relation; None for what leads back."""
TYPES: Mapping[str, str] = MappingProxyType({
    "published erratum": "correction", "retraction of publication": "retraction",
    "expression of concern": "expression-of-concern", "editorial": "editorial", "letter": "letter",
    "review": "review", "interview": "interview", "comment": "commentary",
    "corrected and republished article": "correction",
})  # fmt: skip
"""Publication types that name a type of article, the most telling first."""
_DROPPED = (
    "Article/Abstract/CopyrightInformation", "MeshHeadingList", "ChemicalList", "GeneSymbolList",
    "PersonalNameSubjectList", "OtherAbstract", "InvestigatorList", "Article/DataBankList",
)  # fmt: skip
"""What has no place in a record."""
_MARKS = {"i": "italic", "b": "bold", "sup": "sup", "sub": "sub", "u": "u"}


def read(data: bytes) -> Read:
    """The articles of a file."""
    try:
        root = parse(data)
    except XmlError as error:
        yield Problem(f"line {error.line}" if error.line else "", str(error))
        return
    found = [
        e
        for e in root.iter("PubmedArticle", "MedlineCitation")
        if tag(e) == "PubmedArticle" or tag(e.getparent()) != "PubmedArticle"
    ]
    if not found:
        yield Problem(place(root), "no article of PubMed is in this file")
    for element in found:
        citation = element if tag(element) == "MedlineCitation" else element.find("MedlineCitation")
        article = citation.find("Article") if citation is not None else None
        if citation is None or article is None:
            yield Problem(place(element), "this is no article of PubMed: it has no `Article`")
        else:
            yield _candidate(element, citation, article)
    for element in root.iter("PubmedBookArticle"):
        yield Problem(place(element), "a book of PubMed is no article")


def types_of(names: list[str]) -> list[str]:
    """Types of article from PubMed's publication types, the most telling first."""
    lower = [name.lower() for name in names]
    return [*(kind for name, kind in TYPES.items() if name in lower)]


def _candidate(element: Element, citation: Element, article: Element) -> Candidate:
    candidate = Candidate(place(element))
    _identifiers(candidate, element, citation)
    _titles(candidate, article)
    _journal(candidate, citation, article)
    _dates(candidate, element, article)
    _authors(candidate, article)
    _abstract(candidate, article)
    candidate.types = types_of([words(one) for one in article.iter("PublicationType")])
    candidate.give("keywords", tuple(dict.fromkeys(filter(None, map(words, citation.iter("Keyword"))))))
    give_language(candidate, words(article.find("Language")), candidate.place)
    _relations(candidate, citation)
    _grants(candidate, article)
    for one in citation.findall("CoiStatement"):
        said = words(one)
        statement = interests(candidate, markdown([Run(said)]), said, place(one)) if said else ""
        candidate.give("competing_interests", statement)
    for path in _DROPPED:
        for one in citation.findall(path):
            if words(one):
                candidate.lose("dropped", place(one), f"{tag(one)}: `{words(one)[:100]}`")
    _references(candidate, element)
    return candidate


def _identifiers(candidate: Candidate, element: Element, citation: Element) -> None:
    pmid = citation.find("PMID")
    if pmid is not None:
        candidate.give("pmid", identifier("pmid", words(pmid), candidate, place(pmid)))
    for one in (
        *element.findall("PubmedData/ArticleIdList/ArticleId"),
        *citation.findall("Article/ELocationID"),
    ):
        kind = attribute(one, "IdType") or attribute(one, "EIdType")
        scheme = {"doi": "doi", "pmc": "pmcid", "pmcid": "pmcid"}.get(kind)
        if scheme and attribute(one, "ValidYN") != "N" and scheme not in candidate.fields:
            candidate.give(scheme, identifier(scheme, words(one), candidate, place(one)))


def _journal(candidate: Candidate, citation: Element, article: Element) -> None:
    """The journal, and where in it the article stands."""

    def text(path: str) -> str:
        return words(article.find(path))

    linking = words(citation.find("MedlineJournalInfo/ISSNLinking"))
    give_journal(
        candidate,
        (
            text("Journal/Title"),
            text("Journal/ISOAbbreviation"),
            words(citation.find("MedlineJournalInfo/MedlineTA")),
        ),
        f"{text('Journal/ISSN')} {linking}",
        printed=text("Journal/ISSN[@IssnType='Print']"),
        online=text("Journal/ISSN[@IssnType='Electronic']"),
    )
    span = text("Pagination/MedlinePgn")
    give_place(
        candidate,
        text("Journal/JournalIssue/Volume"),
        text("Journal/JournalIssue/Issue"),
        (span, "") if span else (text("Pagination/StartPage"), text("Pagination/EndPage")),
    )


def _phrases(element: Element) -> list[Phrase]:
    found: list[Phrase] = [Run(re.sub(r"\s+", " ", element.text or ""))]
    for child in element:
        inner = _phrases(child)
        found += [Marked(_MARKS[tag(child)], tuple(inner))] if tag(child) in _MARKS else inner
        found.append(Run(re.sub(r"\s+", " ", child.tail or "")))
    return found


def _titles(candidate: Candidate, article: Element) -> None:
    element = article.find("ArticleTitle")
    vernacular = words(article.find("VernacularTitle"))
    if element is not None and words(element):
        text = titled(_phrases(element), candidate, place(element))
        bracketed = re.fullmatch(r"\\?\[(.*?)\\?\]\.?", text)
        candidate.give("title", without_stop(bracketed[1]) if bracketed else text)
    elif vernacular:
        candidate.give("title", title(vernacular, candidate, place(article)))
        return
    if vernacular:
        candidate.lose("dropped", place(article), f"the title in its own language: `{vernacular[:100]}`")


def _dates(candidate: Candidate, element: Element, article: Element) -> None:
    printed = (*article.findall("ArticleDate"), *article.findall("Journal/JournalIssue/PubDate"))
    candidate.give("published", most_precise(_date(candidate, one) for one in printed))
    told: dict[str, PartialDate] = {}
    for one in element.findall("PubmedData/History/PubMedPubDate"):
        status = attribute(one, "PubStatus")
        if status in ("received", "accepted") and (found := _date(candidate, one)):
            told[status] = found
    if told:
        candidate.give("dates", Dates(**told))


def _date(candidate: Candidate, element: Element) -> PartialDate | None:
    if written := words(element.find("MedlineDate")):
        return written_date(written, candidate, place(element))
    year, month, day = (words(element.find(name)) for name in ("Year", "Month", "Day"))
    return date(year, month, day, candidate, place(element))


def _authors(candidate: Candidate, article: Element) -> None:
    affiliations: dict[Affiliation, str] = {}
    authors: list[Author] = []
    authors_list = article.find("AuthorList")
    for element in authors_list if authors_list is not None else ():
        if attribute(element, "ValidYN") == "N":
            continue
        if name := words(element.find("CollectiveName")):
            authors.append(Group(name))
            continue
        one = person(
            words(element.find("LastName")),
            words(element.find("ForeName")) or words(element.find("Initials")),
            words(element.find("Suffix")),
        )
        if one is None:
            continue
        keys = []
        for info in element.findall("AffiliationInfo"):
            text = without_email(words(info.find("Affiliation")), candidate, place(info)).rstrip(".")
            ror = next(
                (words(i) for i in info.findall("Identifier") if attribute(i, "Source").upper() == "ROR"), ""
            )
            if text:
                keys.append(
                    affiliations.setdefault(
                        Affiliation(text[:4000], ror=identifier("ror", ror, candidate, place(info))),
                        f"a{len(affiliations) + 1}",
                    )
                )
        orcid = next(
            (words(i) for i in element.findall("Identifier") if attribute(i, "Source") == "ORCID"), ""
        )
        authors.append(one._replace(
            affiliations=tuple(dict.fromkeys(keys)), equal_contribution=attribute(element, "EqualContrib") == "Y",
            orcid=identifier("orcid", orcid, candidate, place(element), str(one)),
        ))  # fmt: skip
    if authors_list is not None and attribute(authors_list, "CompleteYN") == "N":
        candidate.lose("dropped", place(authors_list), "further authors, whom PubMed does not name")
    candidate.give("authors", tuple(authors))
    candidate.give("affiliations", {key: value for value, key in affiliations.items()})


def _abstract(candidate: Candidate, article: Element) -> None:
    parts = []
    for element in article.findall("Abstract/AbstractText"):
        body = markdown(_phrases(element))
        label = attribute(element, "Label")
        if label and body and label.upper() != "UNLABELLED":
            shown = label.capitalize() if label.isupper() else label
            body = f"{markdown([Marked('bold', (Run(f'{shown}.'),))])} {body}"
        if body:
            parts.append(body)
    candidate.give("abstract", "\n\n".join(parts))


def _relations(candidate: Candidate, citation: Element) -> None:
    entries = []
    for element in citation.findall("CommentsCorrectionsList/CommentsCorrections"):
        kind = attribute(element, "RefType")
        relation = RELATIONS.get(kind)
        text = words(element.find("RefSource"))
        if relation is None:
            if kind != "Cites":
                candidate.lose(
                    "dropped",
                    place(element),
                    f"{kind}: {text} (the archive works out itself what leads back)",
                )
            continue
        doi = re.search(r"10\.\d{4,9}/\S+", text)
        work = Work(
            pmid=identifier(
                "pmid", words(element.find("PMID")), candidate, place(element), "a related article"
            ),
            doi=identifier("doi", doi[0], candidate, place(element), "a related article") if doi else "",
        )
        if not work.key:
            work = Work(text=text)
        if work.key or work.text:
            entries.append(Related(relation, work=work))
    candidate.give("related", tuple(dict.fromkeys(entries)))


def _grants(candidate: Candidate, article: Element) -> None:
    awards: dict[str, list[str]] = {}
    for grant in article.findall("GrantList/Grant"):
        agency = words(grant.find("Agency")) or words(grant.find("Acronym"))
        if agency:
            awards.setdefault(agency, []).extend(filter(None, [words(grant.find("GrantID"))]))
    give_funding(candidate, awards)


def _references(candidate: Candidate, element: Element) -> None:
    found = []
    for number, one in enumerate(element.findall("PubmedData/ReferenceList//Reference"), 1):
        ids = {attribute(i, "IdType"): words(i) for i in one.findall("ArticleIdList/ArticleId")}
        work = Work(
            text=words(one.find("Citation"))[:4000],
            doi=identifier("doi", ids.get("doi", ""), candidate, place(one), "a reference"),
            pmid=identifier("pmid", ids.get("pubmed", ""), candidate, place(one), "a reference"),
        )
        if work.text or work.key:
            found.append(Reference(f"r{number}", work))
    candidate.give("references", tuple(found))
