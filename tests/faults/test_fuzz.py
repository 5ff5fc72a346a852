"""Ten thousand records after accidents: each is read or refused in its time, and every finding has its place."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from postilla.build import Site
from postilla.build.cache import unpack
from postilla.build.process import HeadPart, process
from postilla.diagnostics import Diagnostic, Report, Severity, Span
from postilla.records import MAX_FILE, source_lines
from postilla.settings import Settings
from tests.build.plain import publish, settings_of
from tests.site.archives import ROOT, SiteTest

from .mutations import mutated

FOLDERS = (
    "tests/records/good",
    "tests/sites/typical/articles",
    "articles/2023",
    "articles/2024",
    "articles/2026",
)
GOOD = [file.read_bytes() for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.md"))]
SAMPLES = [*GOOD, *[data for data in GOOD if len(data) > 2_000] * 4]
"""Every shape of a record; those with long texts more than once."""
ROUNDS, EACH = 40, 250
LIMIT = 10.0
"""Seconds of computing that one record may take; the text alone has a limit of its own, which is lower."""


class TooSlow(BaseException):
    """A record has used up its time."""


@contextmanager
def limited() -> Iterator[None]:
    """Raise TooSlow after the limit; the time of the process counts, so a busy machine fails nothing."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _check_place(finding: Diagnostic, lines: list[str]) -> None:
    span, told = finding.span, finding.text()
    assert 1 <= span.line <= len(lines), told
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1, told
    assert span.length >= 1, told
    assert span.column + span.length - 1 <= max(len(lines[span.line - 1]), span.column), told
    # a finding about the file as a whole needs to show no line of it
    assert finding.source == lines[span.line - 1] or (span == Span(1, 1) and not finding.source), told
    assert finding.message, told
    assert told.replace("\n", "").isprintable(), told
    assert len(told) < 2_000, told


@pytest.mark.parametrize("number", range(ROUNDS))
def test_no_accident_stops_the_reader(number: int) -> None:
    outcomes: Counter[bool] = Counter()
    for seed in range(number * EACH, (number + 1) * EACH):
        data = mutated(seed, SAMPLES)
        try:
            with limited():
                head = unpack(process(f"articles/2021/fuzz{seed}.md", data, "en").head, HeadPart)
                lines = source_lines(data)
                for finding in head.findings:
                    _check_place(finding, lines)
        except (Exception, TooSlow) as error:
            error.add_note(f"seed {seed}: {data!r}")
            raise
        outcomes[head.head is not None] += 1
    # neither do all accidents break a record, nor do too few
    assert min(outcomes[True], outcomes[False]) > EACH // 10


@pytest.mark.parametrize("number", range(3))
def test_no_accident_stops_an_archive(tmp_path: Path, number: int) -> None:
    """Damaged records stand beside whole ones, are checked with them, and what is left of them is published."""
    site = SiteTest.copy_of("typical", tmp_path)
    whole = [file.read_bytes() for file in sorted((site.root / "articles").rglob("*.md"))]
    for seed in range(number * EACH, (number + 1) * EACH):
        data = mutated(seed, whole).replace(b"10.5555/", b"10.5555/%d." % seed)
        site.write(f"articles/fuzz/fuzz{seed}.md", data)
    settings = settings_of(site.root, journal="tide")
    # what was whole goes as well where it has the DOI or the position of one that was not
    while wrong := _wrong(settings):
        for path in wrong:
            assert path.endswith(".md"), path
            site.remove(path)
    left = len(list((site.root / "articles/fuzz").iterdir()))
    assert EACH // 20 < left < EACH
    done = publish(settings)
    assert done.articles > EACH // 20
    assert publish(settings).written == 0


def _wrong(settings: Settings) -> set[str]:
    """The files with errors."""
    site = Site.examine(settings)
    site.close()
    check_report(settings.root, site.report)
    return {finding.path for finding in site.report.findings if finding.severity is Severity.ERROR}


def check_report(root: Path, report: Report) -> None:
    """Every finding of an archive is about a place that its file has."""
    lines: dict[str, list[str]] = {}
    for finding in report.findings:
        file = root / finding.path
        if file.is_file() and file.stat().st_size <= MAX_FILE:
            lines.setdefault(finding.path, source_lines(file.read_bytes()))
            _check_place(finding, lines[finding.path])
