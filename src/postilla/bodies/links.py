"""Where links lead: `[text](address "title")`, `[label]: address`, `<https://…>`, and what may stand in an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from .scanner import Scanner, Target
from .sheet import Placed, Sheet
from .tokens import FORBIDDEN, Fault, Markup, cleaned, escaped

TRIGGERS = {"tail": r"\]\(", "close": r"\]", "image": r"!\[", "open": r"\["}

_SPACE = r"[ \t]*+(?:\n[ \t>]*+)?+"
_TITLE = r"""(?:"(?P<double>(?:[^"\\\n]|\\.)*+)"|'(?P<single>(?:[^'\\\n]|\\.)*+)')"""
_TAIL = re.compile(
    rf"\]\({_SPACE}(?:<(?P<angle>[^<>\n]*+)>|(?P<plain>(?:[^\s()\\<]|\\.|\((?:[^\s()\\]|\\.)*+\))*+))"
    rf"(?:(?:[ \t]++(?:\n[ \t>]*+)?+|\n[ \t>]*+){_TITLE})?+{_SPACE}\)",
)
_DEFINITION = re.compile(
    r"\[(?P<label>[^\[\]\\\n^@][^\[\]\\\n]*+)\]:[ \t]+(?:<(?P<angle>[^<>\n]*+)>|(?P<plain>[^\s<>]++))"
    rf"(?:[ \t]+{_TITLE})?[ \t]*$",
    re.MULTILINE,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = re.compile(
    r"(https?)://([\w-]+(?:\.[\w-]+)*)(:[0-9]{1,4})?(?=[/?#]|\Z)(.*)", re.IGNORECASE | re.DOTALL
)
_NUMERIC = re.compile(r"(?:0x)?[0-9a-f]*", re.IGNORECASE)
_TO_ENCODE = re.compile(r"%(?![0-9A-Fa-f]{2})|[^\w\-.~:/?#@!$&'()*+,;=%]")
_LEADING_ZERO = re.compile(r"\A[ \t]{0,3}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail(Placed):
    """The end of a link or an image, from its closing bracket."""

    target: Target

    def render(self, sheet: Sheet) -> str:  # noqa: ARG002
        """As it stands: no bracket was open before it."""
        return escaped(self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Placed):
    """An address within the text, or an id that the author gave to an element: stands in an attribute of a tag."""

    name: str

    def render(self, sheet: Sheet) -> str:  # noqa: ARG002
        """Nothing: in text it means nothing."""
        return ""


def read_tail(scanner: Scanner, match: re.Match[str]) -> None:
    """A closing bracket before a parenthesis."""
    tail = _TAIL.match(scanner.text, match.start(), scanner.limit())
    if tail is None:
        scanner.pos = match.start() + 1
        read_close(scanner, match)
        return
    start = scanner.brackets.pop() if scanner.brackets else match.start()
    target = _target(scanner, tail, start)
    scanner.put(Tail(start=match.start(), end=tail.end(), source=tail[0], target=target))


def read_close(scanner: Scanner, match: re.Match[str]) -> None:  # noqa: ARG001
    """A closing bracket."""
    if scanner.brackets:
        scanner.brackets.pop()


def read_image(scanner: Scanner, match: re.Match[str]) -> None:
    """The beginning of an image."""
    scanner.brackets.append(match.start())


def read_open(scanner: Scanner, match: re.Match[str]) -> None:
    """An opening bracket: the beginning of a link, or of a definition when it begins a line."""
    lead = scanner.lead(match.start())
    if lead is not None and _LEADING_ZERO.match(lead):
        definition = _DEFINITION.match(scanner.text, match.start(), scanner.stop)
        if definition is not None:
            target = _target(scanner, definition, match.start())
            scanner.targets.setdefault(label(definition["label"]), target)
            scanner.replace(match.start(), definition.end(), "")
            return
    scanner.brackets.append(match.start())


def autolink(text: str, start: int, end: int) -> Markup:
    """`<https://…>`, which stands at `text[start:end]`."""
    written = text[start + 1 : end - 1]
    url = web(written)
    if url is None:
        fault = refused(Target(written, "", start, end))
        return Markup(
            start=start, end=end, source=text[start:end], html=escaped(written), text=written, faults=(fault,)
        )
    html = f'<a href="{escaped(url)}">{escaped(written)}</a>'
    return Markup(start=start, end=end, source=text[start:end], html=html, text=written)


def label(words: str) -> str:
    """A label as it is compared: in lower case, with single spaces."""
    return " ".join(words.casefold().split())


def web(address: str) -> str | None:
    """An `http` or `https` address in a form that every browser reads the same way; None for any other."""
    match = _WEB.fullmatch(_INVISIBLE.sub("", address))
    # Browsers read a host whose last part is a number as an IP address, in more ways than one.
    if match is None or (_NUMERIC.fullmatch(last := match[2].rpartition(".")[2]) and not last.isalpha()):
        return None
    return f"{match[1].lower()}://{match[2]}{match[3] or ''}{encoded(match[4])}"


def file(address: str) -> str | None:
    """The address of a file beside the record; None for any other."""
    address = _INVISIBLE.sub(lambda match: "%20" if match[0] == " " else "", address.strip())
    path = unquote(address.partition("#")[0].partition("?")[0])
    parts = path.split("/")
    if (
        not path
        or "\\" in path
        or ".." in parts
        or not parts[0]
        or _SCHEME.match(path)
        or FORBIDDEN.search(path)
    ):
        return None
    return encoded(address)


def path(address: str) -> str:
    """The path of the file that the address `file` returned names."""
    return unquote(address.partition("#")[0].partition("?")[0])


def refused(target: Target) -> Fault:
    """The finding about a link that may not be."""
    shown = target.url if len(target.url) <= 60 else f"{target.url[:59]}…"
    message = f"the address `{shown}` is refused" if shown else "the link has no address"
    return Fault(
        target.start, target.end, "P412", message, "`https://…`, `http://…`, `#place` or a file beside the record",
        "correct the address; e-mail addresses are not published",
    )  # fmt: skip


def refused_image(target: Target) -> Fault:
    """The finding about an image that may not be."""
    shown = target.url if len(target.url) <= 60 else f"{target.url[:59]}…"
    return Fault(
        target.start, target.end, "P413", f"the image `{shown}` is no file beside the record", "a file name",
        "put the image into the folder that bears the record's id",
    )  # fmt: skip


def _target(scanner: Scanner, match: re.Match[str], start: int) -> Target:
    url = _plain(match["angle"] or match["plain"] or "")
    title = _plain(match["double"] or match["single"] or "").strip()
    place = ""
    if url.startswith("#"):
        place = scanner.register(Place(start=start, end=match.end(), source="", name=unquote(url[1:])))
    return Target(url, title, start, match.end(), place)


def encoded(address: str) -> str:
    """An address with all that a browser would encode in it encoded."""
    before, hash_, fragment = _TO_ENCODE.sub(_percent, address).partition("#")
    return before + hash_ + fragment.replace("#", "%23")


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def _plain(written: str) -> str:
    return cleaned(unescape(_ESCAPED.sub(r"\1", written)))
