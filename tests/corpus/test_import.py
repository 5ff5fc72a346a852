"""The articles of the corpus, imported as an editor would: nothing is missing that their XML says."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from postilla.bodies import BodySource, FigureSource, render
from postilla.cli import main
from postilla.model import Person, Record, doi_key
from postilla.model.inline import to_plain
from postilla.records import decode
from tests.formats.readers.unsaid import unsaid

pytestmark = pytest.mark.corpus

CONFIG = """\
site_name: The corpus
site_url: https://example.org/
plugins: [{postilla: {jobs: 2}}]
theme: {name: material, font: false}
"""
TYPES = """\
- {id: commentary, name: Commentary, aliases: [Insight], needs: [comments-on]}
- {id: correction, name: Correction, notice: true, needs: [corrects]}
- {id: reply, name: Reply, needs: [replies-to]}
"""
HREF = "{http://www.w3.org/1999/xlink}href"


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture(scope="module")
def imported(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All 281 files in an archive that knew nothing but types."""
    root = tmp_path_factory.mktemp("imported")
    (root / "docs").mkdir()
    (root / "docs/about.md").write_text("# About\n", "utf-8")
    (root / "articles/_vocabulary").mkdir(parents=True)
    (root / "articles/_vocabulary/types.yml").write_text(TYPES, "utf-8")
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    arguments = ["import", str(corpus / "jats"), "-f", str(root / "mkdocs.yml"), "--create-terms", "-q"]
    assert run(*arguments, "--report", str(root / "report.json")) == 0
    return root


@pytest.fixture(scope="module")
def records(imported: Path) -> Mapping[str, Record]:
    """Every record by its DOI."""
    found = {}
    for file in (imported / "articles").rglob("*.md"):
        decoded = decode(file.relative_to(imported).as_posix(), file.read_bytes())
        assert decoded.record
        found[doi_key(decoded.record.head.doi)] = decoded.record
    return found


@pytest.fixture(scope="module")
def commentaries(corpus: Path, records: Mapping[str, Record]) -> list[tuple[Element, Record]]:
    """The XML of each commentary, and its record."""
    pairs = []
    for file in sorted((corpus / "jats/commentaries").glob("*.xml")):
        article = ElementTree.parse(file).getroot()
        doi = article.findtext("front/article-meta/article-id[@pub-id-type='doi']") or ""
        pairs.append((article, records[doi_key(doi)]))
    assert len(pairs) == 183
    return pairs


def test_every_file_gives_its_records(imported: Path) -> None:
    report = json.loads((imported / "report.json").read_text("utf-8"))
    assert report["files"] == 281 + 1, "the list of the files is a table of articles too"
    assert report["problems"] == []
    assert report["counts"] == {"new": 281 + 82, "twice": 281}, "82 letters and replies stand within articles"


def test_what_is_imported_passes_the_check(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run("check", "-f", str(imported / "mkdocs.yml"), "-q", "--format", "json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["errors"] == 0
    # no picture lies beside the XML; some notices have no subject; a few links of the sources are broken
    assert {finding["code"] for finding in report["findings"]} <= {"P222", "P312", "P313", "P405", "P412"}


def test_metadata(commentaries: list[tuple[Element, Record]]) -> None:
    for article, record in commentaries:
        meta, head, tail = article.find("front/article-meta"), record.head, record.tail
        assert meta is not None
        assert head.doi == meta.findtext("article-id[@pub-id-type='doi']")
        assert to_plain(head.title) == said(meta.find("title-group/article-title"))
        date = meta.find("pub-date[@date-type='pub']")
        assert date is not None
        assert head.published == tuple(int(date.findtext(part) or 0) for part in ("year", "month", "day"))
        assert (head.volume, head.elocation) == (meta.findtext("volume"), meta.findtext("elocation-id"))
        assert head.type == "commentary"
        abstract = render(BodySource(tail.abstract, "a-", ())).html
        assert words(abstract) == Counter(
            re.findall(r"\w+", " ".join(said(p) for p in meta.findall("abstract/p")))
        )
        subjects = {
            said(s) for s in meta.findall("article-categories/subj-group[@subj-group-type='heading']/subject")
        }
        assert len(head.specialties) == len(subjects)
        assert len(tail.keywords) == len({said(k) for k in meta.findall("kwd-group/kwd")})
        assert (
            tail.license
            == f"CC-BY-{'4.0' if '/4.0/' in (meta.find('permissions/license') or article).get(HREF, '') else '3.0'}"
        )
        discussed = {doi_key(e.get(HREF, "")) for e in meta.findall("related-article")}
        assert discussed <= {doi_key(one.work.doi) for one in head.related if one.work}
        assert all(one.work.title or one.work.text for one in head.related if one.work), record.path


def test_people_and_affiliations(commentaries: list[tuple[Element, Record]]) -> None:
    for article, record in commentaries:
        contribs = article.findall("front/article-meta/contrib-group/contrib[@contrib-type='author']")
        people = [author for author in record.head.authors if isinstance(author, Person)]
        assert [(p.family, p.given) for p in people] == [
            (said(c.find("name/surname")), said(c.find("name/given-names"))) for c in contribs
        ]
        by_id = {aff.get("id"): aff for aff in article.iter("aff")}
        for contrib, person in zip(contribs, people, strict=True):
            orcid = (contrib.findtext("contrib-id") or "").rpartition("/")[2]
            assert person.orcid == orcid
            affs = [by_id[x.get("rid")] for x in contrib.findall("xref[@ref-type='aff']")] + contrib.findall(
                "aff"
            )
            shown = " ".join(str(record.tail.affiliations[key]) for key in person.affiliations)
            for aff in affs:
                missing = set(re.findall(r"\w+", without(aff, "email", "label"))) - set(
                    re.findall(r"\w+", shown)
                )
                assert missing <= {"the", "and", "of", "at"}, (record.path, missing)


def test_references(commentaries: list[tuple[Element, Record]]) -> None:
    for article, record in commentaries:
        refs = article.findall("back/ref-list/ref")
        assert [r.id for r in record.tail.references] == [ref.get("id") for ref in refs]
        for ref, reference in zip(refs, record.tail.references, strict=True):
            work, citation = reference.work, ref.find("element-citation")
            assert citation is not None
            assert (
                to_plain(work.title) == said(citation.find("article-title"))
                or citation.find("article-title") is None
            )
            doi = (citation.findtext("pub-id[@pub-id-type='doi']") or work.doi).strip()
            assert work.doi == doi or not re.match(r"10\.\d{4,9}/\S+$", doi)
            assert work.year == said(citation.find("year"))
            authors = citation.findall("person-group[@person-group-type='author']/name")
            assert sum(isinstance(author, Person) for author in work.authors) >= len(authors)


def test_figures(commentaries: list[tuple[Element, Record]]) -> None:
    for article, record in commentaries:
        figures = {figure.id: figure for figure in record.tail.figures}
        for fig in article.iter("fig"):
            figure = figures[fig.get("id", "")]
            assert figure.label == said(fig.find("label")).rstrip(".")
            caption = " ".join(said(part) for part in fig.findall("caption/*"))
            assert to_plain(figure.caption) == " ".join(caption.split())
            assert to_plain(figure.credit) == said(fig.find("attrib"))


def test_the_words_of_the_body_are_all_there(commentaries: list[tuple[Element, Record]]) -> None:
    """The same multiset, except for citations: numbers stand for those in brackets, others keep their words."""
    for article, record in commentaries:
        tail, body = record.tail, article.find("body")
        assert body is not None
        figures = tuple(FigureSource(f.id, f.label, f.caption, f.credit, f.alt, f.file) for f in tail.figures)
        references = tuple(reference.id for reference in tail.references)
        page = render(BodySource(tail.text, "t-", references, figures)).html
        page = re.sub(r'<a class="cite"[^>]*>\d+</a>|<sup class="fnref">.*?</sup>', "", page)
        page = re.sub(r'<section class="footnotes".*', "", page, flags=re.DOTALL)
        files = " ".join(f"{one.label} {to_plain(one.title)}" for one in tail.supplements)
        wanted, cited = written(body, cited=False), written(body, cited=True)
        found = words(page) + Counter(re.findall(r"\w+", files))
        assert wanted - found == Counter(), record.path
        notes = Counter(re.findall(r"\w+", " ".join(said(note) for note in article.findall("back/notes"))))
        assert found - cited - notes == Counter(), record.path


SAID_ELSEWHERE = re.compile(
    r"/copyright-statement$|/boxed-text(?:\[\d+\])?/|/custom-meta(?:\[\d+\])?/meta-value$|ext-link$"
)
"""Year and holder say what a statement does; the box of the related article is in `related`; versions of templates."""


def test_nothing_is_lost_without_a_word(corpus: Path) -> None:
    """Every text of all 281 files stands in a record or in the report."""
    found = {
        (file.name, *one)
        for file in sorted((corpus / "jats").rglob("*.xml"))
        for one in unsaid(file.read_bytes())
        if not SAID_ELSEWHERE.search(one[0])
    }
    # one affiliation in a note, which the source writes without a space between its parts
    assert {name for name, *_ in found} <= {"elife12852.xml"}


def test_the_site_has_no_broken_link(imported: Path) -> None:
    assert run("build", "-f", str(imported / "mkdocs.yml"), "-q") == 0
    site = imported / "site"
    names: dict[Path, set[str]] = {}
    broken = []
    for file in sorted(site.rglob("*.html")):
        for link in re.findall(r'(?:href|src)="([^"]*)"', file.read_text("utf-8")):
            target, _, place = unescape(link).partition("#")
            if re.match(r"[a-z]+:|//", target):
                continue
            to = (
                (site / target.lstrip("/") if target.startswith("/") else file.parent / target).resolve()
                if target
                else file
            )
            to = to / "index.html" if to.is_dir() else to
            if not to.is_file():
                broken.append((file, link))
            elif place and to.suffix == ".html":
                if to not in names:
                    names[to] = set(map(unescape, re.findall(r'\bid="([^"]*)"', to.read_text("utf-8"))))
                if place not in names[to]:
                    broken.append((file, link))
    assert broken == []


def test_importing_again_changes_nothing(imported: Path, corpus: Path, tmp_path: Path) -> None:
    root = tmp_path / "again"
    shutil.copytree(imported, root, ignore=shutil.ignore_patterns("site", ".cache"))
    before = {file: file.read_bytes() for file in (root / "articles").rglob("*") if file.is_file()}
    arguments = [
        "import",
        str(corpus / "jats/commentaries"),
        "-f",
        str(root / "mkdocs.yml"),
        "--update",
        "-q",
    ]
    assert run(*arguments) == 0
    assert {file: file.read_bytes() for file in (root / "articles").rglob("*") if file.is_file()} == before


def said(element: Element | None) -> str:
    """The text of an element on one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def without(element: Element, *tags: str) -> str:
    """The same without some elements."""
    parts = [element.text or ""]
    for child in element:
        parts += [without(child, *tags) if child.tag not in tags else "", child.tail or ""]
    return "".join(parts)


def words(html: str) -> Counter[str]:
    """The words of a page: what stands in one line of text is one, whatever marks there are in it."""
    inner = re.sub(r"</?(?:em|strong|sup|sub|a|span|u)\b[^>]*>", "", html)
    return Counter(re.findall(r"\w+", unescape(re.sub(r"<[^>]*>", " ", inner))))


def written(body: Element, *, cited: bool) -> Counter[str]:
    """The words of a body; the box of the related article is in `related`, but for the caption of its picture."""

    def text(element: Element) -> str:
        if element.tag == "xref" and element.get("ref-type") == "bibr" and not cited:
            return element.tail or ""
        if element.tag == "boxed-text" and said(element).lower().startswith("related research article"):
            captions = (said(p) for p in element.iter("p"))
            return " ".join(c for c in captions if c.lower().startswith("image")) + (element.tail or "")
        gap = "" if element.tag in ("italic", "bold", "sup", "sub", "xref", "ext-link", "underline") else " "
        return gap + (element.text or "") + "".join(map(text, element)) + gap + (element.tail or "")

    return Counter(re.findall(r"\w+", text(body)))
