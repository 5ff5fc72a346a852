"""A file that would run in a reader's browser.

Whoever opens the address of a file reads it as a document of the site. A web page, or a drawing or other XML with
scripts, event handlers, HTML or references to other files, would there run as if the archive had written it.

Wrong: a figure `fig1.svg` with `<script>`, `onload=`, `<foreignObject>`, an entity, or `href="https://…"` on anything
but a link; a supplement `table.html`.

To mend it, export the drawing as plain SVG (in Inkscape: "Plain SVG"; embed its images), or as PNG. Give a web page as
`url` where it stands, or as PDF.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity

from .context import Context, Finding

CODE = "P327"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Report every file of a record in which something is active."""
    for entry in context.published:
        for field, name in context.files_named.get(entry.path, ()):
            if found := context.active(entry.path, name):
                yield Finding(
                    entry.path,
                    field,
                    f"{name} {found}",
                    "wanted a file in which nothing can run, and that needs no other",
                    "export it as plain SVG or PNG; give a web page as `url`, or as PDF",
                )
