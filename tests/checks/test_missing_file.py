from __future__ import annotations

from postilla.checks import missing_file
from tests.builders import a_context, a_head, found


def test_a_file_that_is_not_there_is_found() -> None:
    context = a_context(
        a_head("a"),
        a_head("b", draft=True),
        files_named={
            "articles/a.md": [("pdf", "a.pdf"), ("figures[0].file", "a/fig1.png")],
            "articles/b.md": [("pdf", "b.pdf")],
        },
        has_file=lambda path, name: (path, name) == ("articles/a.md", "a.pdf"),
    )
    assert found(missing_file, context) == ["a figures[0].file: there is no file a/fig1.png"]
