"""Running text: links, images and emphasis within a paragraph, heading or cell; all else in it is a mark already."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from postilla.model import inline

from . import links
from .scanner import Target
from .sheet import Sheet
from .tokens import CLOSE, MARK, OPEN, Fault, Markup, escaped, mark

_EMPHASIS = re.compile(r"[\\*^~]")
_PIECES = re.compile(rf"(\\.)|(!?\[)|\](?:\[([^\[\]{OPEN}]*)\])?|{OPEN}([0-9]+){CLOSE}", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"(?<! ) {2,}\n")
_OPEN_BRACKETS = 32


@dataclass(frozen=True, slots=True)
class _Bracket:
    """An open `[` or `![`, and where the text after it begins among the pieces."""

    place: int
    image: bool


class Phrases:
    """Turns running text into HTML that still holds marks, ready for the sanitiser."""

    def __init__(self, sheet: Sheet, targets: Mapping[str, Target]) -> None:
        self._sheet = sheet
        self._targets = targets

    def html(self, text: str) -> str:
        """Running text as phrasing content."""
        made: list[str] = []
        if "[" in text:
            text = self._linked(text, made)
        return self._restored(_emphasised(text), made)

    def _linked(self, text: str, made: list[str]) -> str:
        """The text with a mark for each link and image; their HTML goes to `made`."""
        pieces: list[str] = []
        open_: list[_Bracket] = []
        pos = 0
        for match in _PIECES.finditer(text):
            pieces.append(text[pos : match.start()])
            pos = match.end()
            if match[2]:
                if len(open_) == _OPEN_BRACKETS:
                    del open_[0]
                open_.append(_Bracket(len(pieces), match[2] == "!["))
            target = self._target(match, pieces, open_) if match[1] is None and not match[2] else None
            if target is None:
                pieces.append(match[0])
                if match[0][0] == "]" and open_:
                    open_.pop()
                continue
            bracket = open_.pop()
            inner = "".join(pieces[bracket.place + 1 :])
            del pieces[bracket.place :]
            if bracket.image:
                html = self._image(target, inner, made)
            else:
                html = self._link(target, self._restored(_emphasised(inner), made))
                # A link holds no links.
                open_ = [other for other in open_ if other.image]
            pieces.append(mark(len(self._sheet.tokens) + len(made)))
            made.append(html)
        pieces.append(text[pos:])
        return "".join(pieces)

    def _target(self, match: re.Match[str], pieces: list[str], open_: list[_Bracket]) -> Target | None:
        """Where the link that ends here leads, if a link ends here."""
        if not open_:
            return None
        if match[4] is not None:
            token = self._sheet.token(int(match[4]))
            return token.target if isinstance(token, links.Tail) else None
        if not self._targets:
            return None
        words = match[3] or "".join(pieces[open_[-1].place + 1 :])
        return self._targets.get(links.label(words))

    def _link(self, target: Target, html: str) -> str:
        title = f' title="{escaped(target.title)}"' if target.title else ""
        if target.place:
            return f'<a href="#{target.place}"{title}>{html}</a>'
        url = links.web(target.url)
        if url is None and (url := links.file(target.url)):
            self._sheet.files.setdefault(links.path(url))
        if url is None:
            self._sheet.faults.append(links.refused(target))
            return html
        return f'<a href="{escaped(url)}"{title}>{html}</a>'

    def _image(self, target: Target, inner: str, made: list[str]) -> str:
        alt = " ".join(inline.to_plain(MARK.sub(lambda match: self._plain(match, made), inner)).split())
        if not alt:
            help = "write `![what it shows](file.png)`"
            message = "this image has no alternative text"
            self._sheet.faults.append(Fault(target.start, target.end, "P403", message, "what it shows", help))
        url = links.file(target.url)
        if url is None:
            self._sheet.faults.append(links.refused_image(target))
            return escaped(alt)
        self._sheet.files.setdefault(links.path(url))
        title = f' title="{escaped(target.title)}"' if target.title else ""
        return f'<img src="{escaped(url)}" alt="{escaped(alt)}"{title} loading="lazy">'

    def _plain(self, match: re.Match[str], made: list[str]) -> str:
        index = int(match[1])
        if index >= len(self._sheet.tokens):
            text = inline.escape(unescape(_TAGS.sub("", made[index - len(self._sheet.tokens)])))
            return MARK.sub(lambda inner: self._plain(inner, made), text)
        token = self._sheet.token(index)
        shown = token.text if isinstance(token, Markup) else token.source if token else ""
        return inline.escape(shown)

    def _restored(self, html: str, made: list[str]) -> str:
        """The HTML with links and images in the place of their marks; the marks of tokens stay."""
        if not made:
            return html
        first = len(self._sheet.tokens)
        return MARK.sub(
            lambda match: made[index - first] if (index := int(match[1])) >= first else match[0], html
        )


def _emphasised(text: str) -> str:
    if _EMPHASIS.search(text) is None:
        return _broken(escaped(text))
    return "".join(_node(node) for node in inline.parse(text))


def _node(node: inline.Node) -> str:
    if isinstance(node, inline.Text):
        return _broken(escaped(node.text))
    tag = inline.TAGS[node.kind]
    return f"<{tag}>{''.join(_node(child) for child in node.children)}</{tag}>"


def _broken(html: str) -> str:
    return _BREAK.sub("<br>\n", html) if "  \n" in html else html
