"""Publishing by itself: counts, refusals and what a failure leaves. With MkDocs: `tests/site/test_rebuild.py`."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from postilla import checks
from postilla.build import Cache, Shell, Site, SiteDirectory, host_report, rendering, slot
from postilla.build.cache import pack
from postilla.build.limits import LIMITS, MB
from postilla.build.plan import Output, Planned, decode_manifest, encode_manifest, unique
from postilla.build.publish import Published
from postilla.diagnostics import Diagnostic, Report
from postilla.errors import BuildError, MachineError, SettingsError
from postilla.formats import BESIDE_ARTICLES
from postilla.settings import Settings
from tests.site.archives import SiteTest, record, small_archive

from .plain import PlainHost, files, publish, settings_of


@pytest.fixture
def small(tmp_path: Path) -> SiteTest:
    site = small_archive(tmp_path / "small", {"one": record("One", pdf="one.pdf"), "two": record("Two")})
    return site.write("articles/one.pdf", b"%PDF-1.4" + b"x" * 10_000)


def test_a_first_build_writes_everything_and_a_second_nothing(small: SiteTest) -> None:
    first = publish(settings_of(small.root))
    made = files(small.site_dir)
    assert (first.articles, first.removed, first.unchanged) == (2, 0, 0)
    assert first.written == first.files == len(made)
    assert first.pages == sum(path.endswith(".html") for path in made)
    assert first.bytes == sum(map(len, made.values()))
    assert first.largest == ("articles/one/one.pdf", 10_008)
    second = publish(settings_of(small.root))
    assert (second.written, second.unchanged, second.removed) == (0, first.files, 0)
    assert (second.pages, second.files, second.bytes) == (first.pages, first.files, first.bytes)


def test_what_vanished_is_counted(small: SiteTest) -> None:
    publish(settings_of(small.root))
    small.remove("articles/two.md")
    # its page and the files beside it, and the page of a name that has one article now
    assert publish(settings_of(small.root)).removed == 4 + len(BESIDE_ARTICLES)


def test_the_summary_is_one_line() -> None:
    done = Published(
        pages=3, files=4_000, bytes=2_500_000, written=1, unchanged=2, dropped=("a", "b", "c"), articles=1_979
    )
    assert done.summary() == (
        "1,979 articles, 3 pages, 4,000 files, 2.5 MB: 1 written, 2 unchanged, 3 removed"
    )


def test_every_stage_is_timed(small: SiteTest) -> None:
    stages = list(publish(settings_of(small.root)).timings)
    site = ["compare", "plan", "render and write", "publish"]
    assert stages == ["look", "read records", "relate", "check", *site]


def test_more_pages_than_expected_have_no_total_before_the_last(small: SiteTest) -> None:
    """With one that grows as they do every page would be the last, of which a log has a line."""
    told: list[tuple[int, int]] = []

    def progress(stage: str, done: int, total: int) -> None:
        if stage == "rendering pages":
            told.append((done, total))

    for year in range(1900, 1960):  # each has a list of its own, which nobody expects
        small.write(f"articles/a{year}.md", record(f"Of {year}", published=f"{year}-05"))
    publish(settings_of(small.root), progress=progress)
    *before, (done, total) = told
    assert before
    assert done == total > 100
    assert [of for pages, of in before if pages > 61] == [0] * len(before)


def test_what_was_found_is_kept_until_something_changes(
    small: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_of(small.root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    small.write("articles/two.md", record("TWO IN CAPITALS"))
    runs: list[checks.Context] = []
    run = checks.run

    def noted(context: checks.Context, between: Callable[[], object]) -> list[Diagnostic]:
        runs.append(context)
        return run(context, between)

    monkeypatch.setattr(checks, "run", noted)
    report = _report(settings)
    assert [finding.code for finding in report.findings] == ["P218"]
    changes: list[Callable[[], object]] = [
        lambda: small.write("articles/one.csv", "beside a record"),
        lambda: small.write("articles/_vocabulary/people.yml", "- {id: sola, name: 'Sola, Una'}"),
        lambda: monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000"),
        lambda: monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225000"),
    ]
    for number, change in enumerate(changes, 1):
        assert _report(settings) == report
        assert len(runs) == number
        change()
    small.write("articles/two.md", record("Two"))
    assert not _report(settings).findings


def test_the_end_of_an_embargo_is_a_change(small: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_of(small.root)
    small.write("articles/two.md", record("Two", embargo="2026-01-01T00:10:00+00:00"))
    for seconds, articles in ((0, 1), (599, 1), (600, 2), (599, 1)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1767225600 + seconds))
        assert publish(settings).articles == articles
        assert (small.site_dir / "articles/two/index.html").exists() == (articles == 2)


def _report(settings: Settings) -> Report:
    site = Site.examine(settings)
    site.close()
    return site.report


def test_progress_is_told_to_the_end(small: SiteTest) -> None:
    steps: list[tuple[str, int, int]] = []
    directory = SiteDirectory(small.site_dir)
    directory.open()
    site = Site.read(settings_of(small.root), progress=lambda *step: steps.append(step))
    done = site.publish(PlainHost(small.site_dir), directory)
    site.close()
    directory.close()
    stage, count, total = steps[-1]
    assert stage == "rendering pages"
    assert count == total >= done.pages  # feeds are rendered too


def test_a_supplement_may_lie_elsewhere_and_tell_no_size(tmp_path: Path) -> None:
    supplements = (
        "[{url: 'https://a.example/x', label: Data}, {url: 'https://a.example/y', title: 'B', bytes: 2048}]"
    )
    publish(settings_of(small_archive(tmp_path, {"one": record("One", supplements=supplements)}).root))
    page = (tmp_path / "site/articles/one/index.html").read_text("utf-8")
    assert '<a href="https://a.example/x">Data</a></li>' in page
    assert '<a href="https://a.example/y">B</a> <small>(2.00 KB)</small></li>' in page


# The host


def test_a_page_of_the_host_stands_in_place_of_ours(small: SiteTest) -> None:
    class WritingHost(PlainHost):
        pass

    host = WritingHost(small.site_dir, addresses=frozenset({"specialties/"}))
    publish(settings_of(small.root), host=host)
    assert "specialties/index.html" not in files(small.site_dir)
    assert b"specialties/</loc>" in files(small.site_dir)["sitemaps/pages.xml"]


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("articles/one/", "an article"),
        ("articles/former/", "a page that has moved"),
        ("authors/sola-una/", "an author"),
        ("on/10.5555/w/", "a discussed work"),
    ],
)
def test_a_page_of_another_plugin_takes_no_address_that_a_record_needs(
    small: SiteTest, address: str, what: str
) -> None:
    related = "[{relation: comments-on, doi: 10.5555/w, title: W}]"
    small.write("articles/two.md", record("Two", aliases="[former]", related=related))
    publish(settings_of(small.root))
    before = files(small.site_dir)
    assert f"{address}index.html" in before
    # the settings know nothing of it, as they do of pages that lie in docs/
    host = PlainHost(small.site_dir, addresses=frozenset({address}))
    with pytest.raises(BuildError, match=f"stands at the address of {what}: {address}"):
        publish(settings_of(small.root), host=host)
    assert files(small.site_dir) == before


def test_a_listing_fills_the_page_of_the_host(small: SiteTest) -> None:
    shell = Shell.parse(f"<h1>By hand</h1>{slot('listing')}<p>{slot('base')}</p>")
    host = PlainHost(
        small.site_dir, listings={"fields/": ("specialties", shell)}, addresses=frozenset({"fields/"})
    )
    publish(settings_of(small.root), host=host)
    page = files(small.site_dir)["fields/index.html"].decode()
    assert page.startswith("<h1>By hand</h1>")
    assert page.endswith("<p>../</p>")
    assert "../specialties/salt/" in page
    assert "specialties/index.html" in files(small.site_dir)


def test_another_shell_renders_every_page_again(small: SiteTest) -> None:
    publish(settings_of(small.root))
    other = PlainHost(small.site_dir, Shell.parse(f"other {slot('main')}"))
    done = publish(settings_of(small.root), host=other)
    assert done.unchanged == sum(not path.endswith(".html") for path in files(small.site_dir))
    assert all(
        data.startswith(b"other") for path, data in files(small.site_dir).items() if path.endswith(".html")
    )


def test_another_shell_of_a_listing_renders_that_page(small: SiteTest) -> None:
    def host(words: str) -> PlainHost:
        shell = Shell.parse(f"{words}{slot('listing')}")
        return PlainHost(
            small.site_dir, listings={"fields/": ("specialties", shell)}, addresses=frozenset({"fields/"})
        )

    publish(settings_of(small.root), host=host("one "))
    done = publish(settings_of(small.root), host=host("two "))
    assert done.written == 1
    assert files(small.site_dir)["fields/index.html"].startswith(b"two ")


def test_a_listing_that_does_not_exist_is_told(small: SiteTest) -> None:
    publish(settings_of(small.root))
    before = files(small.site_dir)
    host = PlainHost(
        small.site_dir, listings={"x/": ("fields", Shell.parse(""))}, addresses=frozenset({"x/"})
    )
    with pytest.raises((SettingsError, BuildError), match="fields"):
        publish(settings_of(small.root), host=host)
    assert files(small.site_dir) == before


# Failures


def planned(path: str) -> Planned:
    return Planned(path, "key", data=b"")


@pytest.mark.parametrize("paths", [("a/index.html", "a/index.html"), ("a/index.html", "A/index.html")])
def test_two_things_at_one_address_are_refused(paths: tuple[str, str]) -> None:
    with pytest.raises(BuildError, match="two pages want the address"):
        list(unique(map(planned, paths)))


def test_things_at_their_own_addresses_are_not() -> None:
    assert [item.path for item in unique(map(planned, ("a", "b", "a/b")))] == ["a", "b", "a/b"]


@pytest.mark.parametrize("number", [1, 2, 5])
def test_a_full_disk_leaves_the_earlier_site(
    small: SiteTest, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    publish(settings_of(small.root))
    before = files(small.site_dir)
    small.write("articles/_vocabulary/journals.yml", "- {id: jot, name: Journal of Another Thing}\n")
    written, whole = itertools.count(1), rendering._write

    def full(path: str, data: bytes) -> os.stat_result:
        if next(written) >= number:
            raise OSError(28, "No space left on device", path)
        return whole(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(rendering, "_write", full)
        with pytest.raises(MachineError, match="No space left on device"):
            publish(settings_of(small.root))
    assert files(small.site_dir) == before
    publish(settings_of(small.root))
    assert files(small.site_dir) != before


def test_a_file_that_vanishes_while_it_is_copied_is_told(
    small: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(source: Path, target: Path) -> None:
        raise FileNotFoundError(2, "No such file or directory", str(source))

    monkeypatch.setattr(shutil, "copyfile", gone)
    with pytest.raises(MachineError, match=r"one\.pdf: No such file"):
        publish(settings_of(small.root))


def test_a_record_that_changes_during_the_build_is_made_whole_by_the_next(
    small: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_of(small.root)
    directory = SiteDirectory(small.site_dir)
    directory.open()
    site = Site.read(settings)
    small.write("articles/one.md", record("One, edited meanwhile", pdf="one.pdf"))
    site.publish(PlainHost(small.site_dir), directory)
    site.close()
    directory.close()
    assert b"One, edited meanwhile" not in files(small.site_dir)["years/2020/index.html"]
    publish(settings)
    for path in ("years/2020/index.html", "articles/one/index.html"):
        assert b"One, edited meanwhile" in files(small.site_dir)[path]


# The manifest


def test_a_manifest_reads_back_and_garbage_is_empty() -> None:
    manifest = {"a/index.html": Output("key", 1, 2)}
    assert decode_manifest(encode_manifest(manifest)) == manifest
    rows = (["a"], ["key"], [1], [2])
    short = (pack((*rows[:3], [])), pack(rows[:3]), pack([*rows]), pack(()), pack((["a"], 1, 2, 3)))
    for garbage in (
        None,
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"a": 1}',
        b'{"a": [1]}',
        b'{"a": ["key", 1, 2]}',
        b"\xff",
        encode_manifest(manifest)[:-9],
        *short,
    ):
        assert decode_manifest(garbage) == {}


def test_the_manifests_of_sites_that_are_gone_are_forgotten(small: SiteTest, tmp_path: Path) -> None:
    settings = settings_of(small.root)
    publish(settings, tmp_path / "one")
    publish(settings, tmp_path / "two")

    def manifests() -> int:
        cache = Cache(settings.cache_dir)
        count = len(list(cache.states("manifest:")))
        cache.close()
        return count

    assert manifests() == 2
    (tmp_path / "one").rename(tmp_path / "renamed")
    publish(settings, tmp_path / "two")
    assert manifests() == 1


# Hosts


def test_limits_are_shown_and_warned_of_in_time() -> None:
    rows, warnings = host_report(Published(files=15_000, bytes=10 * MB))
    assert len(rows) == len(LIMITS) + 1
    assert warnings == []
    _, warnings = host_report(
        Published(files=17_000, bytes=850 * MB, largest=("video.mp4", 30 * 1024 * 1024))
    )
    assert warnings == [
        "GitHub Pages: the site has 85% of the size allowed",
        "GitLab Pages: the site has 85% of the size allowed",
        "Cloudflare Pages (free): the site has 85% of the files allowed",
        "Cloudflare Pages (free): video.mp4 is larger than 25 MiB",
        "Cloudflare Pages (paid): video.mp4 is larger than 25 MiB",
    ]
