"""Front matter made to exhaust whoever reads it: it is refused, or read, in the time that its size deserves."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest

from postilla.diagnostics import Report
from postilla.records import decode
from postilla.records.findings import MAX_FINDINGS

SIZE = 200_000
FRONT = "title: 'Lanterns'\ntype: viewpoint\nauthors: []\npublished: 2021\n"
BOMBS: Mapping[str, str] = {
    "brackets": "keywords: " + "[" * SIZE,
    "braces": "video: " + "{a: " * (SIZE // 4),
    "pairs of brackets": "keywords: [" + "[]," * (SIZE // 3) + "]",
    "aliases": "keywords: [" + "*a," * (SIZE // 3) + "]",
    "anchors": "keywords: [" + "&a x," * (SIZE // 5) + "]",
    "tags": "keywords:\n" + "- !a x\n" * (SIZE // 7),
    "indentation": "video:\n" + "".join(" " * n + "a:\n" for n in range(1, 600)),
    "lists in lists": "keywords:\n  " + "- " * (SIZE // 2),
    "questions": "? " * (SIZE // 2),
    "unknown keys": "".join(f"titl{n}: 1\n" for n in range(SIZE // 12)),
    "the same key": "volume: 1\n" * (SIZE // 10),
    "a long key": f'? "{"k" * SIZE}"\n: 1',
    "broken lines": "a: b: c\n" * (SIZE // 8),
    "tabs": "\t" * SIZE + "x",
    "spaces": "subtitle: a" + " " * SIZE + "b: c",
    "quotation marks": "subtitle: " + "'" * (SIZE + 1),
    "almost an address": "present: " + "a" * SIZE + "@",
    "almost addresses": "affiliations:\n"
    + "".join(f"  k{n}: {{name: {'a' * 3_900}@}}\n" for n in range(SIZE // 4_000)),
    "a long choice": "related: [{title: x, relation: " + "comments-on" * (SIZE // 11) + "}]",
    "a long number": "series: [{id: a, position: " + "9" * SIZE + "}]",
    "comments": "# x\n" * (SIZE // 4),
    "the same reference": "references:\n" + "  - {id: a, title: x}\n" * (SIZE // 22),
    "bad items": "keywords:\n" + "  - [x]\n" * (SIZE // 8),
    "control characters": "subtitle: " + "\x07" * SIZE,
    "not UTF-8": "subtitle: " + "\udcff" * SIZE,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_size_costs_no_more_than_its_share_of_time(bomb: str) -> None:
    data = f"---\n{FRONT}{bomb}\n---\n".encode(errors="surrogateescape")
    begun = time.process_time()
    decoded = decode("articles/2021/jim1.md", data)
    text = Report.of(decoded.findings).text()
    assert time.process_time() - begun < 5
    assert len(decoded.findings) <= MAX_FINDINGS + 1
    assert len(text) < 500_000
