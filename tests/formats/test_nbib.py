from __future__ import annotations

import io

import pytest
from Bio import Medline

from postilla.formats import FORMATS, Item, Publication, RelatedWork, written
from postilla.formats.nbib import nbib
from postilla.model import Group, Person, Relation, Tail, Work
from tests.builders import a_head
from tests.formats import reading


@pytest.fixture(scope="module", params=["demonstration", "thousand"])
def items(request: pytest.FixtureRequest) -> list[Item]:
    found: list[Item] = request.getfixturevalue(request.param)
    return found


def test_biopython_reads_back_what_was_written(items: list[Item]) -> None:
    records = list(Medline.parse(io.StringIO("".join(written(FORMATS["nbib"], items)))))
    for item, record in zip(items, records, strict=True):
        head = item.publication.head
        assert record["TI"] == reading.title(item)
        assert record.get("JT", "") == reading.journal(item)
        assert record.get("DP", "")[:4] == reading.year(item)
        assert record.get("VI", "") == head.volume
        assert record.get("IP", "") == head.issue
        assert record.get("PG", "") == "-".join(filter(None, reading.pages(item)))
        assert record.get("LID", "") == (f"{head.doi} [doi]" if head.doi else "")
        assert record.get("PMID", "") == head.pmid
        assert record.get("AB", "") == reading.abstract(item)
        people = [author for author in head.authors if isinstance(author, Person)]
        assert record.get("FAU", []) == [
            reading.spaced(", ".join(filter(None, (reading.family(p), f"{p.given} {p.suffix}".strip()))))
            for p in people
        ]
        groups = [reading.spaced(author.group) for author in head.authors if isinstance(author, Group)]
        assert record.get("CN", []) == groups


def test_comments_and_notices_are_named_from_both_ends() -> None:
    work = Work(
        journal="J Imagin Med", year="2021", volume="1", issue="2", pages="3-4", doi="10.5555/x", pmid="1"
    )
    item = Item(
        Publication(
            a_head(),
            related=(RelatedWork(Relation.COMMENTS_ON, work),),
            incoming=(RelatedWork(Relation.RETRACTS, Work(title="A *notice*")),),
            status=("retracted",),
        ),
        Tail({}),
    )
    text = nbib(item)
    assert text.startswith("\n")
    assert "CON - J Imagin Med. 2021;1(2):3-4. doi: 10.5555/x. PMID: 1\n" in text
    assert "RIN - A notice\n" in text
    assert "PT  - Retracted Publication\n" in text
    assert "PMID- " not in text
