"""More than 300 ways of bringing something alive, in every field and in a browser: none comes alive.

The site is served without a content security policy, so that nothing but its own HTML protects it. `detector.js` runs
before everything else in every document and frame.
"""

from __future__ import annotations

import json
import mimetypes
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Request

from postilla.bodies import BodySource, render
from postilla.bodies.allowed import ELEMENTS, MATHML
from postilla.build import Site
from postilla.checks import active
from postilla.plugin import load
from postilla.plugin.frame import _notice
from postilla.records import FIELDS, decode
from postilla.records.scalars import Blocks, Plain
from postilla.records.schema import TERM
from tests.bodies.test_hostile_markup import CONTEXTS
from tests.records.places import places
from tests.site.archives import SiteTest

from . import filled
from .filled import FIGURES, WRITABLE, drawing, record, terms
from .vectors import KINDS, VECTORS

pytestmark = pytest.mark.browser

DETECTOR = Path(__file__).with_name("detector.js").read_text("utf-8")
COUNT = len(WRITABLE)
"""Records, so that each field has each vector once."""
AT_ONCE = 40
"""Documents that are opened beside each other."""

OURS = frozenset({
    "html", "head", "meta", "title", "link", "script", "body", "main", "header", "footer", "nav", "section", "article",
    "aside", "figure", "figcaption", "details", "summary", "button", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt",
    "dd", "time", "bdi", "svg", "path", "circle", "use", "symbol", "rect", "text", "dialog", "form", "input",
    "label", "select", "option",
})  # fmt: skip
"""Elements that templates and shells write."""


class Served(BaseHTTPRequestHandler):
    """Gives what the test of the moment has, without a policy; what does not change a browser may keep."""

    protocol_version = "HTTP/1.1"
    read: Callable[[str], bytes | None]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        data = type(self).read(path + "index.html" if path.endswith("/") or not path else path)
        self.send_response(404 if data is None else 200)
        self.send_header("Content-Type", mimetypes.guess_type(path)[0] or "text/html")
        self.send_header("Content-Length", str(len(data or b"")))
        if path.startswith("assets/"):
            self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(data or b"")

    def log_message(self, *arguments: object) -> None:
        """Says nothing."""


class Watched:
    """A browser in which nothing may come alive."""

    def __init__(self, context: BrowserContext, host: str) -> None:
        self.ran: list[str] = []
        self.found: dict[str, set[str]] = {}
        self.asked: list[str] = []
        self.done: set[str] = set()
        self.host = host
        context.expose_binding("__tell", lambda _source, *told: self._told(*told))
        context.add_init_script(DETECTOR)
        context.on("request", self._asked)
        context.on("dialog", self._answered)
        self.page = context.new_page()
        context.on("page", lambda page: self.ran.append(f"window {page.url}"))
        self.page.on("download", lambda download: self.ran.append(f"download {download.url}"))

    def _told(self, kind: str, url: str, details: list[str]) -> None:
        path = url.removeprefix(self.host).partition("#")[0]
        if kind == "ran":
            self.ran.append(f"{path}: {details}")
        elif kind == "done":
            self.done.add(path)
        else:
            self.found.setdefault(path, set()).update(details)

    def _answered(self, dialog: Dialog) -> None:
        self.ran.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.host, "data:", "blob:", "about:")):
            self.asked.append(f"{request.frame.url.removeprefix(self.host)}: {request.url}")

    def open(self, paths: Sequence[str]) -> None:
        """Open documents beside each other, each in a frame of its own, and wait until each has been looked at."""
        for start in range(0, len(paths), AT_ONCE):
            part = [quote(path, safe="/#?") for path in paths[start : start + AT_ONCE]]
            self.page.goto(f"{self.host}frames/")
            self.page.evaluate(
                """addresses => document.body.replaceChildren(...addresses.map(
                    address => Object.assign(document.createElement("iframe"), { src: address })))""",
                [self.host + path for path in part],
            )
            self.until(lambda part=part: self.done.issuperset(part))  # type: ignore[misc]
            assert set(part) - self.done == set()

    def until(self, told: Callable[[], object]) -> None:
        """Wait until the browser has told something, but not for ever."""
        for _ in range(600):
            if told():
                return
            self.page.wait_for_timeout(20)

    def alive(self, *, elements: frozenset[str] = OURS | ELEMENTS.keys() | MATHML) -> list[str]:
        """All that came alive, or could."""
        could = [
            f"{path}: {each}"
            for path, found in sorted(self.found.items())
            for each in sorted(found)
            if path != "frames/"
            and not (each.startswith("element ") and each.removeprefix("element ") in elements)
        ]
        return [*self.ran, *(f"asked {one}" for one in self.asked), *could]


Watch = Callable[[Callable[[str], bytes | None]], Watched]
FRAMES = b"<!doctype html><html><head><title>x</title></head><body></body></html>"


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    """Serves what a function reads, and opens a browser for it."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    handler = type("Handler", (Served,), {})

    def watch(read: Callable[[str], bytes | None]) -> Watched:
        handler.read = staticmethod(lambda path: FRAMES if path == "frames/index.html" else read(path))  # type: ignore[attr-defined]
        return Watched(context, f"http://127.0.0.1:{http.server_address[1]}/")

    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield watch
        context.close()
        http.shutdown()
        thread.join()


def document(html: str) -> bytes:
    return f"<!doctype html><html><head><title>x</title></head><body>{html}</body></html>".encode(
        "utf-8", "replace"
    )


# The table, and whether it is alive


def test_there_are_more_than_two_hundred_kinds() -> None:
    assert len(VECTORS) == len(set(VECTORS)) >= 300
    assert len(KINDS) >= 12
    assert len(WRITABLE) >= 300
    assert len(filled.BLOCKS) >= 250


LIVE = {
    "ran": "<script>alert(1)</script>",
    "ran in a frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "ran by an error": "<img src=nothing.png onerror=alert(1)>",
    "ran by the pointer": "<p onmouseover=alert(1)>x</p>",
    "ran by a click": "<button onclick=alert(1)>x</button>",
    "ran by a link": "<a href=javascript:alert(1)>x</a>",
    "ran by opening": "<details ontoggle=alert(1)><summary>x</summary>x</details>",
    "asked": "<img src=https://evil.example/x.png>",
    "asked by a style": "<style>@import 'https://evil.example/x.css'</style>",
    "asked by a frame": "<iframe src=https://evil.example/></iframe>",
    "found an attribute": "<p style=color:red>x</p>",
    "found a handler": "<p onnothing=x>x</p>",
    "found an address": "<a href=data:text/html,x>x</a>",
    "found an element": "<marquee>x</marquee>",
    "found a form": "<form action=x><input></form>",
}


@pytest.mark.parametrize("name", LIVE)
def test_what_is_alive_is_detected(watch: Watch, name: str) -> None:
    watched = watch(lambda path: document(LIVE[name]) if path == "live/index.html" else None)
    watched.open(["live/"])
    word = name.split(maxsplit=1)[0]

    def told() -> list[str]:  # an address that runs does so in a task of its own
        return {"ran": watched.ran, "asked": watched.asked, "found": watched.alive()}[word]

    watched.until(told)
    assert told()


def test_most_of_the_table_is_alive_where_nothing_is_escaped(watch: Watch) -> None:
    raw = {
        f"raw/{number}/": document(f'{vector}<p title="{vector}">{vector}</p>')
        for number, vector in enumerate(VECTORS)
    }
    watched = watch(lambda path: raw.get(path.removesuffix("index.html")))
    watched.open(list(raw))
    alive = {line.partition(": ")[0].removeprefix("asked ") for line in watched.alive()}
    assert len(alive & raw.keys()) > len(VECTORS) * 0.6
    assert len({line.partition(":")[0] for line in watched.ran}) > len(VECTORS) * 0.3
    assert len(watched.asked) > 30


def test_an_active_drawing_is_alive_as_a_document(watch: Watch) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    watched = watch(lambda path: svg.encode() if path == "x.svg" else None)
    watched.page.goto(f"{watched.host}x.svg")
    assert watched.ran
    assert active("x.svg", svg.encode())


# Every field


def _given(value: object, at: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _given(
                item, f"{at}.*" if at in ("translated_titles", "affiliations") else f"{at}.{key}"
            )
    elif isinstance(value, list):
        for item in value:
            yield from _given(item, f"{at}[]")
    else:
        yield at


def test_every_field_of_text_has_a_vector() -> None:
    wanted = {
        place
        for field in FIELDS
        for place, kind in places(field.kind, field.key)
        if isinstance(kind, (Plain, Blocks)) and kind is not TERM
    }
    given = {
        place
        for number in (0, 1, 9)
        for key, value in filled.fields(number).items()
        for place in _given(value, key)
    }
    alike = {"related[].elocation", "references[].elocation", "elocation"}  # or `pages`
    assert wanted - given - alike == set()


@pytest.mark.parametrize("number", range(0, COUNT, 30))
def test_what_is_filled_in_is_read(number: int) -> None:
    decoded = decode(f"articles/x{number}.md", record(number).encode())
    assert decoded.findings == ()
    assert decoded.record is not None
    assert decoded.record.head.title == " ".join(filled.fields(number)["title"].split())


NASTY = "\"><img src=x onerror=alert('name')>"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    """An archive of as many records as there are vectors."""
    site = SiteTest(tmp_path_factory.mktemp("alive"))
    settings = {
        "site_name": NASTY,
        "site_description": "<script>alert(1)</script>",
        "site_url": "http://site.test/",
        "repo_url": 'https://code.example/a"onclick=alert(1)/b',
        "edit_uri": "edit/'><img src=x onerror=alert(1)>/docs/",
        "plugins": [{"postilla": {"intro": "\n\n".join(filled.BLOCKS[:60:4]), "notice": " ".join(WRITABLE[30:35])}}],
        "theme": {"name": "material", "font": False},
    }  # fmt: skip
    site.write("mkdocs.yml", json.dumps(settings)).write("docs/about.md", "# About\n\nNothing.\n")
    for name in ("journals", "types", "specialties", "series", "collections"):
        site.write(f"articles/_vocabulary/{name}.yml", terms(name, COUNT))
    for number in range(COUNT):
        folder = NASTY if number == 7 else "2021"
        site.write(f"articles/{folder}/x{number}.md", record(number))
        figure = drawing(number)
        site.write(
            f"articles/{folder}/x{number}/fig1.svg",
            drawing(0) if active("x.svg", figure.encode()) else figure,
        )
    # some vectors show or link to files of the record: whatever they are called, they are there
    for path, name in _missing(site):
        site.write(f"{path.rpartition('/')[0]}/{name}", "A file.")
    return site.build()


def _missing(site: SiteTest) -> Iterator[tuple[str, str]]:
    examined = Site.examine(load(site.root / "mkdocs.yml")[0])
    examined.close()
    for finding in examined.report.findings:
        if finding.code == "P316":
            yield finding.path, finding.message.removeprefix("there is no file ")


def read(site: SiteTest) -> Callable[[str], bytes | None]:
    def file(path: str) -> bytes | None:
        found = site.site_dir / path
        return found.read_bytes() if found.is_file() else None

    return file


def test_no_article_comes_alive(site: SiteTest, watch: Watch) -> None:
    watched = watch(read(site))
    watched.open([f"articles/x{number}/" for number in range(COUNT)])
    assert watched.alive() == []


def test_no_list_comes_alive(site: SiteTest, watch: Watch) -> None:
    few = [address for address in site.addresses if not address.startswith(("articles/", "on/10"))]
    kinds: dict[str, list[str]] = {}
    for address in few:
        kinds.setdefault(address.split("/")[0], []).append(unquote(address))
    lists = [address for of_kind in kinds.values() for address in of_kind[:12]]
    assert len(lists) > 80
    watched = watch(read(site))
    watched.open(lists)
    assert watched.alive() == []


def test_no_page_holds_what_could_come_alive(site: SiteTest, watch: Watch) -> None:
    """Every page as the browser reads it, without running it."""
    watched = watch(read(site))
    watched.page.goto(f"{watched.host}about/")
    could: set[str] = set()
    pages = [(address, site.html(unquote(address))) for address in site.addresses]
    assert len(pages) > 2_000
    for start in range(0, len(pages), 100):
        could |= set(
            watched.page.evaluate(
                """pages => pages.flatMap(([address, html]) => {
                    const parsed = new DOMParser().parseFromString(html, "text/html");
                    return [...new Set(window.__audit(parsed.documentElement, location.origin + "/" + address))];
                })""",
                pages[start : start + 100],
            )
        )
    allowed = {f"element {name}" for name in OURS | ELEMENTS.keys() | MATHML}
    assert could - allowed == set()
    assert watched.alive() == []


def test_no_drawing_comes_alive_as_a_document(site: SiteTest, watch: Watch) -> None:
    watched = watch(read(site))
    watched.open([f"articles/x{number}/fig1.svg" for number in range(0, COUNT, 4)])
    assert watched.alive(elements=frozenset({"svg", "title", "text"})) == []


# What no site holds


def test_no_text_comes_alive_even_with_errors(watch: Watch) -> None:
    """Each vector in each part of a text, whether the text would be published or not; and in notices."""
    made: dict[str, bytes] = {}
    for number, written in enumerate(VECTORS):
        vector = written.encode("utf-8", "replace").decode()
        parts: list[str] = []
        for context in CONTEXTS.values():
            text = context.replace("{}", vector).replace("{{", "{").replace("}}", "}")
            parts.append(render(BodySource(text, f"t{len(parts)}-", ("a", "b"), FIGURES)).html)
        parts += ["".join(_notice(vector, lambda _link: "x/"))]
        made[f"text/{number}/"] = document("\n".join(f"<div>{part}</div>" for part in parts))
    watched = watch(lambda path: made.get(path.removesuffix("index.html")))
    watched.open(list(made))
    assert watched.alive(elements=OURS - {"script"} | ELEMENTS.keys() | MATHML) == []


SVG = {
    "raw": "{}",
    "text": "<text>{}</text>",
    "title": "<title>{}</title>",
    "attribute": '<text class="{}">x</text>',
    "single": "<text class='{}'>x</text>",
    "link": '<a href="{}"><text>x</text></a>',
    "style": "<style>{}</style>",
    "style of one": '<text style="{}">x</text>',
    "fill": '<rect fill="{}" width="9" height="9"/>',
    "use": '<use href="{}"/>',
    "section": "<text><![CDATA[{}]]></text>",
    "comment": "<!-- {} -->",
    "metadata": '<metadata><x xmlns="urn:x" y="{}">{}</x></metadata>',
    "animation": '<rect><animate attributeName="{}" values="{}"/></rect>',
}


def test_no_drawing_that_is_accepted_comes_alive(watch: Watch) -> None:
    """Each vector in each part of a drawing: it is refused, or harmless as a document."""
    accepted: dict[str, bytes] = {}
    refused = 0
    for number, vector in enumerate(VECTORS):
        for name, context in SVG.items():
            inside = context.replace("{}", vector)
            data = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>'.encode(
                "utf-8", "replace"
            )
            if active("x.svg", data):
                refused += 1
            else:
                accepted[f"{name.replace(' ', '-')}-{number}.svg"] = data
    assert refused > 1_000
    assert len(accepted) > 1_000
    watched = watch(accepted.get)
    watched.open(list(accepted)[::9])
    assert [*watched.ran, *watched.asked] == []
