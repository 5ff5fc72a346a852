from __future__ import annotations

from postilla.checks import missing_relation
from postilla.model import ArticleType
from tests.builders import a_context, a_head, found, related


def test_a_commentary_comments_on_something() -> None:
    context = a_context(
        a_head("a", type="commentary"),
        a_head("b", type="commentary", related=(related("continues", "a"),)),
        a_head("c", type="commentary", related=(related("comments-on", title="T"),)),
    )
    assert found(missing_relation, context) == [
        "a related: the type commentary needs a relation comments-on",
        "b related: the type commentary needs a relation comments-on",
    ]


def test_every_relation_that_a_type_needs_is_told() -> None:
    types = (ArticleType(id="both", name="Both", needs=("replies-to", "comments-on")),)
    assert len(found(missing_relation, a_context(a_head("a", type="both"), types=types))) == 2


def test_notices_drafts_and_other_types_are_not_meant() -> None:
    context = a_context(
        a_head("a", type="retraction"),
        a_head("b", type="commentary", draft=True),
        a_head("c"),
        a_head("d", type="x"),
    )
    assert found(missing_relation, context) == []
