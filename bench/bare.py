"""`python -m bench.bare …`: the command line of postilla, building a site without anything that is for machines.

Pages have no metadata in their heads and no lines to cite, there are no feeds, sitemaps or `llms.txt`, and nothing is
made ready for them when records are read. With the settings `SETTINGS` no file in another format is written either.
What is left is an archive that is there to be looked at: what it costs is what formats are measured against.

Workers begin with nothing and import the module that their parent was started with, as `__mp_main__`: so this one
changes what both of them call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from postilla import cli, formats
from postilla.build import parts as plan_parts
from postilla.build import rendering, site
from postilla.pages import feeds, metadata, parts

SETTINGS = ("citation_files: none", "bulk_files: false", "linksets: never", "twins: never", "feeds: atom")
"""What stands in `mkdocs.yml` for it."""


def _always(value: object) -> Callable[..., Any]:
    return lambda *_, **__: value


_INSTEAD: tuple[tuple[object, str, object], ...] = (
    (rendering, "head_of", _always("")),
    (rendering, "citation_lines", _always(())),
    (site, "whole_site", _always({})),
    (plan_parts, "sitemaps", _always({})),
    (feeds.Feeds, "_lists", property(_always({}))),
    (parts, "record_metadata", _always(formats.RecordMetadata())),
    (metadata.ArchiveMetadataOf, "__call__", _always(formats.ArchiveMetadata())),
    (metadata.ArchiveMetadataOf, "modified", _always("")),
)
"""Module or class, name, and what stands there instead."""

# nothing is changed where this is only imported
if __name__ in ("__main__", "__mp_main__"):
    for _place, _name, _value in _INSTEAD:
        setattr(_place, _name, _value)

if __name__ == "__main__":
    cli.main()
