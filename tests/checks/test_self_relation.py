from __future__ import annotations

from postilla.checks import self_relation
from tests.builders import a_context, a_head, found, related


def test_an_article_does_not_name_itself_by_any_identifier() -> None:
    ways = (
        related("continues", "a"),
        related("corrects", "old"),
        related("comments-on", doi="10.5555/x"),
        related("comments-on", pmid="7"),
        related("comments-on", pmcid="PMC9"),
    )
    head = a_head("a", doi="10.5555/X", pmid="7", pmcid="PMC9", aliases=("old",), related=ways)
    assert found(self_relation, a_context(head)) == [
        f"a related[{index}].{field}: this is the article itself"
        for index, field in enumerate(["article", "article", "doi", "pmid", "pmcid"])
    ]


def test_another_work_is_in_order_also_where_neither_has_identifiers() -> None:
    ways = (related("comments-on", title="Title of a"), related("comments-on", doi="10.5555/y"))
    assert found(self_relation, a_context(a_head("a", related=ways))) == []
