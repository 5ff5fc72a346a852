"""The one place that makes an address of the site, or the path of the file behind it.

An address is relative to the root of the site and ends with a slash when it is a page: `articles/jci153204/`.
Addresses are permanent: a change here breaks links all over the world.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import quote, unquote

from postilla.archive import issue_slug, slug
from postilla.model import Work, doi_key

__all__ = [
    "AUTHORS", "CURRENT", "DISCUSSED", "FEEDS", "HOME", "LONGEST", "NOTICES", "PAGE", "RESERVED", "SEARCH",
    "SEARCH_FILES", "SEARCH_INDEX", "SITE_FEED", "VIDEOS", "YEARS", "article", "author", "authors_letters", "base",
    "beside", "depth", "discussed_journal", "feed", "file", "in_folder", "index", "journal", "output", "part",
    "relative", "slug", "term", "work", "year",
]  # fmt: skip

HOME = ""
CURRENT = "current/"
SEARCH = "search/"
SEARCH_INDEX = "search/index.json"
"""What the search of a site consists of; every address in it is relative to the root of the site."""
SEARCH_FILES = "assets/postilla/index/"
"""The files of the search; their paths change with their content, or with the version of what reads them."""
FEEDS = "feeds/"
NOTICES = "feeds/notices/"
"""The folder of the feed of corrections and retractions."""
SITE_FEED = "feed.xml"
"""The feed of all articles, which every page names."""
VIDEOS = "videos/"
AUTHORS = "authors/"
DISCUSSED = "on/"
YEARS = "years/"

PAGE = "index.html"
"""The file of a page in its folder."""

RESERVED = frozenset({PAGE, f"{PAGE}.md", "linkset.json"})
"""The files in the folder of an article that the build itself writes."""

LONGEST = 120
"""Characters of the path of a DOI; a longer one is cut and a hash added."""

MANY = 16_384
"""So many addresses of lists are remembered: thousands of articles link to each."""

_LETTERS = "a-z"
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
"""What Windows takes for a device, with or without an extension."""
_SUSPECT = frozenset({"con", "prn", "aux", "nul", "com", "lpt", PAGE[:3]})
"""How a segment begins that may be a device or the file of a page."""

_OUTSIDE = re.compile(rb"[^a-z0-9./-]")
_LOOSE_SLASH = re.compile(r"^/|/(?=/|$)")
"""A slash that would make an empty segment."""
_OUTER_DOT = re.compile(r"^\.+|\.+$")


def article(id: str) -> str:
    """The page of an article, by its id or a former id."""
    return f"articles/{_segment(id)}/"


def file(article_id: str, name: str) -> str:
    """A file of an article, percent-encoded: its PDF, a figure, a citation file."""
    name = f"file-{name}" if name.casefold() in RESERVED else name
    return in_folder(article(article_id), _segment(name))


def beside(article_id: str, name: str) -> str:
    """A file that the build writes beside an article; one of `RESERVED`."""
    return article(article_id) + name


def feed(page: str, name: str) -> str:
    """A feed in the folder of the page whose articles it has; `name` is the file's."""
    return in_folder(page, name)


def in_folder(page: str, name: str) -> str:
    """A file in the folder of a page, such as a feed; percent-encoded."""
    return page + quote(name, safe="/()+,=")


def index(taxonomy: str) -> str:
    """The page of all terms of a taxonomy, by its name in `TAXONOMIES`."""
    return f"{taxonomy}/"


@lru_cache(maxsize=MANY)
def term(taxonomy: str, id: str, year: int | None = None, month: int | None = None) -> str:
    """The page of a term, of one year of it, or of a month of that year."""
    return f"{taxonomy}/{_segment(id)}/" + (f"{year}/" if year else "") + (f"{month:02}/" if month else "")


def year(number: int, month: int | None = None) -> str:
    """The page of a year, or of a month of it."""
    return f"{YEARS}{number}/" + (f"{month:02}/" if month else "")


@lru_cache(maxsize=MANY)
def journal(id: str, volume: str | None = None, issue: str | None = None) -> str:
    """The page of a journal, a volume or an issue; both as written or as slugs, empty or `-` where there is none."""
    parts = [issue_slug(part) for part in (volume, issue) if part is not None]
    return term("journals", id) + "".join(f"{_segment(part)}/" for part in parts)


def author(name_slug: str) -> str:
    """The page of a name."""
    return f"{AUTHORS}{_escaped_first(name_slug) if name_slug == _LETTERS else _segment(name_slug)}/"


def authors_letters(letters: str) -> str:
    """The page of all names that begin with these letters."""
    return f"{AUTHORS}{_LETTERS}/{_segment(slug(letters))}/"


def work(of: Work) -> str:
    """The page of a discussed work: by its DOI, otherwise by its PMID; empty for a work known by description only."""
    if of.doi:
        return f"{DISCUSSED}{_doi_path(of.doi)}/"
    return f"{DISCUSSED}pmid/{of.pmid}/" if of.pmid else ""


def discussed_journal(journal_slug: str, year: int | None = None) -> str:
    """The page of the discussed works of one journal, or of one year of it."""
    return f"{DISCUSSED}journals/{_segment(journal_slug)}/" + (f"{year}/" if year else "")


def part(address: str, number: int) -> str:
    """A further page of a list that is too long for one; `address` is that of the list.

    No id, slug or path of a DOI holds a tilde, so no list, issue or work has such an address.
    """
    return f"{address}~{number}/"


def output(address: str) -> str:
    """The path of the file behind an address, relative to the site's directory, with forward slashes."""
    path = unquote(address) if "%" in address else address
    return path + PAGE if path.endswith("/") or not path else path


def depth(address: str) -> int:
    """How many folders lie between an address and the root of the site."""
    return address.count("/")


def base(address: str) -> str:
    """The relative way from an address to the root of the site: empty, or `../` repeated."""
    return "../" * depth(address)


def relative(start: str, target: str) -> str:
    """The relative way from one address to another; `./` to itself.

    >>> relative("articles/jci153204/", "articles/jci150211/")
    '../jci150211/'
    """
    here, there = start.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"


def _doi_path(doi: str) -> str:
    """A DOI as a path: two that differ by more than case never share it, and every file system takes it.

    Bytes outside `[a-z0-9.-]` are `_hh`; so are dots around a segment, slashes that would leave a segment empty,
    and the first letter of what is a device in Windows or the file of a page. `__` occurs before a hash only.
    """
    raw = doi_key(doi).encode("utf-8", "surrogatepass")
    path = _OUTSIDE.sub(lambda match: b"_%02x" % match[0][0], raw).decode("ascii")
    path = "/".join(_segment(part) for part in _LOOSE_SLASH.sub("_2f", path).split("/"))
    if len(path) <= LONGEST:
        return path
    mark = f"__{hashlib.sha256(raw).hexdigest()[:16]}"
    return path[: LONGEST - len(mark)] + mark


def _segment(text: str) -> str:
    if text[:1] != "." and text[-1:] != "." and text[:3] not in _SUSPECT:
        return text
    safe = _OUTER_DOT.sub(lambda match: "_2e" * len(match[0]), text)
    return _escaped_first(safe) if safe == PAGE or _DEVICES.fullmatch(safe) else safe


def _escaped_first(text: str) -> str:
    return f"_{ord(text[0]):02x}{text[1:]}"
