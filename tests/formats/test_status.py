from __future__ import annotations

import pytest

from postilla.formats import Publication, RelatedWork, display_title, prefixed
from postilla.formats.status import PREFIXES, notes
from postilla.model import Head, PartialDate, Relation, Work


@pytest.mark.parametrize("status", PREFIXES)
def test_a_title_bears_the_prefix_of_its_status_once(status: str) -> None:
    once = prefixed("A title", status)
    assert once == f"{status.upper()}: A title"
    assert prefixed(once, status) == once
    assert prefixed(f"{status.capitalize()}: A title", status) == f"{status.capitalize()}: A title"


def test_the_gravest_status_gives_the_prefix_and_others_give_none() -> None:
    head = Head("a", "A title", "letter", subtitle="and more")
    assert display_title(head, ("concern", "corrected")) == "A title: and more"
    assert display_title(head, ("retracted", "withdrawn")) == "WITHDRAWN: A title: and more"


def test_what_notices_say_stands_in_notes() -> None:
    def notice(relation: Relation, work: Work, url: str = "") -> RelatedWork:
        return RelatedWork(relation, work, url)

    publication = Publication(
        Head("a", "A title", "letter"),
        incoming=(
            notice(Relation.RETRACTS, Work(doi="10.5555/n", date=PartialDate(2022, 1, 1))),
            notice(Relation.COMMENTS_ON, Work(doi="10.5555/c")),
            notice(Relation.CORRECTS, Work(), "https://example.org/articles/c/"),
        ),
    )
    assert list(notes(publication)) == [
        "Retracted 2022-01-01, https://doi.org/10.5555/n",
        "Corrected, https://example.org/articles/c/",
    ]
