"""The shell: the theme rendered once around slot marks, for every page at every depth.

Links come out as the slot `base` and a path from the root of the site, so one shell serves all depths; the entries
of the menu bear slots too, so it serves all sections. `decisions/0003-one-shell.md` says why.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import jinja2
from jinja2 import pass_context
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import script_tag_filter, url_filter

from postilla.build import SLOTS, Shell, slot
from postilla.errors import BuildError

from .frame import Frame
from .mend import mend

BASE = slot("base")
ONCE = frozenset(SLOTS) - {"base", "listing"}
"""The slots that a shell has exactly once."""


def shell_template(env: jinja2.Environment) -> jinja2.Template:
    """The template of the shell, `main.html` as the site has it, from MkDocs' environment."""
    return _environment(env).get_template("main.html")


def render_shell(
    template: jinja2.Template, *, config: MkDocsConfig, nav: Navigation, files: Files, frame: Frame
) -> Shell:
    """The shell, from the template of `shell_template`.

    Raises:
        BuildError: a template of the site has lost a slot, or repeats one.
    """
    context: dict[str, Any] = {
        **get_context(nav, files, config, _page(config)),
        "base_url": BASE,
        "postilla": frame.as_shell(),
    }
    # MkDocs joins a base and a path with a slash; ours ends with one, or is empty.
    text = mend(template.render(context), frame.words).replace(f"{BASE}/", BASE)
    shell = Shell.parse(re.sub(r"\s*\n\s*", "\n", text))
    _check(shell)
    return shell


def _environment(env: jinja2.Environment) -> jinja2.Environment:
    """MkDocs' environment, but every address begins with the slot `base`."""
    marked = env.overlay()
    rootless = {"page": None, "base_url": BASE}

    @pass_context
    def url(context: Any, value: str) -> str:
        return url_filter(rootless, value)  # type: ignore[arg-type]

    @pass_context
    def script_tag(context: Any, value: Any) -> str:
        return script_tag_filter(rootless, value)  # type: ignore[arg-type]

    marked.filters = {**env.filters, "url": url, "script_tag": script_tag}
    return marked


def _page(config: MkDocsConfig) -> Page:
    """A page that is nothing but slots. It has no address of its own, and none may be read from it."""
    page = Page(slot("title"), File.generated(config, "postilla-shell.md", content=""), config)
    page.content = slot("main")
    page.meta = {"description": slot("description")}
    page.canonical_url = page.abs_url = page.edit_url = None
    return page


def _check(shell: Shell) -> None:
    found = Counter(shell.parts[1::2])
    wrong = [name for name in sorted(ONCE) if found[name] != 1]
    if wrong:
        told = ", ".join(f"{name!r} {found[name]} times" for name in wrong)
        raise BuildError(
            f"the theme's templates must have each slot once, but have {told}; see theme.custom_dir"
        )
