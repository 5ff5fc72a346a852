from __future__ import annotations

import collections
import gzip
import hashlib
import json
import os
import re
from pathlib import Path

import pytest

from bench import articles, generate, plain, references, vocabularies
from bench.articles import Article, Articles
from postilla.model import NameText, Reference
from postilla.records import decode, decode_vocabulary, encode

CORPUS = os.environ.get(references.CORPUS, "")
REAL = {
    "doi": "10.5555/not a doi", "pmid": "31415", "title": "A * in ^ a title", "container": "J Imag Med",
    "year": "2013a", "volume": "4", "issue": None, "fpage": "12", "lpage": None,
    "authors": [{"family": "Le Sénéchal", "given": "A"}, {"literal": "The Invented Group"}], "cited_in": [],
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(references.CORPUS, raising=False)


def text_of(article: Article) -> str:
    return encode(article.head, article.tail, article.head.id)


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_the_same_seed_and_size_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        generate.write(tmp_path / name, 20, seed=7)
    assert digests(tmp_path / "one") == digests(tmp_path / "other")


def test_another_seed_gives_other_articles() -> None:
    assert text_of(Articles(7, 5).article(3)) != text_of(Articles(8, 5).article(3))


def test_a_small_archive_is_the_beginning_of_a_large_one_but_for_the_issues() -> None:
    small, large = Articles(7, 20), Articles(7, 100_000)
    for number in range(20):
        issues = re.compile(r"^issue: .*\n", re.MULTILINE)
        assert issues.sub("", text_of(small.article(number))) == issues.sub(
            "", text_of(large.article(number))
        )
        assert small.path(number) == large.path(number) == small.article(number).path


def test_records_are_canonical_and_without_findings() -> None:
    for article in Articles(7, 120):
        text = text_of(article)
        decoded = decode(article.path, text.encode())
        assert decoded.findings == ()
        assert decoded.record is not None
        assert (decoded.record.head, decoded.record.tail) == (article.head, article.tail)
        assert encode(decoded.record.head, decoded.record.tail, article.head.id) == text


def test_vocabularies_have_no_findings_and_hold_every_term_that_is_used() -> None:
    terms = {}
    for name, text in vocabularies.files().items():
        vocabulary, findings = decode_vocabulary(name, f"articles/_vocabulary/{name}.yml", text.encode())
        assert findings == ()
        terms[name] = {term.id for term in vocabulary.terms}
    assert {name: len(ids) for name, ids in terms.items() if name in ("journals", "specialties", "series")} == {
        "journals": 5, "specialties": 30, "series": 40,
    }  # fmt: skip
    for article in Articles(7, 120):
        assert {article.head.type} <= terms["types"]
        assert {article.head.journal} <= terms["journals"]
        assert set(article.head.specialties) <= terms["specialties"]
        assert {place.id for place in article.head.series} <= terms["series"]
        assert {place.id for place in article.head.collections} <= terms["collections"]


def test_no_position_of_a_series_is_taken_twice() -> None:
    places = [place for number in range(3_000) for place in articles._series(number)]
    assert len(places) == len(set(places)) == 250


def test_articles_are_as_long_and_as_related_as_real_ones() -> None:
    made = list(Articles(7, 300))
    words = [len(re.sub(r"\[@[^\]]*\]", "", article.tail.text).split()) for article in made]
    assert 900 < sum(words) / len(words) < 1_100
    assert 11 < sum(len(article.tail.references) for article in made) / len(made) < 13
    authors = collections.Counter(
        author for a in made for author in {str(person) for person in a.head.authors}
    )
    assert authors.most_common(1)[0][1] > 1
    works = [r.work.doi for a in made for r in a.head.related if r.work]
    assert len(works) - len(set(works)) == 300 / 20
    numbers = {article.head.id: at for at, article in enumerate(made)}
    for at, article in enumerate(made):
        assert all(numbers[r.article] < at for r in article.head.related if r.article)


def test_every_citation_names_a_reference() -> None:
    for article in Articles(7, 60):
        ids = {reference.id for reference in article.tail.references}
        cited = {
            id
            for group in re.findall(r"\[(@[^\]]*)\]", article.tail.text)
            for id in re.findall(r"@([^;\s]+)", group)
        }
        assert cited
        assert cited <= ids


def test_ordinary_pages_show_numbers_for_citations(tmp_path: Path) -> None:
    plain.write(tmp_path / "plain", 12, seed=7)
    pages = list((tmp_path / "plain" / "docs" / "articles").rglob("*.md"))
    assert len(pages) == 12
    for path in pages:
        text = path.read_text("utf-8")
        assert "[@" not in text
        assert re.search(r" \[\d+(?:, \d+)*\]\.", text)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("", "utf-8")
    with pytest.raises(FileExistsError):
        generate.write(tmp_path, 1)


def test_the_corpus_gives_real_references(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with gzip.open(tmp_path / references.FILE, "wt", encoding="utf-8") as file:
        file.write(json.dumps(REAL) + "\n")
    monkeypatch.setenv(references.CORPUS, str(tmp_path))
    article = Articles(7, 1).article(0)
    first, second = article.tail.references[:2]
    assert (first.id, second.id) == ("lesenechal2013a", "lesenechal2013ab")
    assert isinstance(first, Reference)
    assert (first.work.doi, first.work.pmid, first.work.pages) == ("", "31415", "12")
    assert first.work.authors[1] == NameText("The Invented Group")
    assert decode(article.path, text_of(article).encode()).findings == ()


@pytest.mark.corpus
def test_real_references_have_no_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    if not CORPUS:
        pytest.skip("POSTILLA_CORPUS names no folder")
    monkeypatch.setenv(references.CORPUS, CORPUS)
    for article in Articles(7, 100):
        assert decode(article.path, text_of(article).encode()).findings == ()
