"""Laws over the corpus: what is exported and imported again is the record that it was, as far as formats hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from postilla.build import Site
from postilla.cli import main
from postilla.formats import FORMATS, Item, jats, written
from postilla.formats.reading import SOURCES, Candidate
from postilla.imports.making import tidy
from postilla.model import Head, Record, Tail
from postilla.model.inline import to_plain
from postilla.plugin import load
from postilla.records import decode, encode_fields

pytestmark = pytest.mark.corpus

CONFIG = """\
site_name: The corpus
site_url: https://example.org/
plugins: [{postilla: {jobs: 2}}]
theme: {name: material, font: false}
"""
TYPES = "- {id: commentary, name: Commentary, aliases: [Insight], needs: [comments-on]}\n"
UNTITLED = {"elife-00243", "elife-00340"}
"""Articles that cite a work with a title and nothing that it stands in: JATS cannot say which of the two it is."""


@pytest.fixture(scope="module")
def archive(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commentaries of the corpus."""
    root = tmp_path_factory.mktemp("round")
    (root / "articles/_vocabulary").mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "docs/about.md").write_text("# About\n", "utf-8")
    (root / "articles/_vocabulary/types.yml").write_text(TYPES, "utf-8")
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    with pytest.raises(SystemExit) as left:
        main(
            [
                "import",
                str(corpus / "jats/commentaries"),
                "-f",
                str(root / "mkdocs.yml"),
                "--create-terms",
                "-q",
            ]
        )
    assert left.value.code == 0
    return root


@pytest.fixture(scope="module")
def items(archive: Path) -> Iterator[list[tuple[Item, Record]]]:
    """Every article as formats see it, and its record."""
    settings, _ = load(archive / "mkdocs.yml")
    site = Site.read(settings)
    files = {file.stem: file for file in (archive / "articles").rglob("*.md")}
    pairs = []
    for item in site.items(site.archive.order):
        file = files[item.publication.head.id]
        record = decode(file.relative_to(archive).as_posix(), file.read_bytes()).record
        assert record
        pairs.append((item, record))
    assert len(pairs) == 183
    yield pairs
    site.close()


def again(name: str, item: Item, record: Record) -> tuple[Head, Tail]:
    """The record that comes of its export; terms, which are names in the export, and the source stay."""
    text = jats(item) if name == "jats" else "".join(written(FORMATS[name], [item]))
    (candidate,) = SOURCES[name].read(text.encode())
    assert isinstance(candidate, Candidate)
    tidy(candidate)
    fields, head, tail = candidate.fields, record.head, record.tail
    fields.pop("language", "")
    kept = {"id": head.id, "type": head.type, "journal": head.journal, "specialties": head.specialties}
    new_head = Head(**{"title": "", **{n: fields[n] for n in Head._fields if n in fields}, **kept})
    new_tail = Tail(**{"affiliations": {}, **{n: fields[n] for n in Tail._fields if n in fields}})
    return new_head, new_tail._replace(source=tail.source)


def test_jats_holds_the_whole_record(items: list[tuple[Item, Record]]) -> None:
    for item, record in items:
        head, tail = again("jats", item, record)
        before, after = encode_fields(record.head, record.tail, ""), encode_fields(head, tail, "")
        if record.head.id in UNTITLED:
            del before["references"], after["references"]
        if any(supplement.url for supplement in record.tail.supplements):
            # what is written names the files of a record; supplements elsewhere have no place in it yet
            del before["supplements"]
        assert after == before, record.path
        assert tail.text == record.tail.text, record.path


HELD = {
    "ris": ("authors", "published", "volume", "issue", "pages", "elocation", "doi"),
    "bibtex": ("title", "authors", "volume", "issue", "pages", "elocation", "doi"),
    "csl": ("title", "authors", "published", "volume", "issue", "pages", "elocation", "doi"),
    "nbib": ("authors", "published", "volume", "issue", "pages", "elocation", "doi"),
}
"""What each format can hold whole."""


@pytest.mark.parametrize("name", HELD)
def test_citation_files_hold_what_they_can(items: list[tuple[Item, Record]], name: str) -> None:
    for item, record in items:
        head, tail = again(name, item, record)
        for field in HELD[name]:
            if field == "authors":
                assert [str(a) for a in head.authors] == [str(a) for a in record.head.authors], record.path
            else:
                assert getattr(head, field) == getattr(record.head, field), (record.path, field)
        assert plain(to_plain(head.title)) == plain(to_plain(record.head.title)), record.path
        # one line holds them all in BibTeX and CSL-JSON, parted by commas, which some keywords have themselves
        apart = " " if name in ("ris", "nbib") else ""
        words = (apart.join(map(plain, one.keywords)) for one in (tail, record.tail))
        assert next(words) == next(words), record.path
        assert plain(tail.abstract) == plain(record.tail.abstract), record.path


def plain(text: str) -> str:
    """Letters and digits alone: formats without marks write raised and lowered text as it is."""
    return re.sub(r"[\W_]+", "", re.sub(r"</?[a-z]+>", "", text))
