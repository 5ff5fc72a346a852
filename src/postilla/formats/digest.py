"""A digest: what is new, as an e-mail in HTML and in plain text, ready to be sent by whoever sends e-mail.

The message is a draft (RFC 5322, multipart/alternative) without sender and recipients. Its styles stand on the
elements, since programs for e-mail drop all others; nothing in it is loaded from anywhere.
"""

from __future__ import annotations

import hashlib
from html import escape
from textwrap import fill
from typing import NamedTuple

from .feed import Entry
from .open_graph import shortened

LONGEST = 600
"""Characters of an abstract; the page has the whole."""
WIDTH = 72

_PAGE = "margin:0 auto;max-width:640px;padding:24px;font:16px/1.5 Georgia,serif;color:#1d1f21;background:#fff"
_HEADING = "font:bold 20px/1.3 Arial,sans-serif;margin:32px 0 8px"
_TITLE = "font:bold 17px/1.35 Arial,sans-serif;margin:24px 0 4px"
_LINE = "margin:0 0 4px;font:14px/1.5 Arial,sans-serif;color:#4c5054"
_LINK = "color:#0a5070"
_HEAD = f"""\
<!doctype html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<title>{{title}}</title>
</head>
<body style="{_PAGE}">
<h1 style="font:bold 26px/1.25 Arial,sans-serif;margin:0 0 8px">{{title}}</h1>
<p>{{lead}}</p>
"""


class Digest(NamedTuple):
    """A digest, whole."""

    title: str
    lead: str
    """`3 articles since October 1, 2021.`"""
    language: str
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    """Heading and articles; no group is empty."""
    links: tuple[tuple[str, str], ...]
    """Words and absolute address of what stands at the foot."""


def digest_html(digest: Digest) -> str:
    """The digest as a page of HTML."""
    parts = [
        _HEAD.format(language=escape(digest.language), title=escape(digest.title), lead=escape(digest.lead))
    ]
    for heading, entries in digest.groups:
        parts.append(f'<h2 style="{_HEADING}">{escape(heading)}</h2>\n')
        parts += map(_entry_html, entries)
    links = " · ".join(_link(words, address) for words, address in digest.links)
    parts.append(f'<p style="{_LINE};margin-top:40px">{links}</p>\n</body>\n</html>\n')
    return "".join(parts)


def _entry_html(entry: Entry) -> str:
    meta = entry.meta
    lines = [
        escape(", ".join(creator.name for creator in meta.record.creators)),
        escape(entry.citation)
        + (f" {_link(meta.doi_address, meta.doi_address)}" if meta.doi_address else ""),
        *(
            f"{escape(each.relation)}: {_link(each.title, each.work.link)}{escape(each.rest)}"
            for each in entry.works
        ),
    ]
    text = shortened(meta.record.teaser, LONGEST)
    return (
        f'<h3 style="{_TITLE}">{_link(meta.title, entry.link)}</h3>\n'
        + "".join(f'<p style="{_LINE}">{line}</p>\n' for line in lines if line.strip())
        + (f'<p style="margin:8px 0 0">{escape(text)}</p>\n' if text else "")
    )


def _link(words: str, address: str) -> str:
    if not address.startswith(("https://", "http://")):
        return escape(words)
    return f'<a style="{_LINK}" href="{escape(address)}">{escape(words or address)}</a>'


def digest_text(digest: Digest) -> str:
    """The digest as plain text, in lines of at most 72 characters, but for addresses."""
    parts = [_filled(digest.title), "=" * min(len(digest.title), WIDTH), "", _filled(digest.lead)]
    for heading, entries in digest.groups:
        parts += ["", "", _filled(heading), "-" * min(len(heading), WIDTH)]
        for entry in entries:
            parts += ["", *_entry_lines(entry)]
    parts += ["", "", *(f"{words}: {address}" for words, address in digest.links)]
    return "\n".join(parts) + "\n"


def _entry_lines(entry: Entry) -> list[str]:
    meta = entry.meta
    lines = [_filled(meta.title)]
    lines += [_filled(", ".join(creator.name for creator in meta.record.creators)), _filled(entry.citation)]
    lines += [_filled(f"{each.relation}: {each.title}{each.rest}") for each in entry.works]
    lines.append(_filled(shortened(meta.record.teaser, LONGEST)))
    return [line for line in [*lines, entry.link] if line]


def _filled(text: str) -> str:
    return fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def digest_message(digest: Digest) -> bytes:
    """The digest as a draft of an e-mail, which programs for e-mail open to be sent (`X-Unsent`)."""
    text, html = digest_text(digest), digest_html(digest)
    from email.message import EmailMessage  # noqa: PLC0415 (builds send nothing, and should not wait for it)
    from email.policy import SMTP  # noqa: PLC0415

    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(digest.title.split())
    message["X-Unsent"] = "1"
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    # without one the library would choose it at random
    message.set_boundary("postilla-" + hashlib.blake2b(html.encode(), digest_size=12).hexdigest())
    return message.as_bytes()
