"""The watcher: what an editor does to save a file, or a checkout to thousands, ends in paths to look at."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.events import FileModifiedEvent, FileMovedEvent

from postilla.errors import MachineError
from postilla.preview import watching
from postilla.preview.watching import MANY, Watcher
from tests.preview.running import PATIENCE


@pytest.fixture
def watcher() -> Iterator[Watcher]:
    watcher = Watcher()
    yield watcher
    watcher.close()


def heard(watcher: Watcher, wanted: set[str], again: Callable[[], object] = lambda: None) -> set[str]:
    """What is told until all that is wanted has been; `again` is called before each wait."""
    timer = threading.Timer(PATIENCE, watcher.close)
    timer.start()
    found: set[str] = set()
    while not wanted <= found:
        again()
        told = watcher.changed()
        assert told, f"{wanted - found} was not told"
        found |= told
    timer.cancel()
    return found


def test_files_that_are_written_moved_and_removed_are_told(watcher: Watcher, tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("a")
    watcher.watch([tmp_path])
    (tmp_path / "one.md").write_text("a")
    (tmp_path / "old.md").replace(tmp_path / "new.md")
    below = tmp_path / "2021"
    below.mkdir()
    (below / "two.md").write_text("a")
    names = ("one.md", "old.md", "new.md", "2021/two.md")
    heard(watcher, {str(tmp_path / name) for name in names})
    (below / "two.md").unlink()
    heard(watcher, {str(below / "two.md")})


def test_who_only_reads_a_file_changes_nothing(watcher: Watcher, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("a")
    watcher.watch([tmp_path])
    assert (tmp_path / "one.md").read_text() == "a"
    (tmp_path / "two.md").write_text("a")
    # events come in order
    assert heard(watcher, {str(tmp_path / "two.md")}) == {str(tmp_path / "two.md")}


def test_a_file_is_watched_by_its_folder_and_not_what_lies_below(watcher: Watcher, tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "mkdocs.yml").write_text("a")
    watcher.watch([tmp_path / "mkdocs.yml"])
    (tmp_path / "below/one.md").write_text("a")
    (tmp_path / "mkdocs.yml").write_text("b")
    assert str(tmp_path / "below/one.md") not in heard(watcher, {str(tmp_path / "mkdocs.yml")})


def test_a_folder_that_is_removed_and_made_anew_is_watched_again(watcher: Watcher, tmp_path: Path) -> None:
    articles, one = tmp_path / "articles", tmp_path / "articles/one.md"
    articles.mkdir()
    (tmp_path / "mkdocs.yml").write_text("a")
    watcher.watch([articles, tmp_path / "mkdocs.yml"])
    for _ in range(3):
        articles.rmdir()
        heard(watcher, {str(articles)})
        articles.mkdir()
        heard(watcher, {str(articles)})
        # while it is watched anew, the folder is told of and not the file
        heard(watcher, {str(one)}, lambda: one.write_text("a"))
        one.unlink()


def test_of_very_many_events_some_may_be_lost_so_all_is_looked_at_again(
    watcher: Watcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "SETTLED", 0.05)
    watcher.watch([tmp_path])
    monkeypatch.setattr(watching, "SETTLED", 60.0)  # until all events of this test have come
    for number in range(MANY - 1):
        watcher.on_any_event(FileModifiedEvent(str(tmp_path / f"{number}.md")))
    assert str(tmp_path) not in heard(watcher, {str(tmp_path / f"{MANY - 2}.md")})
    monkeypatch.setattr(watching, "SETTLED", 0.05)
    watcher._latest = float("inf")
    watcher.on_any_event(FileMovedEvent(str(tmp_path / "last.md"), str(tmp_path / "lasting.md")))
    heard(watcher, {str(tmp_path), str(tmp_path / "lasting.md")})


def test_the_end_is_told_to_whoever_waits(watcher: Watcher, tmp_path: Path) -> None:
    watcher.watch([tmp_path])
    told: list[set[str]] = []
    thread = threading.Thread(target=lambda: told.append(watcher.changed()))
    thread.start()
    watcher.close()
    thread.join()
    assert told == [set()]


def test_a_system_that_refuses_is_told_with_the_way_out(
    watcher: Watcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(watcher._observer, "schedule", refuse)
    with pytest.raises(MachineError, match="`postilla serve --poll`"):
        watcher.watch([tmp_path])
