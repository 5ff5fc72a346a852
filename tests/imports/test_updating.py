from __future__ import annotations

from typing import Any

from postilla.imports.ledger import parsed, written
from postilla.imports.updating import Merged, digests, lines_of, merged
from postilla.model import Affiliation, Figure, Head, Person, Reference, Source, Tail, Work

HEAD = Head(
    "a1", "Lanterns", "commentary", (Person("Varga", "Ilse"),), "jim", volume="12", issue="3"
)  # fmt: skip
TAIL = Tail(
    {}, abstract="An abstract.", text="The text [@r1].\n\n![fig1]", references=(Reference("r1", Work(title="One")),),
    figures=(Figure("fig1", label="Figure 1", caption="A lamp"),), source=Source("jats", "a.xml"),
)  # fmt: skip
LAST = digests(lines_of(HEAD, TAIL))


def met(there: tuple[Head, Tail], now: tuple[Head, Tail], last: Any = LAST, *, force: bool = False) -> Merged:
    return merged(there, now, last, force=force)


def test_nothing_changed() -> None:
    result = met((HEAD, TAIL), (HEAD, TAIL))
    assert (result.head, result.tail, result.taken, result.kept) == (HEAD, TAIL, (), ())
    assert result.fields == LAST


def test_what_the_source_changed_is_taken() -> None:
    now = HEAD._replace(issue="4"), TAIL._replace(abstract="A better one.")
    result = met((HEAD, TAIL), now)
    assert set(result.taken) == {"issue", "abstract"}
    assert (result.head.issue, result.tail.abstract) == ("4", "A better one.")


def test_what_the_source_no_longer_says_goes() -> None:
    result = met((HEAD, TAIL), (HEAD._replace(issue=""), TAIL))
    assert result.taken == ("issue",)
    assert result.head.issue == ""


def test_what_only_an_editor_says_stays() -> None:
    there = HEAD._replace(featured=True), TAIL._replace(archive_note="Ours.", keywords=("lamps",))
    result = met(there, (HEAD, TAIL))
    assert (result.head, result.tail) == there
    assert result.taken == result.kept == ()


def test_an_editors_change_stays_and_is_told_when_the_source_changes_too() -> None:
    there = HEAD._replace(title="Lanterns, mended"), TAIL
    assert met(there, (HEAD, TAIL)).kept == (), "the source says what it said"
    result = met(there, (HEAD._replace(title="Lanterns II"), TAIL))
    assert result.head.title == "Lanterns, mended"
    assert result.kept == ("title",)
    again = met(there, (HEAD._replace(title="Lanterns II"), TAIL), result.fields)
    assert again.kept == (), "it was told already"


def test_force_takes_the_source() -> None:
    there = HEAD._replace(title="Lanterns, mended", featured=True), TAIL._replace(archive_note="Ours.")
    result = met(there, (HEAD, TAIL), force=True)
    assert result.head == HEAD._replace(featured=True)
    assert result.tail.archive_note == "Ours."


def test_without_a_ledger_only_gaps_are_filled() -> None:
    there = HEAD._replace(issue="", title="Written by hand"), TAIL._replace(abstract="")
    result = met(there, (HEAD, TAIL), {})
    assert result.head.title == "Written by hand"
    assert (result.head.issue, result.tail.abstract) == ("3", "An abstract.")
    assert result.kept == ("title",)


def test_pictures_and_descriptions_that_an_editor_added_stay_with_their_figures() -> None:
    figure = TAIL.figures[0]._replace(file="fig1.png", alt="A lamp on a table")
    there = TAIL._replace(figures=(figure,))
    assert met((HEAD, there), (HEAD, TAIL)).taken == ()
    now = TAIL._replace(
        text="A new text [@r1].\n\n![fig1]", figures=(TAIL.figures[0]._replace(caption="A lamp!"),)
    )
    result = met((HEAD, there), (HEAD, now))
    assert result.tail.figures == (figure._replace(caption="A lamp!"),)
    assert result.tail.text.startswith("A new text")


def test_text_and_references_change_together_or_not_at_all() -> None:
    there = TAIL._replace(text="Edited [@r1].\n\n![fig1]")
    now = TAIL._replace(references=(*TAIL.references, Reference("r2", Work(title="Two"))))
    result = met((HEAD, there), (HEAD, now))
    assert result.tail.references == TAIL.references
    assert set(result.kept) == {"text", "references"}


def test_authors_and_affiliations_change_together() -> None:
    people = (Person("Varga", "Ilse", affiliations=("a1",)),)
    now = HEAD._replace(authors=people), TAIL._replace(affiliations={"a1": Affiliation("Night School")})
    assert set(met((HEAD, TAIL), now).taken) == {"authors", "affiliations"}
    there = HEAD._replace(authors=(Person("Varga-Holm", "Ilse"),))
    assert met((there, TAIL), now).head.authors == there.authors


def test_a_line_of_the_ledger_reads_back() -> None:
    assert parsed(written(LAST)) == LAST
    assert parsed("<<<<<<< HEAD") == {}
