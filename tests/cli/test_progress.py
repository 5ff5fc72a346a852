from __future__ import annotations

import io

import pytest

from postilla.cli.progress import ProgressBar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr("postilla.cli.progress.time.monotonic", lambda: now[0])
    return now


def test_what_is_soon_done_says_nothing(clock: list[float]) -> None:
    stream = Terminal()
    bar = ProgressBar(stream)
    for done in range(11):
        clock[0] = done / 20
        bar("reading records", done, 10)
    bar.end()
    assert stream.getvalue() == ""


def test_a_terminal_shows_a_bar_and_gets_its_line_back(clock: list[float]) -> None:
    stream = Terminal()
    bar = ProgressBar(stream)
    bar("reading records", 0, 100)
    clock[0] = 2.0
    bar("reading records", 50, 100)
    bar.end()
    assert "[############............] reading records: 50 of 100, 25 a second, 2 s left" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[2K")


def test_a_file_gets_plain_lines_now_and_then(clock: list[float]) -> None:
    stream = io.StringIO()
    bar = ProgressBar(stream)
    for second in range(91):
        clock[0] = float(second)
        bar("rendering pages", second, 90)
    bar.end()
    lines = stream.getvalue().splitlines()
    assert 5 < len(lines) < 15
    assert lines[-1] == "rendering pages: 90 of 90, 1 a second, 0 s left"
    assert "\x1b" not in stream.getvalue()


def test_what_takes_long_is_told_by_the_piece(clock: list[float]) -> None:
    stream = Terminal()
    bar = ProgressBar(stream)
    bar("indexing", 0, 20)
    clock[0] = 20.0
    bar("indexing", 2, 20)
    assert "indexing: 2 of 20, 10 s each, 3 min 0 s left" in stream.getvalue()


def test_minutes_are_told_as_minutes(clock: list[float]) -> None:
    stream = Terminal()
    bar = ProgressBar(stream)
    bar("rendering pages", 0, 1000)
    clock[0] = 10.0
    bar("rendering pages", 100, 1000)
    assert "1 min 30 s left" in stream.getvalue()
