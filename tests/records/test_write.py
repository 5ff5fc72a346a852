from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from postilla.errors import MachineError, RecordsError
from postilla.model import Affiliation, Head, PartialDate, Person, Tail
from postilla.records import decode, encode, update, write

PATH = "articles/2021/jim1.md"
RECORD = dedent(
    """\
    ---
    # A record with comments.

    title:   'Lanterns'    # the title
    type: viewpoint
    # who wrote it
    authors:
    - family: Invented   # Ada

    # in print
    volume: 131
    issue: 1

    published: 2021-10-01
    # the end
    ---


    The text.

    """
)


def _halves(text: str) -> tuple[Head, Tail]:
    record = decode(PATH, text.encode()).record
    assert record is not None
    return record.head, record.tail


def _changed(text: str = RECORD, tail: dict[str, object] | None = None, **head: object) -> str:
    old_head, old_tail = _halves(text)
    new_head = old_head._replace(**head)  # type: ignore[arg-type]
    new_tail = old_tail._replace(**(tail or {}))  # type: ignore[arg-type]
    return update(PATH, text.encode(), new_head, new_tail)


def test_nothing_changes_where_nothing_changed() -> None:
    assert _changed() == RECORD


def test_a_changed_field_keeps_the_comment_above_it() -> None:
    assert _changed(volume="132") == RECORD.replace("volume: 131", "volume: 132")


def test_a_changed_field_loses_the_comments_within_it() -> None:
    changed = _changed(authors=(Person("Feigned"),))
    assert changed == RECORD.replace("- family: Invented   # Ada", "- family: Feigned")


LISTED = dedent(
    """\
    ---
    title: 'T'
    type: viewpoint
    authors:   # in order
        # the first
        - {family: One}   # 1
        # the second

        -   family: Two
            given: "B."

        # the third
        - given: C.
          family: Three
        # no others
    published: 2021
    ---
    """
)
ONE, TWO, THREE = _halves(LISTED)[0].authors


@pytest.mark.parametrize(
    ("authors", "old", "new"),
    [
        (
            (ONE, Person("Two", "B. A."), THREE),
            '-   family: Two\n        given: "B."',
            "- given: B. A.\n      family: Two",
        ),
        ((ONE, THREE), '    # the second\n\n    -   family: Two\n        given: "B."\n', ""),
        ((ONE, TWO, Person("New"), THREE), "\n    # the third", "    - family: New\n\n    # the third"),
        ((ONE, TWO, THREE, Person("New")), "    # no others", "    - family: New\n    # no others"),
    ],
    ids=["changed", "gone", "between", "behind"],
)
def test_an_entry_of_a_list_changes_its_own_lines(authors: tuple[Person, ...], old: str, new: str) -> None:
    for newline in ("\n", "\r\n"):
        text = LISTED.replace("\n", newline)
        wanted = LISTED.replace(old, new)
        assert wanted != LISTED
        assert _changed(text, authors=authors) == wanted.replace("\n", newline)


def test_entries_in_another_order_take_their_lines_along() -> None:
    changed = _changed(LISTED, authors=(THREE, ONE, TWO))
    assert sorted(changed.splitlines()) == sorted(LISTED.splitlines())
    assert _halves(changed)[0].authors == (THREE, ONE, TWO)


def test_a_field_whose_key_stands_alone_is_not_written_twice() -> None:
    text = "---\ntitle: 'T'\ntype: viewpoint\nauthors: []\n? volume\n: 1\npublished: 2021\n---\n"
    changed = _changed(text, issue="2")
    assert changed.count("volume") == 1
    assert not decode(PATH, changed.encode()).findings


def test_a_list_on_one_line_is_written_anew() -> None:
    text = LISTED[: LISTED.index("authors")] + "authors: [{family: One}]\npublished: 2021\n---\n"
    assert "authors:\n  - family: Two\n" in _changed(text, authors=(Person("Two"),))


def test_what_looks_like_a_comment_between_entries_may_be_text() -> None:
    text = LISTED.replace(
        'given: "B."\n\n    # the third', "present_address: |\n             A Lodge\n             # 3"
    )
    _, two, three = _halves(text)[0].authors
    assert isinstance(two, Person)
    assert two.present_address == "A Lodge # 3"
    for authors in ((ONE, two), (Person("New"), two, three), (ONE, three)):
        assert _halves(_changed(text, authors=authors))[0].authors == authors


def test_a_new_field_stands_behind_the_last_that_precedes_it() -> None:
    changed = _changed(journal="jim", doi="10.5555/jim1", tail={"keywords": ("lamps",)})
    expected = RECORD.replace("# Ada\n", "# Ada\njournal: jim\n")
    expected = expected.replace("issue: 1\n", "issue: 1\ndoi: 10.5555/jim1\nkeywords: [lamps]\n")
    assert changed == expected


def test_a_new_field_stands_first_where_none_precedes_it() -> None:
    text = "---\npublished: 2021\ntype: viewpoint\nauthors: []\ntitle: 'Lanterns'\n---\n"
    changed = update("articles/other.md", text.encode(), *_halves(text))
    assert changed.startswith("---\nid: jim1\npublished: 2021\n")


def test_a_field_without_a_value_goes_with_its_comment() -> None:
    assert _changed(volume="") == RECORD.replace("\n# in print\nvolume: 131\n", "")


def test_a_changed_text_leaves_the_fields_alone() -> None:
    front = RECORD.partition("\n\n\nThe text.")[0]
    assert _changed(tail={"text": "Another.\n\nText."}) == f"{front}\n\nAnother.\n\nText.\n"
    assert _changed(tail={"text": ""}) == f"{front}\n"


def test_line_ends_and_byte_order_mark_stay() -> None:
    windows = "\ufeff" + RECORD.replace("\n", "\r\n")
    assert _changed(windows) == windows
    assert _changed(windows, volume="132") == windows.replace("131", "132")
    text = _changed(windows, tail={"text": "One.\n\nTwo.", "abstract": "Three.\n\nFour."})
    assert "\n" not in text.replace("\r\n", "")
    assert text.startswith("\ufeff---\r\n")
    old = RECORD.replace("\n", "\r")
    assert _changed(old, volume="132") == old.replace("131", "132")


def test_each_line_keeps_its_own_end() -> None:
    mixed = RECORD.replace("viewpoint\n", "viewpoint\r\n")
    assert _changed(mixed, volume="132") == mixed.replace("131", "132")


def test_an_unknown_key_is_not_lost() -> None:
    text = RECORD.replace("issue: 1", "isue: 1")
    assert _changed(text, volume="132") == text.replace("131", "132")


def test_a_file_without_a_last_line_end_may_get_a_text() -> None:
    text = "---\ntitle: 'Lanterns'\ntype: viewpoint\nauthors: []\npublished: 2021\n---"
    assert _changed(text) == text
    assert _changed(text, volume="1").endswith("published: 2021\nvolume: 1\n---")
    assert _changed(text, tail={"text": "A text."}) == f"{text}\n\nA text.\n"


@pytest.mark.parametrize(
    "front",
    [
        "{title: Lanterns, type: viewpoint, authors: [{family: Invented}], published: 2021}",
        "? title\n: Lanterns\ntype: viewpoint\nauthors: []\npublished: 2021",
        'title: "Lanterns\nauthors: [nobody]"\ntype: viewpoint\nauthors: []\npublished: 2021',
    ],
)
def test_a_file_whose_fields_have_no_lines_is_written_whole_when_it_changes(front: str) -> None:
    text = f"---\n{front}\n---\n"
    assert _changed(text) == text
    changed = _changed(text, volume="132")
    head, tail = _halves(changed)
    assert head.volume == "132"
    assert changed == encode(head, tail, "jim1")


def test_the_order_of_affiliations_is_a_change() -> None:
    people = "authors:\n  - {family: Invented, affiliations: [a, b]}\n"
    places = "affiliations:\n  a: {name: A}\n  b: {name: B}\n"
    text = f"---\ntitle: 'L'\ntype: viewpoint\n{people}{places}published: 2021\n---\n"
    changed = _changed(text, tail={"affiliations": {"b": Affiliation("B"), "a": Affiliation("A")}})
    assert list(_halves(changed)[1].affiliations) == ["b", "a"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Notes that somebody has put here.\n", "P103"),
        (RECORD.replace("title:   'Lanterns'", "title: Lanterns: lit").encode(), "P105"),
        (RECORD.replace("---\n\n\nThe text.", "--\n\n\nThe text.").encode(), "P104"),
        (RECORD.replace("type: viewpoint\n", "").encode(), "P201"),
        (RECORD.encode("utf-16"), "P101"),
        (RECORD.replace("The text.", "caf\xe9").encode("latin-1"), "P101"),
    ],
)
def test_what_cannot_be_read_is_not_written_over(tmp_path: Path, data: bytes, code: str) -> None:
    head, tail = _halves(RECORD)
    with pytest.raises(RecordsError) as refused:
        update(PATH, data, head, tail)
    assert code in [finding.code for finding in refused.value.report.findings]
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_bytes(data)
    with pytest.raises(RecordsError):
        write(tmp_path, PATH, head, tail)
    assert (tmp_path / PATH).read_bytes() == data
    assert _names(tmp_path) == ["jim1.md"]


def test_what_cannot_be_read_stays_where_it_is_while_other_lines_change() -> None:
    text = RECORD.replace("issue: 1\n", "issue: 1\nisue: 2\ndoi: 11.5555/x\n")
    assert _changed(text, volume="132") == text.replace("131", "132")


def test_a_file_without_lines_of_its_own_is_not_written_whole_where_that_loses_something() -> None:
    front = "{title: Lanterns, type: viewpoint, authors: [{family: Invented}], published: 2021, isue: 2}"
    text = f"---\n{front}\n---\n"
    assert _changed(text) == text
    with pytest.raises(RecordsError) as refused:
        _changed(text, volume="132")
    assert [finding.code for finding in refused.value.report.findings] == ["P202"]


def test_an_empty_file_is_filled(tmp_path: Path) -> None:
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_bytes(b" \n\n")
    assert write(tmp_path, PATH, *_halves(RECORD))
    assert (tmp_path / PATH).read_text("utf-8") == encode(*_halves(RECORD), "jim1")


# --- the disk


def _head() -> Head:
    return Head("jim1", "Lanterns", "viewpoint", (Person("Invented"),), published=PartialDate(2021))


def _names(root: Path) -> list[str]:
    return sorted(path.name for path in (root / PATH).parent.iterdir())


def test_writing_makes_the_folder_and_the_file(tmp_path: Path) -> None:
    assert write(tmp_path, PATH, _head(), Tail({}))
    assert (tmp_path / PATH).read_text("utf-8") == encode(_head(), Tail({}), "jim1")
    assert _names(tmp_path) == ["jim1.md"]


def test_writing_what_is_there_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path, PATH, _head(), Tail({}))
    (tmp_path / PATH).chmod(0o444)
    before = (tmp_path / PATH).stat()
    assert not write(tmp_path, PATH, _head(), Tail({}))
    after = (tmp_path / PATH).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_writing_keeps_the_bytes_of_another_system(tmp_path: Path) -> None:
    data = ("\ufeff" + RECORD.replace("\n", "\r\n")).encode()
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_bytes(data)
    head, tail = _halves(RECORD)
    assert write(tmp_path, PATH, head._replace(volume="132"), tail)
    assert (tmp_path / PATH).read_bytes() == data.replace(b"131", b"132")


@pytest.mark.parametrize("method", ["write_bytes", "replace"])
def test_what_was_there_stands_when_the_disk_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    write(tmp_path, PATH, _head(), Tail({}))
    before = (tmp_path / PATH).read_bytes()

    def refuse(path: Path, *_: object) -> None:
        if method == "write_bytes":
            with path.open("wb") as file:
                file.write(b"---\nhalf")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, method, refuse)
    with pytest.raises(MachineError, match=f"^{PATH} cannot be written: No space left on device$"):
        write(tmp_path, PATH, _head()._replace(volume="132"), Tail({}))
    monkeypatch.undo()
    assert (tmp_path / PATH).read_bytes() == before
    assert _names(tmp_path) == ["jim1.md"]


def test_a_folder_in_the_files_place_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / PATH).mkdir(parents=True)
    with pytest.raises(MachineError, match="cannot be written: "):
        write(tmp_path, PATH, _head(), Tail({}))
    (tmp_path / "file").write_text("")
    with pytest.raises(MachineError, match="cannot be written: "):
        write(tmp_path, "file/jim1.md", _head(), Tail({}))
