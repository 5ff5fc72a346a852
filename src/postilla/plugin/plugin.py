"""The plugin: one short method for each event of MkDocs, in the order in which they come.

All that can go wrong with the records goes wrong in `on_config`, before MkDocs touches the site directory.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from postilla.build import Around, BackgroundSearch, Progress, Shell, Site, SiteDirectory, slot
from postilla.diagnostics import Report
from postilla.errors import PostillaError, RecordsError
from postilla.settings import Settings

from .config import PostillaConfig, refuse_unusable, settings_of
from .links import resolve_links
from .making import Making
from .masthead import section_of
from .mend import mend
from .serving import with_search
from .shells import render_shell, shell_template
from .theming import exchange_assets, use_theme

if TYPE_CHECKING:  # a build serves nothing, and should not wait for what does
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("postilla")

SHOWN = 20
"""Findings that a build tells; a preview would tell all of them again and again."""


class PostillaPlugin(BasePlugin[PostillaConfig]):
    """Builds the archive around the pages that MkDocs builds from `docs/`."""

    jobs: int | None = None
    """In place of the setting, where a command line says so."""
    progress: Progress | None = None
    """Is told how far a build has come."""
    preview: Around | None = None
    """An archive that somebody else has read and shows: then only the pages of `docs/` and the shell are made."""

    def __init__(self) -> None:
        super().__init__()
        self._making: Making | None = None
        self._site: Site | None = None
        self._directory: SiteDirectory | None = None
        self._is_dirty = False
        self._search: BackgroundSearch | None = None

    @property
    def making(self) -> Making:
        """The build that is running, or the last one."""
        if self._making is None:
            raise PluginError("postilla: MkDocs has not asked for a configuration yet")
        return self._making

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember the manner of the run. That this method exists keeps the plugin across rebuilds."""
        self._is_dirty = dirty
        self._search = BackgroundSearch(log.error) if command == "serve" and self.preview is None else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything; put our templates first."""
        self._close()
        with _told_to_mkdocs():
            refuse_unusable(config, is_dirty=self._is_dirty)
            settings = settings_of(config, self.config).with_changes(jobs=self.jobs)
            self._making = Making.of(self.preview or self._read(config, settings), settings)
        use_theme(config, self._making.frame.words)
        return config

    def _read(self, config: MkDocsConfig, settings: Settings) -> Site:
        self._directory = SiteDirectory(Path(config.site_dir))
        self._directory.open()
        site = self._site = Site.read(settings, progress=self.progress)
        # At INFO, so that --strict speaks of the site and `fail_on` of the records.
        for told in (site.note, _told(site.report)):
            if told:
                log.info("%s", told)
        return site

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Move the previous site aside: MkDocs is about to empty the site directory."""
        if self._directory is not None:
            with _told_to_mkdocs():
                self._directory.set_aside()

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add our stylesheets and scripts."""
        exchange_assets(files, config, self.making.assets)
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation for the menu. It names pages of `docs/` only, and so never grows with the archive."""
        self.making.nav = nav
        return nav

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Resolve the links into the archive."""
        content, unknown = resolve_links(
            html, source=page.file.content_string, page_url=page.url, resolve=self.making.around.resolve
        )
        for link in unknown:
            lines = ", ".join(f"line {line}" for line in link.lines) or "in no line of its source"
            log.warning("Doc file '%s', %s: the archive has no '%s'.", page.file.src_uri, lines, link.link)
        return content

    def on_env(self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Render the shell, now that every hand-written page has its title."""
        env.filters["word"] = self.making.frame.words.word
        with _told_to_mkdocs():
            making, nav = self.making, self.making.nav
            template = shell_template(env)
            making.render = lambda frame: render_shell(
                template, config=config, nav=nav, files=files, frame=frame
            )
            making.shell = making.shell_with(making.around.menus)
        return env

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Tell the 404 page what stands around it."""
        return {**context, "postilla": self.making.frame_at("")}  # type: ignore[typeddict-unknown-key]

    def on_post_template(self, output_content: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """Mend the 404 page."""
        return (
            mend(output_content, self.making.frame.words)
            if template_name.endswith(".html")
            else output_content
        )

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell a hand-written page what stands around it, and where a listing goes."""
        frame = self.making.frame_at(section_of(page.url))
        if _listing(page):
            frame = dataclasses.replace(frame, listing=slot("listing"))
        return {**context, "postilla": frame}  # type: ignore[typeddict-unknown-key]

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Mend a hand-written page; keep it as a shell where it asks for a listing."""
        mended = mend(output, self.making.frame.words)
        self.making.addresses.add(page.url)
        name = _listing(page)
        if not name:
            return mended
        shell = Shell.parse(mended)
        self.making.listings[page.url] = (name, shell)
        return shell.fill({})

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publish the archive around what MkDocs has written."""
        if _will_abort(config):
            log.info("Nothing is published, because strict mode has found warnings.")
            return
        if self.preview is not None:
            return
        if self._directory is None or self._site is None:
            raise PluginError("postilla: MkDocs has not asked for a configuration before it built")
        with _told_to_mkdocs():
            site, is_serving = self._site, self._search is not None
            self.making.published = site.publish(
                self.making.host(), self._directory, with_index=not is_serving
            )
            if self._search is not None and self.making.settings.has_search:
                self._search.renew(site.indexing())
        log.info("%s", self.making.published.summary())
        self._close_directory()

    def on_build_error(self, *, error: Exception) -> None:
        """Put the previous site back, if it is still aside."""
        self._close_directory()

    def on_shutdown(self) -> None:
        """Close everything, after an interruption too."""
        self._close_directory()
        if self._search is not None:
            self._search.close()
        self._close()

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Watch the records. MkDocs watches `docs/` and `mkdocs.yml` itself, and nobody the cache."""
        if self._search is not None:
            server.set_app(with_search(server.serve_request, self._search, server.mount_path))
        articles = self.making.settings.articles_dir
        if articles.is_dir():
            server.watch(str(articles))
        return server

    def _close(self) -> None:
        if self._site is not None:
            self._site.close()
        self._site = self._making = None

    def _close_directory(self) -> None:
        directory, self._directory = self._directory, None
        if directory is not None:
            with _told_to_mkdocs():
                directory.close()


@contextmanager
def _told_to_mkdocs() -> Iterator[None]:
    """The only place where an error of ours becomes one of MkDocs'."""
    try:
        yield
    except RecordsError as error:
        raise PluginError(error.report.text()) from error
    except PostillaError as error:
        raise PluginError(str(error)) from error


def _told(report: Report) -> str:
    """The first findings, and how many there are."""
    findings = report.findings
    more = (
        [f"and {len(findings) - SHOWN:,} more, which `postilla check` tells"] if len(findings) > SHOWN else []
    )
    return "\n".join([*(one.text() for one in findings[:SHOWN]), *more, report.summary()]) if findings else ""


def _listing(page: Page) -> str:
    """The name of the listing that a hand-written page asks for in its front matter, or nothing."""
    name = page.meta.get("listing", "")
    if not isinstance(name, str):
        raise PluginError(f"Doc file '{page.file.src_uri}': listing: {name!r} is not text")
    return name


def _will_abort(config: MkDocsConfig) -> bool:
    """Whether MkDocs will end this build with `Aborted with … warnings in strict mode`."""
    handlers = logging.getLogger("mkdocs").handlers
    return config.strict and any(isinstance(one, CountHandler) and one.get_counts() for one in handlers)
