from __future__ import annotations

import re

from postilla.cli.manual.fields import fields_page, vocabularies_page

FIELDS_PAGE, VOCABULARIES_PAGE = fields_page(), vocabularies_page()


def section(text: str, heading: str) -> str:
    return text.split(f"\n## {heading}\n")[1].split("\n#", maxsplit=1)[0]


def test_each_group_of_fields_has_one_section() -> None:
    headings = re.findall(r"^## (.*)$", FIELDS_PAGE, re.MULTILINE)
    assert len(set(headings)) == len(headings)
    for heading in (
        "Group", "Person", "Affiliation", "Editor", "Dates", "Series and collections", "Relation and a work", "Work",
        "Reference", "Figure", "Supplement", "Funder", "Copyright", "Pdf", "Video", "Version", "Withdrawn", "Source",
    ):  # fmt: skip
        assert heading in headings


def test_a_section_says_where_it_stands() -> None:
    assert "`series` and `collections`" in section(FIELDS_PAGE, "Series and collections")
    assert "`related` and `references`" in section(FIELDS_PAGE, "Work")


def test_the_fields_of_a_work_are_told_once() -> None:
    assert FIELDS_PAGE.count("| `elocation` | ") == 2  # of the article, of a work
    for heading in ("Relation and a work", "Reference"):
        assert "every field of [a work](#work)" in section(FIELDS_PAGE, heading)


def test_a_closed_list_of_values_is_told() -> None:
    assert "`comments-on`, `replies-to`" in section(FIELDS_PAGE, "Relation and a work")
    assert "`formal-analysis`" in section(FIELDS_PAGE, "Person")
    assert "By default `video-abstract`" in section(FIELDS_PAGE, "Video")


def test_every_link_within_a_page_leads_to_a_heading() -> None:
    for text in (FIELDS_PAGE, VOCABULARIES_PAGE):
        headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
        anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
        assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


def test_what_has_a_section_is_a_link_to_it() -> None:
    assert "| a list, each a [person](#person) or a [group](#group) |" in FIELDS_PAGE
    assert "| [`{date, reason}`](#withdrawn) |" in FIELDS_PAGE
    assert "| [`{date, see}`](#retired) |" in VOCABULARIES_PAGE
