from __future__ import annotations

from postilla.checks import taken_alias
from tests.builders import a_context, a_head, found


def test_an_alias_is_no_id_no_other_alias_and_no_page() -> None:
    context = a_context(
        a_head("a", aliases=("old", "b", "a", "draft", "both", "page")),
        a_head("b", aliases=("both",)),
        a_head("draft", draft=True),
        reserved=["articles/Page/"],
    )
    assert found(taken_alias, context) == [
        "a aliases[1]: b is the id of articles/b.md",
        "a aliases[2]: a is the article's own id",
        "a aliases[3]: draft is the id of articles/draft.md",
        "a aliases[4]: both is also an alias of articles/b.md",
        "a aliases[5]: a page of docs/ stands at articles/page/",
        "b aliases[0]: both is also an alias of articles/a.md",
    ]


def test_a_former_id_that_nobody_has_is_in_order() -> None:
    assert found(taken_alias, a_context(a_head("a", aliases=("old",)), a_head("b", aliases=("older",)))) == []
