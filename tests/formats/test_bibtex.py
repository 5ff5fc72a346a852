from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string as parse_bibtex
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from postilla.formats import FORMATS, Item, Publication, RelatedWork, written
from postilla.formats.bibtex import bibtex
from postilla.model import Group, PartialDate, Person, Relation, Tail, Work
from tests.builders import a_head
from tests.formats import reading

PLAIN = LatexNodes2Text(strict_latex_spaces=True, keep_comments=True)
FIELDS = ("title", "author", "journal", "year", "volume", "number", "pages", "doi")
BIBTEX = FORMATS["bibtex"]


def text(latex: str) -> str:
    """What LaTeX would print."""
    # two commands of LaTeX that the reader lacks
    latex = latex.replace(r"{\textbraceleft}", r"\{").replace(r"{\textbraceright}", r"\}")
    # and two that it takes for accents
    printed = PLAIN.latex_to_text(latex, tolerant_parsing=False).translate({0x2C6: "^", 0x2DC: "~"})
    return reading.spaced(printed)


def an_item(**values: Any) -> Item:
    return Item(Publication(a_head(**values)), Tail({}))


@pytest.fixture(scope="module", params=["demonstration", "thousand"])
def items(request: pytest.FixtureRequest) -> list[Item]:
    found: list[Item] = request.getfixturevalue(request.param)
    return found


def test_pybtex_reads_back_what_was_written(items: list[Item]) -> None:
    entries = parse_string("".join(written(BIBTEX, items)), "bibtex").entries
    assert list(entries) == [item.publication.head.id for item in items]
    for item in items:
        head, entry = item.publication.head, entries[item.publication.head.id]
        fields = entry.fields
        assert text(fields["title"]) == reading.title(item)
        assert text(fields.get("journal", "")) == reading.journal(item)
        assert fields.get("year", "") == reading.year(item)
        assert text(fields.get("volume", "")) == head.volume
        assert text(fields.get("number", "")) == head.issue
        first, last = reading.pages(item)
        assert fields.get("pages", "") == (f"{first}--{last}" if last else first)
        assert fields.get("doi", "") == head.doi
        assert text(fields.get("abstract", "")) == reading.abstract(item)
        people = entry.persons.get("author", [])
        families = [text(" ".join((*p.prelast_names, *p.last_names))) for p in people]
        assert families == [
            # without a given name the suffix is part of what is braced
            reading.spaced(f"{reading.family(a)} {a.suffix}")
            if isinstance(a, Person) and not a.given
            else reading.family(a)
            for a in head.authors
        ]
        for author, person in zip(head.authors, people, strict=True):
            if isinstance(author, Person) and author.given:
                given = text(" ".join((*person.first_names, *person.middle_names)))
                assert given == reading.spaced(author.given)
                assert text(" ".join(person.lineage_names)) == author.suffix


def test_bibtexparser_reads_back_what_was_written(items: list[Item]) -> None:
    library = parse_bibtex("".join(written(BIBTEX, items)))
    assert not library.failed_blocks
    for item, entry in zip(items, library.entries, strict=True):
        assert entry.key == item.publication.head.id
        head, found = item.publication.head, {key: entry.get(key) for key in FIELDS}
        values = {key: "" if field is None else field.value for key, field in found.items()}
        assert text(values["title"]) == reading.title(item)
        assert text(values["journal"]) == reading.journal(item)
        assert values["year"] == reading.year(item)
        assert (text(values["volume"]), text(values["number"])) == (head.volume, head.issue)
        assert values["pages"] == "--".join(filter(None, reading.pages(item)))
        assert values["doi"] == head.doi
        assert values["author"].count(" and ") >= len(head.authors) - 1


def test_biber_finds_nothing_wrong_but_what_is_not_known(items: list[Item], tmp_path: Path) -> None:
    biber = os.environ.get("BIBER") or shutil.which("biber")
    if not biber:
        pytest.skip("biber is not installed; on Debian scripts/test installs it")
    # of the hostile ones some, since biber takes long for names; and it miscounts commas beside braces in a name
    some = [i for i in items if not any({"{", ","} <= set(str(a)) for a in i.publication.head.authors)][:150]
    file = tmp_path / "all.bib"
    file.write_text("".join(written(BIBTEX, some)), "utf-8")
    command = [
        biber,
        "--tool",
        "--validate-datamodel",
        "--nolog",
        f"--output-directory={tmp_path}",
        str(file),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    told = [line for line in done.stdout.splitlines() if line.startswith(("WARN", "ERROR"))]
    # what is not known, volumes that are no numbers, and articles of no journal, which BibLaTeX has no type for
    unknown = re.compile(r"Missing mandatory field|must be datatype 'integer'|for entrytype 'misc'")
    assert [line for line in told if not unknown.search(line)] == []


@pytest.mark.parametrize(
    ("author", "written"),
    [
        (Person("Peterson", "Christopher W."), "Peterson, Christopher W."),
        (Person("Linde", "Marieke", particle="van der"), "van der Linde, Marieke"),
        (Person("Quill", "Ambrose", suffix="Jr."), "Quill, Jr., Ambrose"),
        (Person("Plato"), "Plato"),
        (Person("Two Words"), "{Two Words}"),
        (Person("de la Cruz", "Ana"), "{de la Cruz}, Ana"),
        (Person("Rock and Son", "A"), "{Rock and Son}, A"),
        (Group("Lamp {Study} Group"), r"{Lamp {\textbraceleft}Study{\textbraceright} Group}"),
    ],
)
def test_names_are_read_as_they_are_meant(author: Person | Group, written: str) -> None:
    assert f"  author = {{{written}}},\n" in bibtex(an_item(authors=(author,)))


def test_marks_of_titles_are_commands_and_capitals_stay() -> None:
    entry = bibtex(an_item(title="*TP53* and CO~2~: 5^th^ **50%** {"))
    title = r"\textit{TP53} and CO\textsubscript{2}: 5\textsuperscript{th} \textbf{50\%} {\textbraceleft}"
    assert f"  title = {{{{{title}}}}},\n" in entry


def test_what_is_retracted_says_so_in_its_title() -> None:
    item = an_item()
    retracted = item._replace(publication=item.publication._replace(status=("retracted",)))
    assert "title = {{RETRACTED: Title of a1}}" in bibtex(retracted)


def test_what_a_notice_says_is_a_note() -> None:
    item = an_item()
    notice = RelatedWork(Relation.CORRECTS, Work(doi="10.5555/c_1", date=PartialDate(2022)))
    corrected = item._replace(publication=item.publication._replace(incoming=(notice,)))
    assert r"  note = {Corrected 2022, https://doi.org/10.5555/c\_1}," in bibtex(corrected)
    assert "note = " not in bibtex(item)
