from __future__ import annotations

import pytest

from postilla.formats import Publication
from postilla.formats.refusing import lacking
from postilla.model import Head, Journal, PartialDate

WHOLE = Publication(
    Head("a", "A title", "letter", doi="10.5555/a", published=PartialDate(2021)),
    Journal(id="jim", name="Imagined", issn_print="0021-9738"),
    url="https://example.org/articles/a/",
)
FACTS = ("doi", "journal", "issn", "date", "address")


@pytest.mark.parametrize(
    ("publication", "why"),
    [
        (WHOLE, ""),
        (WHOLE._replace(head=WHOLE.head._replace(doi="")), "it has no DOI"),
        (WHOLE._replace(journal=None), "it has no journal"),
        (WHOLE._replace(journal=Journal(id="jim", name="Imagined")), "its journal Imagined has no ISSN"),
        (WHOLE._replace(head=WHOLE.head._replace(published=None)), "it has no date of publication"),
        (WHOLE._replace(url=""), "the site has no address (`site_url`)"),
    ],
)
def test_an_article_is_left_out_for_the_first_fact_that_it_lacks(publication: Publication, why: str) -> None:
    assert lacking(publication, *FACTS) == why
