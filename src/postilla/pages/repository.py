"""Where a reader can edit a record, or tell what is wrong with it: addresses of the repository's host."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlencode, urljoin, urlsplit

from postilla.words import ENGLISH, Language

__all__ = ["FORGES", "Forge", "edit_address", "suggest_address"]


class Forge(NamedTuple):
    """How one kind of host writes its addresses."""

    name: str
    words: frozenset[str]
    """A host is of this kind when one of these is a part of its name between dots …"""
    marks: tuple[str, ...]
    """… or, whatever its name, when `edit_uri` begins with one of these."""
    edit: str
    """What stands between the repository's address and `<branch>/<path>` where a file is edited."""
    issue: str
    """Where a new issue is written, below the repository's address."""
    title: str
    body: str
    """The parameters that fill in an issue."""


FORGES: tuple[Forge, ...] = (
    Forge("GitHub", frozenset({"github"}), (), "edit/", "issues/new", "title", "body"),
    Forge(
        "GitLab", frozenset({"gitlab"}), ("-/",), "-/edit/", "-/issues/new", "issue[title]", "issue[description]"
    ),
    Forge(
        "Forgejo", frozenset({"codeberg", "forgejo", "gitea"}), ("_edit/", "src/branch/"), "_edit/", "issues/new",
        "title", "body",
    ),
)  # fmt: skip
"""Every kind of host that is known."""

BRANCH = "main"
LONGEST_TITLE = 120
"""Characters; hosts refuse addresses of some thousand, and a character can take twelve of them."""


def edit_address(repo_url: str, edit_uri: str, path: str, *, docs_dir: str = "docs") -> str:
    """Where the repository's host edits a file.

    Args:
        repo_url: the repository's address.
        edit_uri: MkDocs' setting: the way from there to the folder of the hand-written pages, or an address of its own.
        path: the file, relative to `mkdocs.yml`, with forward slashes.
        docs_dir: the folder of the hand-written pages, relative to `mkdocs.yml`.

    Returns:
        The address, or nothing where there is no repository, or neither its kind nor an `edit_uri` tells the way.
    """
    if not _is_web(repo_url):
        return ""
    forge = _forge(repo_url)
    way = edit_uri or (f"{forge.edit}{BRANCH}/{docs_dir}/" if forge else "")
    if not way:
        return ""
    if forge and way.startswith("edit/"):
        # GitHub's form, which MkDocs takes by itself for GitLab too
        way = forge.edit + way.removeprefix("edit/")
    root = repo_url.rstrip("/")
    # as MkDocs joins them; a query or a fragment follows without a slash
    address = root + way if way.startswith(("?", "#")) else urljoin(f"{root}/", way)
    address = address.rstrip("/").removesuffix(f"/{docs_dir.strip('/')}")
    return f"{address}/{quote(path)}" if _is_web(address) else ""


def suggest_address(
    repo_url: str, title: str, path: str, *, edit_uri: str = "", language: Language = ENGLISH
) -> str:
    """Where a reader opens an issue about a record, with its title and its file already filled in.

    Args:
        repo_url: the repository's address.
        title: the article's title, as plain text.
        path: the record, relative to `mkdocs.yml`.
        edit_uri: tells the kind of a host whose name does not.
        language: that of the issue.

    Returns:
        The address, or nothing where the kind of host is not known.
    """
    forge = _forge(repo_url, edit_uri) if _is_web(repo_url) else None
    if forge is None:
        return ""
    words = " ".join(title.split())
    if len(words) > LONGEST_TITLE:
        words = words[: LONGEST_TITLE - 1].rstrip() + "…"
    filled = {
        forge.title: language.word("correction-title", title=words),
        forge.body: language.word("correction-text", path=path),
    }
    return f"{repo_url.rstrip('/')}/{forge.issue}?{urlencode(filled, quote_via=quote)}"


def _forge(repo_url: str, edit_uri: str = "") -> Forge | None:
    parts = set((urlsplit(repo_url).hostname or "").split("."))
    for forge in FORGES:
        if forge.words & parts:
            return forge
    return next((forge for forge in FORGES if edit_uri.startswith(forge.marks)), None)


def _is_web(address: str) -> bool:
    return urlsplit(address).scheme in {"http", "https"}
