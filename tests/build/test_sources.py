"""The folder of records: which files there are, and which are read again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from postilla.build import process, sources
from postilla.build.cache import Cache
from postilla.build.sources import FileFacts, Sources, beside, load_page, read_vocabularies, scan, survey
from postilla.errors import SettingsError
from postilla.records import MAX_FILE
from tests.site.archives import record

OLD = 1_500_000_000


def write(root: Path, **files: str | bytes) -> None:
    for name, content in files.items():
        path = root / "articles" / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        os.utime(path, (OLD, OLD))


def told(found: Sources) -> list[str]:
    return [f"{f.path}: {f.code} {f.message}" for f in found.findings]


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the records that are opened."""
    opened: list[str] = []
    whole = Path.open

    def noted(self: Path, *arguments: object, **options: object) -> object:
        opened.append(self.name)
        return whole(self, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", noted)
    return opened


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the records that are decoded."""
    paths: list[str] = []
    whole = process.process

    def noted(path: str, data: bytes, language: str) -> object:
        paths.append(path)
        return whole(path, data, language)

    monkeypatch.setattr(sources, "process", noted)
    return paths


def again(root: Path) -> Sources:
    with_cache = Cache(root / "cache")
    found = survey(root, "articles", with_cache).read(with_cache, 1, lambda *_: None)
    with_cache.close()
    return found


# Listing


def test_records_and_files_at_any_depth_by_path(tmp_path: Path) -> None:
    write(tmp_path, b_dot_md="b", a__deep__c_dot_md="c", a_dot_pdf="pdf", a__fig_dot_png="png")
    write(tmp_path, _vocabulary__types_dot_yml="[]", _vocabulary__x_dot_md="x")
    folder = scan(tmp_path, "articles")
    assert list(folder.records) == ["articles/a/deep/c.md", "articles/b.md"]
    assert list(folder.files) == ["articles/a.pdf", "articles/a/fig.png"]
    assert folder.records["articles/b.md"] == FileFacts(1, OLD * 10**9)
    assert folder.findings == ()


def test_hidden_files_and_folders_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, _dot_git__x_dot_md="x", _dot_hidden_dot_md="x")
    assert scan(tmp_path, "articles").records == {}


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no folder articles/"):
        scan(tmp_path, "articles")


def test_a_link_may_stay_inside_and_not_lead_out(tmp_path: Path) -> None:
    write(tmp_path, a_dot_md="a")
    (tmp_path / "secret.md").write_text("secret", "utf-8")
    articles = tmp_path / "articles"
    (articles / "inside.md").symlink_to("a.md")
    (articles / "outside.md").symlink_to(tmp_path / "secret.md")
    (articles / "folder").symlink_to(tmp_path)
    (articles / "nowhere.md").symlink_to("gone.md")
    folder = scan(tmp_path, "articles")
    assert list(folder.records) == ["articles/a.md", "articles/inside.md"]
    assert {f.path: f.message for f in folder.findings} == {
        "articles/folder": "the link leads out of the folder of records",
        "articles/outside.md": "the link leads out of the folder of records",
        "articles/nowhere.md": "the file cannot be read: No such file or directory",
    }


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path, a__b_dot_md="b")
    (tmp_path / "articles/a/up").symlink_to("..")
    (tmp_path / "articles/a/self.md").symlink_to("self.md")
    folder = scan(tmp_path, "articles")
    assert list(folder.records) == ["articles/a/b.md"]


def test_a_folder_with_the_name_of_a_record_and_a_pipe_are_told(tmp_path: Path) -> None:
    (tmp_path / "articles/a.md").mkdir(parents=True)
    os.mkfifo(tmp_path / "articles/b.md")
    assert [f.message for f in scan(tmp_path, "articles").findings] == [
        "a folder bears the name of a record",
        "this is no ordinary file",
    ]


def test_a_name_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/articles/\xff.md")).write_text("", "utf-8")
    (finding,) = scan(tmp_path, "articles").findings
    assert finding.message == "the file's name is not UTF-8"
    assert finding.path.encode()


# Reading


def test_what_did_not_change_is_neither_opened_nor_decoded(
    tmp_path: Path, reads: list[str], made: list[str]
) -> None:
    write(tmp_path, a_dot_md=record("A"), b_dot_md=record("B"))
    first = again(tmp_path)
    assert sorted(made) == ["articles/a.md", "articles/b.md"]
    reads.clear()
    made.clear()
    second = again(tmp_path)
    assert (reads, made) == ([], [])
    assert second.by_path == first.by_path


def test_another_time_costs_reading_and_no_decoding(
    tmp_path: Path, reads: list[str], made: list[str]
) -> None:
    write(tmp_path, a_dot_md=record("A"), b_dot_md=record("B"))
    again(tmp_path)
    reads.clear()
    made.clear()
    os.utime(tmp_path / "articles/a.md", (OLD + 1, OLD + 1))
    again(tmp_path)
    assert (reads, made) == (["a.md"], [])
    reads.clear()
    again(tmp_path)
    assert reads == []


def test_the_time_of_a_file_just_written_is_not_trusted(tmp_path: Path, reads: list[str]) -> None:
    write(tmp_path, a_dot_md=record("A"))
    os.utime(tmp_path / "articles/a.md")
    again(tmp_path)
    reads.clear()
    again(tmp_path)
    assert reads == ["a.md"]


def test_other_code_reads_everything_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[str]
) -> None:
    write(tmp_path, a_dot_md=record("A"))
    again(tmp_path)
    made.clear()
    monkeypatch.setattr("postilla.build.process.fingerprint", lambda _rooms: "other code")
    again(tmp_path)
    assert made == ["articles/a.md"]
    again(tmp_path)
    assert made == ["articles/a.md"]


def test_the_same_text_at_another_path_is_another_record(tmp_path: Path) -> None:
    write(tmp_path, a_dot_md=record("A"), b_dot_md=record("A"))
    found = again(tmp_path)
    heads = [source.head.head for source in found.by_path.values()]
    assert [head.id if head else "" for head in heads] == ["a", "b"]
    assert len({source.key for source in found.by_path.values()}) == 2


def test_findings_are_kept_with_the_record(tmp_path: Path, made: list[str]) -> None:
    write(tmp_path, a_dot_md=record("A", volumes="1"), b_dot_md="no front matter")
    first = told(again(tmp_path))
    assert len(first) == 2
    made.clear()
    assert told(again(tmp_path)) == first
    assert made == []


def test_a_file_too_large_is_told_and_not_read_whole(tmp_path: Path) -> None:
    write(tmp_path, a_dot_md=record("A"))
    with (tmp_path / "articles/a.md").open("ab") as file:
        file.truncate(MAX_FILE * 50)
    (finding,) = again(tmp_path).findings
    assert finding.path == "articles/a.md"
    assert finding.severity == "error"


def test_workers_give_what_one_process_gives(tmp_path: Path) -> None:
    write(tmp_path, **{f"a{number}_dot_md": record(f"Title {number}") for number in range(60)})
    caches = Cache(tmp_path / "one"), Cache(tmp_path / "two")
    one, two = (survey(tmp_path, "articles", c).read(c, n, lambda *_: None) for n, c in enumerate(caches, 1))
    assert one.by_path == two.by_path
    assert list(one.by_path) == sorted(one.by_path)
    for cache in caches:
        cache.close()


def test_progress_is_told_to_the_end(tmp_path: Path, cache: Cache) -> None:
    write(tmp_path, **{f"a{number}_dot_md": record(f"Title {number}") for number in range(3)})
    steps: list[tuple[str, int, int]] = []
    survey(tmp_path, "articles", cache).read(cache, 1, lambda *step: steps.append(step))
    assert steps == [("reading records", 3, 3)]
    cache.close()


def test_a_place_is_found_with_its_line_from_the_cache_or_from_the_file(tmp_path: Path, cache: Cache) -> None:
    write(tmp_path, a_dot_md=record("A"))
    found = survey(tmp_path, "articles", cache).read(cache, 1, lambda *_: None)
    span, line = found.locate("articles/a.md", "specialties[0]")
    assert (span.line, line) == (6, "specialties: [salt]")
    cache._db.execute("DELETE FROM entries")
    assert found.locate("articles/a.md", "specialties[0]") == (span, line)
    assert found.locate("articles/a.md", "specialties[7].nothing")[0].line == 6
    cache.close()


def test_the_part_of_a_page_is_made_again_where_the_cache_lost_it(tmp_path: Path, cache: Cache) -> None:
    write(tmp_path, a_dot_md=record("A", "Some *text*."))
    (source,) = survey(tmp_path, "articles", cache).read(cache, 1, lambda *_: None).by_path.values()

    class Empty:
        def get(self, part: str, key: str, kind: type) -> None:
            return None

    part = load_page(Empty(), tmp_path, source.path, source.key)  # type: ignore[arg-type]
    assert part.text_html == "<p>Some <em>text</em>.</p>"
    cache.close()


# Vocabularies


def test_vocabularies_that_are_missing_are_empty_and_unknown_ones_are_told(tmp_path: Path) -> None:
    write(tmp_path, _vocabulary__types_dot_yml="- {id: x, name: X}", _vocabulary__journal_dot_yml="[]")
    vocabularies, findings, _ = read_vocabularies(tmp_path, "articles")
    assert [term.id for term in vocabularies["types"].terms] == ["x"]
    assert vocabularies["series"].terms == ()
    (finding,) = findings
    assert (finding.path, finding.code) == ("articles/_vocabulary/journal.yml", "P202")
    assert "journals" in finding.help


def test_a_vocabulary_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "articles/_vocabulary/types.yml").mkdir(parents=True)
    _, (finding,), _ = read_vocabularies(tmp_path, "articles")
    assert (finding.path, finding.code) == ("articles/_vocabulary/types.yml", "P113")


def test_where_the_files_of_a_record_lie() -> None:
    assert beside("articles/2021/a.md", "a", "a.pdf", inside=False) == "articles/2021/a.pdf"
    assert beside("articles/2021/a.md", "a", "fig1.png", inside=True) == "articles/2021/a/fig1.png"
