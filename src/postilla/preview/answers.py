"""Answers: what the preview has at each address, as a deployed site would have it, with its own line in each page."""

from __future__ import annotations

import hashlib
import html
import mimetypes
import os
import re
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from postilla.build import Live, Made, SearchAnswer
from postilla.errors import PostillaError
from postilla.formats import BESIDE_POLICY, policy
from postilla.settings import Settings
from postilla.words import language_of

from .docs import Docs

OWN = "_preview/"
"""The folder of the preview's own pages and files. No page of the site begins with an underscore."""
_ACTIVE = re.compile("html|xml|svg|script")

_HASHED = re.compile(r"^assets/postilla/.*\.[0-9a-f]{8}\.\w+$")
"""Of a file whose name changes with what it holds."""
_STYLE = re.compile(rb'(<link rel="stylesheet" href=")([^"]*)(")')
_ASSETS = Path(__file__).parent / "assets"
CLIENT = ("client.js", "client.css")
"""What each page loads of ours."""
_TYPES = {".md": "text/markdown", ".webp": "image/webp", ".avif": "image/avif", ".bib": "text/x-bibtex"}


class Answer(NamedTuple):
    """An answer to one address."""

    status: int
    type: str
    data: bytes = b""
    file: Path | None = None
    """A file to be sent as it is, in place of `data`."""
    location: str = ""
    """Where the browser shall go instead."""
    policy: str = ""
    """Its Content-Security-Policy."""
    is_lasting: bool = False
    """Whether what is at this address never changes: other content has another address."""


class State(NamedTuple):
    """A page as an open browser has it: digests of all but the stylesheets, and of the stylesheets."""

    page: str
    styles: str


def root_of(settings: Settings) -> str:
    """The path at which the site begins, with a slash at both ends."""
    path = urlsplit(settings.site_url).path.strip("/")
    return f"/{path}/" if path else "/"


class Answers:
    """Finds the answer to an address. Any thread may ask."""

    def __init__(self, settings: Settings, live: Callable[[], Live], docs: Callable[[], Docs | None]) -> None:
        """Answer for a site.

        Args:
            settings: of the archive; the path of its `site_url` is where the site begins.
            live: the archive as it is now.
            docs: the pages of `docs/` as they are now; None before they were first made.
        """
        self.root = root_of(settings)
        self._live, self._docs = live, docs
        self._word = language_of(settings.language).word
        self._client = {name: f"{name}?{_digest((_ASSETS / name).read_bytes())}" for name in CLIENT}
        self.own: Mapping[str, Callable[[], Answer]] = {}
        """What makes the answers below `OWN`, by the rest of the address."""
        self.search: Callable[[str], SearchAnswer | None] = lambda _: None
        """Gives the files of the search."""
        self.fetch: Callable[[str], bool] = lambda _: False
        """Is asked to bring what is not there, and says whether it did."""

    def at(self, path: str) -> Answer:
        """The answer to a path of a request, decoded and without its first slash."""
        root = self.root[1:]
        if not f"{path}/".startswith(root):
            return Answer(302, "text/plain", location=self.root) if not path else self._missing(path)
        if len(path) < len(root):
            return Answer(302, "text/plain", location=self.root)
        address = path[len(root) :]
        if address.endswith("/index.html") or address == "index.html":
            address = address.removesuffix("index.html")
        try:
            return self._found(address)
        except PostillaError as error:
            return self._broken(address, str(error))
        except OSError as error:
            return self._broken(address, f"{error.filename}: {error.strerror}")
        except Exception as error:  # noqa: BLE001 - one page that cannot be made is no reason to serve none
            return self._broken(address, f"a fault of postilla itself: {type(error).__name__}: {error}")

    def _found(self, address: str) -> Answer:
        if address.startswith(OWN):
            name = address.removeprefix(OWN)
            own = self.own.get(name)
            if own:
                return own()
            file = _ASSETS / name
            return _file(file, "", is_lasting=True) if name in CLIENT else self._missing(address)
        found = self.search(address)
        if found is not None:
            return Answer(found.status, found.kind, found.data)
        answer = self._there(address)
        if answer is None and self.fetch(address):
            answer = self._there(address)
        if answer is None and not address.endswith("/") and self._there(f"{address}/"):
            return Answer(302, "text/plain", location=quote(f"{self.root}{address}/"))
        return answer or self._missing(address)

    def _there(self, address: str) -> Answer | None:
        made = self._live().at(address)
        if made is not None:
            return self._made(address, made)
        docs = self._docs()
        file = docs and inside(
            docs.folder, f"{address}index.html" if address.endswith("/") or not address else address
        )
        if not file:
            return None
        is_lasting = _HASHED.search(address) is not None
        return (
            self.page(address, file.read_bytes(), policy="")
            if file.suffix == ".html"
            else _file(file, "", is_lasting=is_lasting)
        )

    def _made(self, address: str, made: Made) -> Answer | None:
        if made.file is not None:
            top = self._live().settings.articles_dir
            # a link may have come in its place since the folder was looked at
            file = inside(top, os.path.relpath(made.file, top))
            # such files come from strangers; Chromium shows no PDF under this policy
            return _file(file, BESIDE_POLICY if _ACTIVE.search(_type(file.name)) else "") if file else None
        if address.endswith("/") or not address:
            return self.page(address, made.data, policy=self._policy)
        return Answer(200, _type(address), made.data)

    @property
    def _policy(self) -> str:
        """That of the site as it is set now: what it would stop is seen here already."""
        return policy(self._live().settings.alerts.form_origin)

    def page(self, address: str, data: bytes, status: int = 200, policy: str | None = None) -> Answer:
        """A page with the preview's line in it; its policy is that of the site where none is given."""
        here = self.state(data)
        line = (
            f'<script src="{self.root}{OWN}{self._client["client.js"]}" defer data-page="{html.escape(address)}" '
            f'data-root="{self.root}{OWN}" data-style="{self._client["client.css"]}" '
            f'data-state="{here.page}.{here.styles}"></script>'
        ).encode()
        before, head, after = data.partition(b"</head>")
        if not head:
            before, after = b"", data
        return Answer(
            status,
            "text/html; charset=utf-8",
            before + line + head + after,
            policy=self._policy if policy is None else policy,
        )

    def state(self, data: bytes) -> State:
        """What tells whether an open page is as it would be now."""
        bare = _STYLE.sub(rb"\1\3", data)
        return State(_digest(bare), _digest("\n".join(self.styles(data)).encode()))

    def styles(self, data: bytes) -> list[str]:
        """The stylesheets of a page, each with a digest of what it holds, from the root of the server."""
        docs = self._docs()
        found = []
        for match in _STYLE.finditer(data):
            href = html.unescape(match[2].decode())
            path = re.sub(r"^(?:\.\./|\./)+", "", href).partition("?")[0].removeprefix(self.root)
            file = docs and inside(docs.folder, path)
            found.append(f"{self.root}{path}?{_digest(file.read_bytes())}" if file else href)
        return found

    def now(self, address: str) -> tuple[State, list[str]]:
        """The state and the stylesheets of what stands at an address now."""
        answer = self.at(f"{self.root[1:]}{address}")
        data = _without_line(answer.data)
        return self.state(data), self.styles(data)

    def _missing(self, address: str) -> Answer:
        live, docs = self._live(), self._docs()
        if live.unread:
            return self.own_page(self._word("preview-reading", count=f"{live.unread:,}"), address, 503)
        file = docs and inside(docs.folder, "404.html")
        if not file:
            return Answer(404, "text/plain; charset=utf-8", b"not found\n")
        return self.page(address, file.read_bytes(), 404, "")

    def _broken(self, address: str, message: str) -> Answer:
        main = f'<pre class="p-preview-report">{html.escape(message)}</pre>'
        return self.own_page(self._word("preview-broken"), address, 500, main)

    def own_page(self, title: str, address: str, status: int = 200, main: str = "") -> Answer:
        """A page that is the preview's own, in the shell of the site if there is one."""
        docs, name = self._docs(), html.escape(title)
        values = {
            "lang": self._live().settings.language,
            "title": name,
            "main": f'<div class="p-page p-preview-page"><h1>{name}</h1>\n{main}</div>',
        }
        values["head"] = f'<link rel="stylesheet" href="{self.root}{OWN}{self._client["client.css"]}">'
        text = (
            docs.shell.at(self.root).fill(values)
            if docs
            else f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title></head>'
            f"<body>{values['main']}</body></html>"
        )
        return self.page(address, text.encode(), status)


def inside(folder: Path, path: str) -> Path | None:
    """An ordinary file in a folder by its path from there; None where there is none, or it lies elsewhere in truth."""
    try:
        top, file = os.path.realpath(folder), os.path.realpath(folder / path)
        is_there = os.path.commonpath((top, file)) == top and stat.S_ISREG(Path(file).stat().st_mode)
    except (OSError, ValueError):
        return None
    return Path(file) if is_there else None


def _without_line(data: bytes) -> bytes:
    return re.sub(rb'<script src="[^"]*_preview/client\.js[^>]*></script>', b"", data, count=1)


def _file(file: Path, policy: str, *, is_lasting: bool = False) -> Answer:
    return Answer(200, _type(file.name), file=file, policy=policy, is_lasting=is_lasting)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def _type(name: str) -> str:
    suffix = Path(name).suffix.lower()
    found = _TYPES.get(suffix) or mimetypes.guess_type(f"x{suffix}")[0] or "application/octet-stream"
    is_text = found.startswith("text/") or found in (
        "application/json",
        "application/xml",
        "application/javascript",
    )
    return f"{found}; charset=utf-8" if is_text else found
