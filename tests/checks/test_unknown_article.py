from __future__ import annotations

from postilla.checks import unknown_article
from tests.builders import a_context, a_head, found, related


def test_an_article_that_is_nowhere_is_found_with_a_guess() -> None:
    context = a_context(
        a_head("jim2024001"),
        a_head("b", related=(related("continues", doi="10.5555/x"), related("corrects", "jim202401"))),
    )
    assert found(unknown_article, context) == ["b related[1].article: there is no article jim202401"]
    assert next(iter(unknown_article.check(context))).note == "did you mean jim2024001?"


def test_former_ids_and_articles_that_are_not_public_yet_exist() -> None:
    context = a_context(
        a_head("a", related=(related("continues", "old"), related("corrects", "d"))),
        a_head("b", aliases=("old",)),
        a_head("d", draft=True),
    )
    assert found(unknown_article, context) == []
