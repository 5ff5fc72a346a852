"""A figure that is no picture.

Browsers show PNG, JPEG, GIF, WebP, AVIF and SVG. What counts is what is in the file, not how its name ends.

Wrong: `figures: [{id: fig1, file: fig1.png, …}]` where `fig1.png` is a damaged file, a TIFF picture that was given
another name, or an SVG drawing without `xmlns="http://www.w3.org/2000/svg"`.

To mend it, open the file in a program for pictures and save it as PNG (drawings also as SVG). Give a file
that is to be downloaded as one of the `supplements`.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity

from .context import Context, Finding

CODE = "P326"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Look at each figure that is there."""
    for entry in context.published:
        for field, name in context.files_named.get(entry.path, ()):
            if (
                field.startswith("figures[")
                and context.has_file(entry.path, name)
                and not context.is_picture(entry.path, name)
            ):
                yield Finding(
                    entry.path,
                    field,
                    f"{name} is no picture that browsers show",
                    "wanted PNG, JPEG, GIF, WebP, AVIF or SVG",
                    "save it again in one of these formats; its content counts, not its name",
                )
