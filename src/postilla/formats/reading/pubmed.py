"""PubMed XML, as `efetch` and the web site give it (`PubmedArticleSet`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from postilla.model import Affiliation, Author, Dates, Funding, Group, Reference, Related, Relation, Work

from .candidate import Candidate, JournalNames, Problem, Read
from .marks import Marked, Phrase, Run, inline_text, markdown
from .markup import Element, XmlError, attribute, parse, place, tag, words
from .rich import title
from .values import date, identifier, pages, person, without_email, written_date

RELATIONS: Mapping[str, Relation | None] = MappingProxyType(
    {
        "CommentOn": Relation.COMMENTS_ON, "ErratumFor": Relation.CORRECTS, "RetractionOf": Relation.RETRACTS,
        "PartialRetractionOf": Relation.RETRACTS, "ExpressionOfConcernFor": Relation.RAISES_CONCERN_ABOUT,
        "UpdateOf": Relation.CONTINUES, "CorrectedandRepublishedFrom": Relation.CONTINUES,
        "RetractedandRepublishedFrom": Relation.CONTINUES, "AssociatedDataset": None, "CommentIn": None,
        "ErratumIn": None,
        "RetractionIn": None, "PartialRetractionIn": None, "ExpressionOfConcernIn": None, "UpdateIn": None,
        "CorrectedandRepublishedIn": None, "RetractedandRepublishedIn": None, "ReprintIn": None,
        "ReprintOf": Relation.COMPANION_TO,
        "OriginalReportIn": None, "SummaryForPatientsIn": None, "AssociatedPublication": Relation.COMPANION_TO,
        "Cites": None,
    }
)  # fmt: skip
"""`@RefType` → the relation; None for what leads back."""
TYPES: Mapping[str, str] = MappingProxyType(
    {
        "published erratum": "correction", "retraction of publication": "retraction",
        "expression of concern": "expression-of-concern", "editorial": "editorial", "letter": "letter",
        "review": "review",
        "interview": "interview", "comment": "commentary", "corrected and republished article": "correction",
    }
)  # fmt: skip
"""Publication types that name a type of article, the most telling first."""
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
    at = place(element)
    candidate = Candidate(at)
    give = candidate.give
    give("pmid", identifier("pmid", words(citation.find("PMID")), candidate, at))
    for path in ("PubmedData/ArticleIdList/ArticleId", "MedlineCitation/Article/ELocationID"):
        for one in element.findall(path):
            kind = attribute(one, "IdType") or attribute(one, "EIdType")
            scheme = {"doi": "doi", "pmc": "pmcid", "pmcid": "pmcid"}.get(kind)
            if scheme and attribute(one, "ValidYN") != "N" and scheme not in candidate.fields:
                give(scheme, identifier(scheme, words(one), candidate, place(one)))
    _titles(candidate, article)
    journal = article.find("Journal")
    if journal is not None:
        names = [
            words(journal.find("Title")),
            words(journal.find("ISOAbbreviation")),
            words(citation.find("MedlineJournalInfo/MedlineTA")),
        ]
        issns = [words(journal.find("ISSN")), words(citation.find("MedlineJournalInfo/ISSNLinking"))]
        candidate.journal = JournalNames(
            tuple(dict.fromkeys(filter(None, names))), tuple(dict.fromkeys(filter(None, issns)))
        )
        give("volume", words(journal.find("JournalIssue/Volume")))
        give("issue", words(journal.find("JournalIssue/Issue")))
    printed, number = pages(
        words(article.find("Pagination/MedlinePgn")) or words(article.find("Pagination/StartPage")),
        words(article.find("Pagination/EndPage")) if article.find("Pagination/MedlinePgn") is None else "",
    )
    give("pages", printed)
    give("elocation", number)
    _dates(candidate, element, article)
    _authors(candidate, article)
    _abstract(candidate, article)
    kinds = [words(one) for one in article.iter("PublicationType")]
    candidate.types = types_of(kinds)
    give("keywords", tuple(dict.fromkeys(words(one) for one in citation.iter("Keyword") if words(one))))
    language = words(article.find("Language")).lower()
    give(
        "language",
        _LANGUAGES.get(
            language, language if re.fullmatch(r"[a-z]{3}", language) and language != "und" else ""
        ),
    )
    _relations(candidate, citation)
    _grants(candidate, article)
    if statement := words(citation.find("CoiStatement")):
        none = re.fullmatch(
            r"(?i).{0,60}\b(?:no (?:conflicts?|competing)[\w ]*interests?[\w ]*|nothing to disclose|none)\.?",
            statement,
        )
        candidate.fields["competing_interests"] = "none" if none else markdown([Run(statement)])
        if none:
            candidate.lose(
                "changed", at, f"the statement of competing interests became `none`: `{statement[:80]}`"
            )
    if words(article.find("Abstract/CopyrightInformation")):
        candidate.lose(
            "dropped", at, f"copyright: `{words(article.find('Abstract/CopyrightInformation'))[:100]}`"
        )
    for name in (
        "MeshHeadingList",
        "ChemicalList",
        "GeneSymbolList",
        "PersonalNameSubjectList",
        "OtherAbstract",
        "InvestigatorList",
        "DataBankList",
    ):
        for one in (*citation.findall(name), *article.findall(name)):
            candidate.lose("dropped", place(one), f"{name}: `{words(one)[:80]}`")
    _references(candidate, element)
    return candidate


_LANGUAGES = {
    "eng": "en", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "spa": "es", "por": "pt", "ita": "it",
    "jpn": "ja", "chi": "zh", "rus": "ru", "dut": "nl", "pol": "pl",
}  # fmt: skip


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
        text, whole = inline_text(_phrases(element))
        if not whole:
            candidate.lose("changed", place(element), "marks within a word were left out of a title")
        bracketed = re.fullmatch(r"\\?\[(.*?)\\?\]\.?", text)
        text = bracketed[1] if bracketed else text
        stop = text.endswith(".") and not re.search(r"(?:\.\.|\b(?:[A-Z]|et al|spp?|Jr|Sr|St|U\.S)\.)$", text)
        candidate.give("title", text[:-1] if stop else text)
    elif vernacular:
        candidate.give("title", title(vernacular, candidate, place(article)))
        return
    if vernacular:
        candidate.lose("dropped", place(article), f"the title in its own language: `{vernacular[:100]}`")


def _dates(candidate: Candidate, element: Element, article: Element) -> None:
    printed = article.find("Journal/JournalIssue/PubDate")
    online = article.find("ArticleDate")
    dates = []
    for one in (online, printed):
        if one is None:
            continue
        if words(one.find("MedlineDate")):
            found = written_date(words(one.find("MedlineDate")), candidate, place(one))
        else:
            found = date(
                words(one.find("Year")),
                words(one.find("Month")),
                words(one.find("Day")),
                candidate,
                place(one),
            )
        if found:
            dates.append(found)
    candidate.give(
        "published", max(dates, key=lambda d: bool(d.month) + bool(d.day), default=None) if dates else None
    )
    told = {}
    for one in element.findall("PubmedData/History/PubMedPubDate"):
        status = attribute(one, "PubStatus")
        if status in ("received", "accepted"):
            found = date(
                words(one.find("Year")),
                words(one.find("Month")),
                words(one.find("Day")),
                candidate,
                place(one),
            )
            if found:
                told[status] = found
    if told:
        candidate.give("dates", Dates(**told))


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
    candidate.give(
        "funding", tuple(Funding(name, awards=tuple(dict.fromkeys(ids))) for name, ids in awards.items())
    )


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
