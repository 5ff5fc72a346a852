"""One record from Crossref or PubMed: the only module that opens a connection, and only when a command asks for it.

Crossref's REST API is asked politely, with an address for questions where one is given; answers are kept for a day.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import time
import urllib.error
import urllib.request
import urllib.response
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

import postilla
from postilla.errors import SettingsError
from postilla.formats.reading import SOURCES, Candidate, Problem, read
from postilla.model import SCHEMES, IdentifierError

from .atomic import put
from .inputs import Item

KEPT = 24 * 60 * 60
"""Seconds that an answer is good for."""
LARGEST = 32 << 20
"""Bytes of an answer."""
PATIENCE = 30.0
"""Seconds to wait for a service."""


@dataclass(frozen=True, slots=True)
class Service:
    """Who knows the records of one kind of identifier."""

    name: str
    format: str
    scheme: str
    address: str
    """`{id}` is the identifier, `{contact}` the address for questions, both encoded."""


SERVICES: Mapping[str, Service] = MappingProxyType(
    {
        "doi": Service("Crossref", "crossref", "doi", "https://api.crossref.org/works/{id}?mailto={contact}"),
        "pmid": Service(
            "PubMed",
            "pubmed",
            "pmid",
            "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&tool=postilla&id={id}&email={contact}",
        ),
    }
)
"""Kind of identifier → service."""

Answer = tuple[Item, str, list[Candidate | Problem]]
"""What a service gave: a name for reports, the format, candidates."""


def fetch(wanted: Iterable[tuple[str, str]], cache: Path, contact: str) -> Iterator[Answer]:
    """The records of identifiers, one after the other; `wanted` holds kind (`doi`, `pmid`) and identifier.

    Raises:
        SettingsError: something is no identifier of its kind.
    """
    asked: list[tuple[Service, str]] = []
    for kind, text in wanted:
        service = SERVICES[kind]
        try:
            asked.append((service, SCHEMES[service.scheme].parse(text)))
        except IdentifierError as error:
            raise SettingsError(f"--{kind} {text}: {error}") from error
    for service, id in asked:
        item = Item(f"{service.name} {id}", "")
        try:
            data = _answer(service, id, cache, contact)
        except _RefusedError as error:
            yield item, service.format, [Problem("", str(error))]
            continue
        found = list(read(data, SOURCES[service.format]))
        yield item, service.format, found or [Problem("", f"{service.name} knows no record {id}")]


def forget(cache: Path) -> None:
    """Remove every answer that was kept."""
    for file in (cache / "fetched").glob("*"):
        with contextlib.suppress(OSError):
            file.unlink()
    with contextlib.suppress(OSError):
        (cache / "fetched").rmdir()


class _RefusedError(Exception):
    """A service gave no answer; the message says why."""


def _answer(service: Service, id: str, cache: Path, contact: str) -> bytes:
    kept = cache / "fetched" / hashlib.sha256(f"{service.address} {id}".encode()).hexdigest()[:32]
    if kept.is_file() and time.time() - kept.stat().st_mtime < KEPT:
        return kept.read_bytes()
    address = service.address.format(id=quote(id, safe=""), contact=quote(contact, safe=""))
    # without an address for questions the parameter is left out, not sent empty
    address = address if contact else re.sub(r"[?&](?:mailto|email)=$", "", address)
    data = _opened(service, id, address, contact)
    put(kept, data)
    return data


def _opened(service: Service, id: str, address: str, contact: str) -> bytes:
    agent = f"postilla/{postilla.__version__}" + (f" (mailto:{contact})" if contact else "")
    request = urllib.request.Request(address, headers={"User-Agent": agent, "Accept": "*/*"})  # noqa: S310  (https, from the table)
    hint = f"save the record from {service.name} as a file and import that, or try again later"
    try:
        with _opener()(request, timeout=PATIENCE) as response:
            data: bytes = response.read(LARGEST + 1)
    except urllib.error.HTTPError as error:
        if error.code in (400, 404):
            raise _RefusedError(f"{service.name} knows no record {id}") from error
        if error.code == 429:
            raise _RefusedError(f"{service.name} asks for fewer requests: {hint}") from error
        raise _RefusedError(f"{service.name} answered with error {error.code}: {hint}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise _RefusedError(f"{service.name} cannot be reached ({reason}): {hint}") from error
    if len(data) > LARGEST:
        raise _RefusedError(f"{service.name} answered with more than {LARGEST:,} bytes")
    return data


def _opener() -> Callable[..., urllib.response.addinfourl]:
    """What opens web addresses and nothing else: no files, no FTP, wherever an answer leads."""
    director = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        director.add_handler(handler())
    opened: Callable[..., urllib.response.addinfourl] = director.open
    return opened
