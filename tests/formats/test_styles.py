from __future__ import annotations

import html
import json
import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from postilla.formats import FORMATS, STYLES, Item, Publication, citation, written
from postilla.model import Group, Head, Journal, PartialDate, Person, Tail
from postilla.model.inline import escape, to_html, to_plain
from tests.builders import a_head
from tests.formats import reading

JOURNAL = Journal(id="jim", name="Journal of Imagined Medicine", abbreviation="J. Imagin. Med.")
CSL = {
    "house": "the-journal-of-clinical-investigation",
    "nlm": "nlm-citation-sequence",
    "ama": "american-medical-association",
    "apa": "apa",
}
"""The CSL style beside which each of ours is put."""


def citeproc(items: Sequence[Item], style: Path, folder: Path) -> dict[str, str]:
    """What pandoc's citeproc makes of the articles, as plain text by id."""
    file = folder / "items.json"
    file.write_text("".join(written(FORMATS["csl"], items)), "utf-8")
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "html", "--wrap=none", "--citeproc"]
    command += [
        "--csl",
        str(style),
        "--bibliography",
        str(file),
        "-M",
        "link-citations=false",
        "-M",
        "lang=en-US",
    ]
    done = subprocess.run(command, input=b'---\nnocite: "@*"\n---\n', capture_output=True, check=True)
    entries = re.split(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>', done.stdout.decode())[1:]
    return {
        id: plain(re.sub(r'<div class="csl-left-margin">.*?</div>', "", text, flags=re.DOTALL))
        for id, text in zip(entries[::2], entries[1::2], strict=True)
    }


def plain(text: str) -> str:
    return reading.spaced(html.unescape(re.sub(r"<[^>]*>", "", text)))


def compared(text: str, style: str) -> str:
    """A line without what both may write in their own way."""
    text = reading.ascii_hyphens(text).replace("\u2060", "").translate(QUOTES)
    # a list tells works of one author and year apart by letters
    text = re.sub(r"^\d+\. ", "", re.sub(r"\((\d{4}|n\.d\.)-?[a-z]\)", r"(\1)", text))
    if style != "apa":
        # the NLM has no full stops after Jr, and the JCI's style ends with no address but links the title
        text = re.sub(r"\b(Jr|Sr)\.(?=,| )", r"\1", text).removesuffix(".")
        text = re.sub(r"(?<=\w)-(?=[A-Z]+(?:, |\. ))", "", text)
    return re.sub(r"\.? https://doi\.org/\S+$", "", text) if style == "house" else text


QUOTES = str.maketrans(dict.fromkeys('‘’“”"', "'"))
INITIALS = re.compile(r"\b[A-Z]{2,4}\b|[\s‐-][a-z]")
"""Several initials written as one word, and small ones, which citeproc sees otherwise."""


def comparable(item: Item, style: str) -> bool:
    """Whether both styles want the same of an article."""
    head = item.publication.head
    if any(INITIALS.search(getattr(author, "given", "")) for author in head.authors):
        return False
    # the JCI's own rule names one author of four and more; ours is that of the archive's lists
    return style != "house" or (len(head.authors) < 4 and bool(head.volume or head.issue))


@pytest.mark.parametrize("style", STYLES)
def test_lines_are_those_of_citeproc(
    style: str, demonstration: list[Item], csl_styles: Path, tmp_path: Path
) -> None:
    some = [item for item in demonstration if comparable(item, style)]
    assert some
    wanted = citeproc(some, csl_styles / f"{CSL[style]}.csl", tmp_path)
    for item in some:
        publication = item.publication
        ours = to_plain(citation(style, publication.head, publication.journal, publication.status))
        assert compared(ours, style) == compared(wanted[publication.head.id], style)


PEOPLE = tuple(Person(f"Family{letter}", f"{letter}nna B.") for letter in "ABCDEFGHIJKLMNOPQRSTUVW")


def cases() -> list[Head]:
    """What the demonstration lacks: many authors, groups, no date, no pages."""
    heads = [
        a_head(f"c{count}", authors=PEOPLE[:count], volume="1", issue="2", pages="101-104")
        for count in (0, 1, 2, 3, 6, 7, 8, 20)
    ]
    groups = (Person("Berg", "Jan-Peter", particle="van der"), Group("The Lamp Group"))
    heads += [
        a_head("groups", authors=groups, volume="12", pages="1101-4"),
        a_head("question", title="Is it?", authors=PEOPLE[:1], volume="3", issue="4"),
        a_head(
            "marks",
            title="*TP53* and CO~2~",
            authors=PEOPLE[:2],
            volume="3",
            elocation="e1",
            doi="10.5555/x_y",
        ),
        a_head("undated", authors=PEOPLE[:1], published=None, volume="9", issue="1", pages="S1-S9"),
        a_head("year", authors=PEOPLE[:1], published=PartialDate(2020), volume="9", pages="99-105"),
        a_head("online", authors=PEOPLE[:1], published=PartialDate(2020, 3, 4), doi="10.5555/z"),
        a_head("month", authors=PEOPLE[:1], published=PartialDate(2020, 3), volume="7"),
    ]
    return heads


@pytest.mark.parametrize("style", ["nlm", "ama", "apa"])
def test_lines_of_odd_articles_are_those_of_citeproc(style: str, csl_styles: Path, tmp_path: Path) -> None:
    items = [Item(Publication(head, JOURNAL), Tail({})) for head in cases()]
    wanted = citeproc(items, csl_styles / f"{CSL[style]}.csl", tmp_path)
    for item in items:
        head = item.publication.head
        assert compared(to_plain(citation(style, head, JOURNAL)), style) == compared(wanted[head.id], style)


def test_of_more_than_twenty_authors_apa_leaves_out_those_before_the_last() -> None:
    # as the manual has it; pandoc names them all
    line = citation("apa", a_head(authors=PEOPLE[:22]), JOURNAL)
    assert "FamilyS, S. B., … FamilyV, V. B. (2021)." in line
    assert "FamilyT" not in line


def test_italics_are_those_of_the_styles() -> None:
    head = a_head(title="*TP53* and <b>", volume="12", issue="3", elocation="e1")
    assert to_html(citation("ama", head, JOURNAL)) == (
        "Lichtenau E. <em>TP53</em> and &lt;b&gt;. <em>J Imagin Med</em>. 2021;12(3):e1."
    )
    assert to_html(citation("apa", head, JOURNAL)) == (
        "Lichtenau, E. (2021). <em>TP53</em> and &lt;b&gt;. <em>Journal of Imagined Medicine</em>, <em>12</em>(3), e1."
    )


@pytest.mark.parametrize("style", STYLES)
def test_what_is_retracted_says_so(style: str) -> None:
    assert "RETRACTED: Title of a1" in citation(style, a_head(), JOURNAL, ("retracted",))
    assert "WITHDRAWN: Title of a1" in citation(style, a_head(), JOURNAL, ("retracted", "withdrawn"))


@pytest.mark.parametrize("style", STYLES)
def test_hostile_words_stay_words(style: str, thousand: list[Item]) -> None:
    for item in thousand:
        line = citation(style, item.publication.head, item.publication.journal)
        assert reading.title(item._replace(publication=item.publication._replace(status=()))).rstrip(
            ".?!"
        ) in (reading.spaced(to_plain(line)))


def of_elife(row: dict[str, Any], id: str) -> Head:
    """The facts of an article of the corpus."""
    people = tuple(
        Person(author["family"], author.get("given", ""), suffix=author.get("suffix", ""))
        for author in row.get("authors", [])
        if author.get("family")
    )
    dates = [PartialDate(*date["d"]) for date in row["dates"] if date["type"] == "pub"]
    return Head(
        id, escape(row["title"]), "review", people, published=dates[0] if dates else None, volume=row.get("volume", ""),
        elocation=row.get("elocation", ""), doi=row.get("doi", ""),
    )  # fmt: skip


@pytest.mark.corpus
@pytest.mark.parametrize("style", ["nlm", "ama", "apa"])
def test_lines_of_the_corpus_are_those_of_citeproc(style: str, csl_styles: Path, tmp_path: Path) -> None:
    folder = os.environ.get("POSTILLA_CORPUS")
    if not folder:
        pytest.skip("POSTILLA_CORPUS names no folder of the corpus")
    lines = (Path(folder) / "elife-articles-2012-2016.jsonl").read_text("utf-8").splitlines()
    journal = Journal(id="elife", name="eLife", abbreviation="eLife")
    rows = (of_elife(json.loads(line), f"e{number}") for number, line in enumerate(lines[::7]))
    items = [Item(Publication(head, journal), Tail({})) for head in rows]
    items = [item for item in items if comparable(item, style)]
    assert len(items) > 100
    wanted = citeproc(items, csl_styles / f"{CSL[style]}.csl", tmp_path)
    for head in (item.publication.head for item in items):
        assert compared(to_plain(citation(style, head, journal)), style) == compared(wanted[head.id], style)
