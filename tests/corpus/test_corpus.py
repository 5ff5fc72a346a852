"""Real articles and references through the whole of it: records, archive, checks, site."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

import pytest

from postilla import addresses
from postilla.build import Site
from postilla.model import Work, doi_key
from postilla.model.inline import to_plain
from postilla.plugin import load
from postilla.records import decode, update

from .conftest import CorpusArchive

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def site(archive: CorpusArchive) -> Iterator[Site]:
    """The archive as it was read for the build; from the cache."""
    settings, _ = load(archive.root / "mkdocs.yml")
    examined = Site.examine(settings)
    yield examined
    examined.close()


def test_the_corpus_is_whole(archive: CorpusArchive) -> None:
    assert len(archive.records) == 1979 + 19
    assert sum(bool(tail.text) for _, tail in archive.records.values()) == 183
    assert sum(len(tail.references) for _, tail in archive.records.values()) > 7_000


def test_nothing_is_found_but_what_the_corpus_lacks(archive: CorpusArchive, site: Site) -> None:
    lacking = {(path, "P312") for path, (head, _) in archive.records.items() if not head.specialties}
    lacking |= {
        (path, "P313")
        for path, (head, _) in archive.records.items()
        if head.type == "commentary" and not head.related
    }
    assert {(finding.path, finding.code) for finding in site.report.findings} == lacking
    assert len(lacking) < 50
    assert site.report.articles == len(archive.records)


def test_every_record_reads_back_as_it_was_written(archive: CorpusArchive) -> None:
    for path, written in archive.records.items():
        data = (archive.root / path).read_bytes()
        record = decode(path, data).record
        assert record
        assert (record.head, record.tail) == written, path


def test_a_changed_reference_changes_its_own_lines(archive: CorpusArchive) -> None:
    many = [path for path, (_, tail) in archive.records.items() if len(tail.references) > 2]
    for path in many[::20]:
        head, tail = archive.records[path]
        old = (archive.root / path).read_text("utf-8").splitlines()
        second = tail.references[1]
        changed = second._replace(work=second.work._replace(url="https://example.org/x"))
        references = (tail.references[0], changed, *tail.references[2:])
        new = update(path, "\n".join(old).encode(), head, tail._replace(references=references)).splitlines()
        assert [line for line in difflib.ndiff(old, new) if line[0] in "+-"] == [
            "+     url: 'https://example.org/x'"
        ], path


def test_every_discussed_work_is_known_once(archive: CorpusArchive, site: Site) -> None:
    heads = {head.id: head for head, _ in archive.records.values()}
    wanted = set()
    for head in heads.values():
        for related in head.related:
            work = related.work or Work(doi=heads[related.article].doi)
            wanted.add(f"doi:{doi_key(work.doi)}" if work.doi else f"pmid:{work.pmid}" if work.pmid else "")
    assert len(wanted) > 300
    assert set(site.archive.works) == wanted - {""}
    for discussed in site.archive.works.values():
        assert (archive.site / addresses.output(addresses.work(discussed.work))).is_file()


def test_articles_about_one_work_know_of_each_other(archive: CorpusArchive, site: Site) -> None:
    about: dict[str, set[str]] = {}
    for head, _ in archive.records.values():
        for related in head.related:
            target = related.article or doi_key(related.work.doi if related.work else "")
            about.setdefault(target, set()).add(head.id)
    shared = [ids for target, ids in about.items() if target and len(ids) > 1]
    assert shared
    for ids in shared:
        for id in ids:
            assert ids - {id} <= set(site.archive.siblings(id))


def test_every_article_has_its_page_with_all_that_is_in_its_record(archive: CorpusArchive) -> None:
    for head, tail in archive.records.values():
        page = (archive.site / addresses.output(addresses.article(head.id))).read_text("utf-8")
        shown = " ".join(unescape(re.sub(r"<[^>]*>", "", page)).split())
        assert to_plain(head.title) in shown
        assert all(str(author) in shown for author in head.authors), head.id
        assert page.count('<li id="ref-') == len(tail.references), head.id
        cited = Counter(re.findall(r"@([\w.:-]+)\]", tail.text))
        assert Counter(re.findall(r'class="cite" id="[^"]+" href="#ref-([^"]+)"', page)) == cited, head.id
        assert page.count('<figure class="figure"') == len(tail.figures), head.id


def test_every_reference_shows_who_what_and_where(archive: CorpusArchive) -> None:
    for head, tail in archive.records.values():
        page = (archive.site / addresses.output(addresses.article(head.id))).read_text("utf-8")
        shown = re.findall(r'<li id="ref-[^"]+"[^>]*><span>(.*?)</span>', page, re.DOTALL)
        for reference, html in zip(tail.references, shown, strict=True):
            text = unescape(re.sub(r"<[^>]*>", "", html))
            work = reference.work
            if work.title:
                assert to_plain(work.title).rstrip(".") in text
                assert work.journal.rstrip(".") in text
            if work.authors and work.title:
                assert text.startswith(work.authors[0].initials())
            assert not re.search(r"\bNone\b", text) or "None" in work.title
