from __future__ import annotations

from postilla.checks import one_sided_translation, people_articles, unknown_article
from postilla.model import PersonTerm
from tests.builders import a_context, a_head, found, related


def test_an_article_that_is_nowhere_is_found_with_a_guess() -> None:
    context = a_context(
        a_head("jim2024001"),
        a_head("b", related=(related("continues", doi="10.5555/x"), related("corrects", "jim202401"))),
    )
    assert found(unknown_article, context) == ["b related[1].article: there is no article jim202401"]
    assert next(iter(unknown_article.check(context))).note == "did you mean jim2024001?"


def test_a_record_that_cannot_be_read_is_there_all_the_same() -> None:
    head = a_head("a", related=(related("corrects", "broken"),), translations=("broken",))
    people = [PersonTerm(id="p", name="P", articles=("broken",))]
    for rule in (unknown_article, one_sided_translation, people_articles):
        assert len(found(rule, a_context(head, people=people))) == 1
        assert found(rule, a_context(head, unread=["broken"], people=people)) == []


def test_former_ids_and_articles_that_are_not_public_yet_exist() -> None:
    context = a_context(
        a_head("a", related=(related("continues", "old"), related("corrects", "d"))),
        a_head("b", aliases=("old",)),
        a_head("d", draft=True),
    )
    assert found(unknown_article, context) == []
