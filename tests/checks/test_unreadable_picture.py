from __future__ import annotations

from postilla.checks import unreadable_picture
from tests.builders import a_context, a_head, found


def test_a_figure_that_is_no_picture_is_found() -> None:
    named = [
        ("pdf", "a.pdf"),
        *((f"figures[{n}].file", f"a/fig{n}.png") for n in range(3)),
        ("text", "a/x.csv"),
    ]
    context = a_context(
        a_head("a"),
        a_head("b", draft=True),
        files_named={"articles/a.md": named, "articles/b.md": [("figures[0].file", "b/fig0.png")]},
        has_file=lambda path, name: name != "a/fig2.png",
        is_picture=lambda path, name: name == "a/fig0.png",
    )
    assert found(unreadable_picture, context) == [
        "a figures[1].file: a/fig1.png is no picture that browsers show"
    ]
