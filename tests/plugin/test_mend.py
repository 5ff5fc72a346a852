from __future__ import annotations

import pytest

from postilla.plugin.mend import MENDS, mend
from postilla.words import ENGLISH, GERMAN

CASES = {
    "autocomplete": (
        '<input class="md-toggle" type="checkbox" id="__drawer" autocomplete="off">',
        '<input class="md-toggle" type="checkbox" id="__drawer">',
    ),
    "slash": ('<p>1<br />2<br/>3</p><img alt="" src="a/b.png" />', '<p>1<br>2<br>3</p><img alt="" src="a/b.png">'),
    "task": ('<input type="checkbox" disabled checked>', '<input type="checkbox" disabled checked aria-label="Task">'),
    "lines": ('<a id="__codelineno-0-1" name="__codelineno-0-1"></a>', '<span id="__codelineno-0-1"></span>'),
    "code": ("<pre><code>x</code></pre>", '<pre tabindex="0"><code>x</code></pre>'),
    "table": (
        "<table><tr><td>1</td></tr></table>",
        '<div class="p-scroll" role="group" aria-label="Table" tabindex="0"><table><tr><td>1</td></tr></table></div>',
    ),
    "numbered code": (
        '<table class="highlighttable"><tr><td><div class="linenodiv"><pre>1</pre></div></td></tr></table>',
        '<div><table class="highlighttable"><tr><td><div class="linenodiv"><pre>1</pre></div></td></tr></table></div>',
    ),
}  # fmt: skip

RIGHT = [
    '<input type="search" autocomplete="off">',
    '<svg><path d="M0 0"/></svg>',
    '<input type="checkbox" disabled aria-label="Mine">',
    '<a id="x" name="x" href="#y">text</a>',
    "<code>&lt;br /&gt;</code>",
]


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_mended(name: str) -> None:
    wrong, right = CASES[name]
    assert mend(wrong, ENGLISH) == right


@pytest.mark.parametrize("html", RIGHT)
def test_what_is_right_stays(html: str) -> None:
    assert mend(html, ENGLISH) == html


def test_the_words_of_a_mend_are_those_of_the_site() -> None:
    assert 'role="group" aria-label="Tabelle"' in mend("<table></table>", GERMAN)


def test_every_mend_has_a_case() -> None:
    for row in MENDS:
        assert any(row.pattern.search(wrong) for wrong, _ in CASES.values()), row.reason


def test_the_slots_of_a_shell_stay() -> None:
    shell = (
        '<meta name="description" content="\ue000description\ue001"><a href="\ue000base\ue001about/">x</a>'
    )
    assert mend(shell, ENGLISH) == shell
