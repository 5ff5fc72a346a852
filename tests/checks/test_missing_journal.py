from __future__ import annotations

from postilla.checks import missing_journal
from tests.builders import a_context, a_head, found


def test_an_article_has_a_journal_unless_the_archive_has_one() -> None:
    heads = (a_head("a", journal=""), a_head("b"), a_head("c", journal="", draft=True))
    assert found(missing_journal, a_context(*heads)) == ["a journal: the article has no journal"]
    assert found(missing_journal, a_context(*heads, default_journal="jim")) == []
