"""The large corpus, and one archive that is made of it and built."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from postilla.archive import slug
from postilla.model import Head, Reference, Tail
from postilla.plugin import run_build
from postilla.records import encode

from . import facts, jats

SETTINGS = """\
site_name: The corpus
site_url: https://example.org/
plugins:
  - postilla:
      jobs: 2
theme: {name: material, font: false}
"""
JOURNALS = """\
- {id: elife, name: eLife, doi_prefix: '10.7554', license: CC-BY-4.0}
- {id: jci, name: J Clin Invest, doi_prefix: '10.1172', issn_print: 0021-9738, issn_online: 1558-8238}
"""
TYPES = """\
- {id: commentary, name: Commentary, needs: [comments-on]}
- {id: correction, name: Correction, notice: true, needs: [corrects]}
"""
FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"/>\n'
OTHER_TYPES = ("research-article", "discussion", "editorial", "book-review")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the corpus."""
    named = os.environ.get("POSTILLA_CORPUS", "")
    if not named:
        pytest.skip("POSTILLA_CORPUS names no folder of the corpus")
    folder = Path(named)
    if not (folder / "SOURCE.md").is_file():
        pytest.fail(f"POSTILLA_CORPUS names {named}, which is not the corpus")
    return folder


@dataclass(frozen=True, slots=True)
class CorpusArchive:
    """The archive as it was written, and its finished site."""

    root: Path
    records: dict[str, tuple[Head, Tail]]
    """What was written, by path."""
    site: Path


@pytest.fixture(scope="session")
def archive(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> CorpusArchive:
    """Every article that the corpus knows, 183 of them with their text, and tens of thousands of real references."""
    root = tmp_path_factory.mktemp("corpus")
    written = {f"articles/{_year(head)}/{head.id}.md": (head, tail) for head, tail in _records(corpus)}
    subjects = sorted({s for head, _ in written.values() for s in head.specialties})
    _write(root, "mkdocs.yml", SETTINGS)
    _write(root, "docs/about.md", "# About\n")
    _write(root, "articles/_vocabulary/journals.yml", JOURNALS)
    others = "".join(f"- {{id: {id}, name: {id}}}\n" for id in OTHER_TYPES)
    _write(root, "articles/_vocabulary/types.yml", TYPES + others)
    terms = {slug(subject): subject for subject in subjects}
    _write(
        root,
        "articles/_vocabulary/specialties.yml",
        "".join(f"- {{id: {id}, name: {name}, aliases: [{name}]}}\n" for id, name in terms.items()),
    )
    for path, (head, tail) in written.items():
        _write(root, path, encode(head, tail, head.id))
        for figure in tail.figures:
            _write(root, f"{path.removesuffix('.md')}/{figure.file}", FIGURE)
    run_build(root / "mkdocs.yml", strict=True)
    return CorpusArchive(root, written, root / "site")


def _records(corpus: Path) -> Iterator[tuple[Head, Tail]]:
    texts = {
        head.id: (head, tail)
        for head, tail in map(jats.commentary, sorted((corpus / "jats/commentaries").glob("*.xml")))
    }
    heads = [*facts.elife(corpus), *facts.jci(corpus)]
    works = [w for n, w in enumerate(facts.references(corpus)) if n % (4 if facts.is_odd(w) else 40) == 0]
    bare = [head for head in heads if head.id not in texts]
    each = -(-len(works) // len(bare))
    for number, head in enumerate(bare):
        own: tuple[Reference, ...] = facts.numbered(works[number * each : (number + 1) * each])
        yield head, Tail(affiliations={}, references=own)
    yield from texts.values()


def _year(head: Head) -> int:
    assert head.published
    return head.published.year


def _write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
