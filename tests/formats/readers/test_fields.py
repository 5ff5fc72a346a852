"""What several readers share: languages, statements, titles, dates, notes about other articles."""

from __future__ import annotations

import pytest

from postilla.formats.reading.candidate import Candidate
from postilla.formats.reading.fields import (
    give_journal,
    give_language,
    give_place,
    give_short_title,
    most_precise,
    read_notice,
    without_stop,
)
from postilla.formats.reading.languages import language_tag
from postilla.formats.reading.statements import interests
from postilla.model import PartialDate, Relation


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"), ("EN", "en"), ("eng", "en"), ("English", "en"), ("ngerman", "de"), ("ger", "de"),
        ("pt-br", "pt-BR"), ("en_GB", "en-GB"), ("zh-Hant", "zh-Hant"), ("und", ""),
        ("Multiple languages", ""), ("", ""),
    ],
)  # fmt: skip
def test_languages(written: str, tag: str) -> None:
    assert language_tag(written) == tag


def test_a_language_that_nobody_knows_is_told() -> None:
    candidate = Candidate()
    give_language(candidate, "Volapük, mostly", "line 1")
    give_language(candidate, "und", "line 2")
    assert [(loss.kind, loss.place) for loss in candidate.losses] == [("dropped", "line 1")]


@pytest.mark.parametrize(
    "statement",
    [
        "None", "none.", "The authors declare no competing interests.", "No conflicts of interest to disclose",
        "Conflict of interest: The authors have declared that no conflict of interest exists.",
        "The authors have declared that no competing interests exist.", "The author declares no conflict of interest",
    ],
)  # fmt: skip
def test_a_statement_that_there_is_nothing(statement: str) -> None:
    assert interests(Candidate(), "whole", statement, "") == "none"


@pytest.mark.parametrize(
    "statement",
    [
        "Ilse Varga has no competing interests; Edda Holm is paid by a maker of lamps.",
        "Nonesuch Ltd paid me.",
    ],
)
def test_a_statement_that_says_more(statement: str) -> None:
    assert interests(Candidate(), "whole", statement, "") == "whole"


def test_stops_that_belong_to_a_title_stay() -> None:
    assert without_stop("Lamps.") == "Lamps"
    for title in (
        "Letter to J. Holm Jr.",
        "Vitamin D.",
        "Lamps and so on...",
        "Work of Varga et al.",
        "Lamps?",
    ):
        assert without_stop(title) == title


def test_a_short_title_that_only_repeats_is_none() -> None:
    candidate = Candidate(fields={"title": "Lamps"})
    give_short_title(candidate, "Lamps")
    assert "short_title" not in candidate.fields


def test_the_date_that_says_most() -> None:
    dates = [PartialDate.parse("2021"), None, PartialDate.parse("2021-03"), PartialDate.parse("2021-02")]
    assert most_precise(dates) == PartialDate.parse("2021-03")
    assert most_precise([None]) is None


def test_a_number_counts_more_than_pages() -> None:
    candidate = Candidate()
    give_place(candidate, " 3 ", "2", ("101", "109"), "e12")
    assert candidate.fields == {"volume": "3", "issue": "2", "elocation": "e12"}


def test_a_journal_is_named_once() -> None:
    candidate = Candidate()
    give_journal(
        candidate, ["Journal of Lamps", "", "Journal of Lamps", "J Lamps"], "1234-5679 (print), 12345679"
    )
    assert candidate.journal.titles == ("Journal of Lamps", "J Lamps")
    assert candidate.journal.issns == ("1234-5679", "12345679")


@pytest.mark.parametrize(
    ("note", "relation"),
    [
        ("Comment on: Holm E. Lamps. 10.5555/lamps", Relation.COMMENTS_ON),
        ("Correction to: 10.5555/lamps", Relation.CORRECTS),
        ("Reply to 10.5555/lamps", Relation.REPLIES_TO),
        ("Retraction of: 10.5555/lamps", Relation.RETRACTS),
    ],
)
def test_a_note_about_another_article(note: str, relation: Relation) -> None:
    candidate = Candidate()
    assert read_notice(candidate, note, "")
    assert [(one.relation, one.work.doi) for one in candidate.fields["related"] if one.work] == [
        (relation, "10.5555/lamps")
    ]


def test_another_note_is_none() -> None:
    assert not read_notice(Candidate(), "Seen on a Tuesday, 10.5555/lamps", "")
