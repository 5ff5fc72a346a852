from __future__ import annotations

from postilla.checks import people_articles
from postilla.model import PersonTerm
from tests.builders import a_context, a_head


def test_the_articles_of_a_person_exist() -> None:
    entries = (
        PersonTerm(id="a", name="A"),
        PersonTerm(id="b", name="B", articles=("jim1", "draft", "jim2x")),
    )
    context = a_context(a_head("jim1"), a_head("jim2"), a_head("draft", draft=True), people=entries)
    assert [(one.path, one.field, one.message, one.note) for one in people_articles.check(context)] == [
        (
            "articles/_vocabulary/people.yml",
            "[1].articles[2]",
            "there is no article jim2x",
            "did you mean jim2?",
        )
    ]
