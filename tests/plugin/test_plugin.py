from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from postilla.build import Host, SiteDirectory
from postilla.diagnostics import Diagnostic, Report, Severity, Span
from postilla.errors import BuildError, RecordsError, SettingsError
from postilla.plugin import PostillaPlugin, load, plugin, run_build

from .conftest import FakeSite, SmallSite

FINDING = Diagnostic("articles/a.md", Span(3, 1), Severity.WARNING, "P001", "title", "is odd")


def test_load_gives_the_settings_of_the_file(small: SmallSite) -> None:
    small.configure(plugin="- postilla: {language: fr}", extra="repo_url: https://github.com/example/archive")
    settings, config = load(small.root / "mkdocs.yml")
    assert (settings.root, settings.language, settings.articles) == (small.root, "fr", "articles")
    assert (settings.site_name, settings.site_url) == ("A small archive", "https://example.org/archive/")
    assert (settings.repo_url, settings.edit_uri) == (
        "https://github.com/example/archive",
        "edit/master/docs/",
    )
    assert settings.docs_dir == "docs"
    assert config.site_dir == str(small.site_dir)


def test_load_finds_the_file_of_the_current_folder(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small.root)
    assert load()[0].site_name == "A small archive"


@pytest.mark.parametrize(
    ("configuration", "message"),
    [
        ({"plugin": "- postilla: {artikles: x, jobs: y}"}, r"(?s)'jobs': 'y' is not a whole.*'artikles': there is no"),
        ({"plugin": "- postilla: {fail_on: never}"}, "'never' is none of error, warning"),
        ({"plugin": "- search"}, "does not list 'postilla'"),
        ({"plugin": "- postilla: {articles: docs/articles}"}, "articles: .* lies inside docs_dir"),
        ({"plugin": "- postilla: {articles: ., cache: ../cache}"}, "articles: .* holds docs_dir"),
        ({"plugin": "- postilla: {cache: articles/.cache}"}, "cache: .* lies inside articles"),
        ({"plugin": "- postilla: {cache: .}"}, "cache: .* holds articles"),
        ({"extra": "use_directory_urls: false"}, r"^use_directory_urls: false cannot be used"),
        ({"extra": "docs_dir: missing"}, "missing"),
        ({"extra": "a: [b"}, "parsing the configuration"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_in_one_message(
    small: SmallSite, configuration: Any, message: str
) -> None:
    small.configure(**configuration)
    with pytest.raises(SettingsError, match=message):
        load(small.root / "mkdocs.yml")
    with pytest.raises(SettingsError, match=message):
        small.build()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.yml' does not exist"):
        run_build(tmp_path / "nowhere.yml")


def test_mkdocs_itself_builds_the_site(small: SmallSite) -> None:
    result = CliRunner().invoke(cli, ["build", "--strict", "-f", str(small.root / "mkdocs.yml")])
    assert result.exit_code == 0, result.output
    assert "The main part" in small.page("articles/jci00001/")


def test_dirty_builds_are_refused(small: SmallSite) -> None:
    result = CliRunner().invoke(cli, ["build", "--dirty", "-f", str(small.root / "mkdocs.yml")])
    assert result.exit_code == 1


def test_the_search_plugin_is_switched_off(small: SmallSite) -> None:
    small.configure(plugin="- search\n  - postilla")
    small.build(strict=True)
    assert not (small.site_dir / "search").exists()
    assert any("brings its own search" in line for line in small.lines)


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    class Reader:
        @staticmethod
        def read(settings: object, *, progress: object = None) -> FakeSite:
            raise error

    monkeypatch.setattr(plugin, "Site", Reader)


def test_findings_that_stop_a_build_are_told_whole_before_anything_is_touched(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.build()
    before = small.every_page()
    report = Report.of([FINDING], 1)
    failing(monkeypatch, RecordsError(report))
    with pytest.raises(RecordsError) as caught:
        small.build()
    assert caught.value.report is report
    assert not [line for line in small.lines if "P001" in line], "the exception says it, once"
    assert small.every_page() == before


def test_to_mkdocs_an_error_of_ours_is_an_error_of_a_plugin(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, RecordsError(Report.of([FINDING], 1)))
    _, config = load(small.root / "mkdocs.yml")
    with pytest.raises(PluginError, match=r"articles/a\.md:3:1: warning P001 title: is odd"):
        config.plugins.on_config(config)
    config.plugins.on_shutdown()


def test_warnings_about_records_do_not_fail_a_strict_build(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        FakeSite, "__init__", _with(FakeSite.__init__, report=Report.of([FINDING], 1), note="no cache")
    )
    small.build(strict=True)
    assert "postilla: no cache" in small.lines
    assert any("articles/a.md:3:1: warning P001" in line for line in small.lines)


def test_a_build_tells_no_more_than_twenty_findings(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = Report.of([dataclasses.replace(FINDING, path=f"articles/{n}.md") for n in range(23)], 23)
    monkeypatch.setattr(FakeSite, "__init__", _with(FakeSite.__init__, report=many))
    small.build()
    told = "\n".join(small.lines)
    assert told.count("warning P001") == 20
    assert "and 3 more" in told
    assert "23 warnings in 23 files" in told


def _with(init: Any, **values: Any) -> Any:
    return lambda self, settings: init(self, settings, **values)


def test_a_build_that_fails_leaves_the_previous_site(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.build()
    before = small.every_page()

    def publish(self: FakeSite, host: Host, directory: SiteDirectory, **_: object) -> None:
        (directory.path / "half.html").write_text("half")
        raise BuildError("two pages want one address")

    monkeypatch.setattr(FakeSite, "publish", publish)
    with pytest.raises(BuildError, match="two pages want one address"):
        small.build()
    assert small.every_page() == before
    assert not [path for path in small.site_dir.iterdir() if path.name.startswith(".")]


def test_a_strict_build_that_fails_leaves_the_previous_site(small: SmallSite) -> None:
    small.build()
    before = small.every_page()
    small.write("docs/about.md", "# About\n\n[x](article:none)\n")
    with pytest.raises(BuildError):
        small.build(strict=True)
    assert small.every_page() == before


def test_where_nobody_is_told_the_warnings_are_in_the_exception(small: SmallSite) -> None:
    small.write("docs/about.md", "# About\n\n[x](article:none)\n")
    with pytest.raises(BuildError, match=r"(?s)the archive has no 'article:none'.*strict mode"):
        run_build(small.root / "mkdocs.yml", strict=True)


def test_the_archive_is_closed_after_every_build(small: SmallSite) -> None:
    small.build()
    assert small.fake is not None
    assert small.fake.events == ["publish", "close"]


def test_another_site_directory_and_number_of_workers(small: SmallSite, tmp_path: Path) -> None:
    small.build(site_dir=tmp_path / "elsewhere", jobs=3)
    assert (tmp_path / "elsewhere/about/index.html").is_file()
    assert not small.site_dir.exists()
    assert small.fake is not None
    assert small.fake.settings.jobs == 3


def test_serving_watches_the_records_and_not_the_cache(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, config = load(small.root / "mkdocs.yml")
    ours = next(one for one in config.plugins.values() if isinstance(one, PostillaPlugin))
    ours.on_config(config)
    watched: list[str] = []
    monkeypatch.setattr(LiveReloadServer, "watch", lambda self, path: watched.append(path))
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(small.site_dir))
    server.server_close()
    assert ours.on_serve(server, config=config, builder=lambda: None) is server
    assert watched == [str(small.root / "articles")]
    ours.on_shutdown()
