from __future__ import annotations

from postilla.checks import no_specialty
from tests.builders import a_context, a_head, found


def test_an_article_has_a_specialty() -> None:
    context = a_context(a_head("a", specialties=()), a_head("b"))
    assert found(no_specialty, context) == ["a specialties: the article has no specialty"]


def test_a_draft_and_an_archive_without_specialties_need_none() -> None:
    assert found(no_specialty, a_context(a_head("a", specialties=(), draft=True))) == []
    assert found(no_specialty, a_context(a_head("a", specialties=()), specialties=())) == []
