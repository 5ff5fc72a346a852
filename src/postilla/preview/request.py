"""What a request asks for, and whether it may: the door of the server, before anything is looked up."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import unquote

_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?")
_UNWANTED = re.compile(r"[\x00-\x1f\x7f\\]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered: a status of HTTP and a sentence."""

    status: int
    message: str


def address_of(target: str) -> tuple[str, str] | Refusal:
    """The path that a request asks for, decoded and without its first slash, and its query.

    A path that could lead elsewhere on any system is refused, as is one that is not UTF-8.
    """
    if not target.startswith("/"):
        return Refusal(400, "the target of a request begins with a slash")
    path, _, query = target.partition("?")
    try:
        decoded = unquote(path, errors="strict")
        decoded.encode()
    except UnicodeError:
        return Refusal(400, "the address is not UTF-8")
    if _UNWANTED.search(decoded):
        return Refusal(400, "the address holds characters that no address has")
    names = decoded[1:].split("/")
    if any(name in (".", "..") for name in names) or "" in names[:-1]:
        return Refusal(404, "there is no such address")
    return decoded[1:], query


def refused(
    host: str | None, origin: str | None, site: str | None, allowed: Collection[str]
) -> Refusal | None:
    """Why a request with these headers is not answered; None where it may be.

    A page of another site can send a browser here under a name of its own that it lets point to this machine. Such a
    name stands in `Host`, so only addresses, `localhost` and the names that were allowed are served. A request that
    another site's page makes is known by its `Origin` or `Sec-Fetch-Site`.
    """
    match = _HOST.fullmatch(host or "")
    if not match or not _is_known(match["name"], allowed):
        return Refusal(421, "this server does not answer to that name; `postilla serve --allow NAME` lets it")
    if origin is not None and origin not in (f"http://{host}", f"https://{host}"):
        return Refusal(403, "the request comes from a page of another site")
    if site in ("cross-site", "same-site"):
        return Refusal(403, "the request comes from a page of another site")
    return None


def _is_known(name: str, allowed: Collection[str]) -> bool:
    name = name.lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost") or name in allowed:
        return True
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
