"""`llms.txt`: what the archive is and where its parts are, for language models. Specification: https://llmstxt.org."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .metadata import SiteMetadata
from .twin import plain


class Section(NamedTuple):
    """Links under a heading."""

    heading: str
    links: tuple[tuple[str, str, str], ...]
    """Name, address and a remark or nothing."""


def llms_txt(site: SiteMetadata, remarks: Sequence[str], sections: Iterable[Section]) -> str:
    """The file; `remarks` are sentences that stand before the first section."""
    lines = [f"# {plain(site.name)}"]
    if site.description:
        lines += ["", f"> {plain(site.description)}"]
    for remark in remarks:
        lines += ["", remark]
    for section in sections:
        if section.links:
            lines += ["", f"## {section.heading}", ""]
            lines += [
                f"- [{plain(name)}]({site.url}{address})" + (f": {plain(remark)}" if remark else "")
                for name, address, remark in section.links
            ]
    return "\n".join(lines) + "\n"
