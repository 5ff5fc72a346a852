"""The findings of this room: code, severity, title and explanation; the reference page of each is made from here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postilla.diagnostics import Code, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING


CODES: Mapping[str, Code] = MappingProxyType({
    row[0]: Code(*row)
    for row in (
        (
            "P401", ERROR, "A citation names no reference",
            "`[@id]` cites the reference of the front matter with that `id`. Correct the id or add the reference.",
        ),
        (
            "P402", ERROR, "A figure is placed that is not defined",
            "`![fig1]` places the figure of the front matter with that `id`. Correct the id or add the figure.",
        ),
        (
            "P403", ERROR, "An image has no alternative text",
            "Those who cannot see the image read its alternative text: `![what it shows](file.png)`.",
        ),
        (
            "P404", WARNING, "HTML was removed",
            (
                "Only elements and attributes that structure text may stand in a text as HTML. What else it holds is "
                "removed; the content of an element is kept unless it is no text, such as a script."
            ),
        ),
        (
            "P405", WARNING, "A link leads to a place that is not there",
            (
                "`[Figure 1](#fig1)` leads to the figure, table, heading or HTML id of that name in the same text. "
                "The name of a heading is its text in lower case with hyphens between the words."
            ),
        ),
        (
            "P406", ERROR, "A formula cannot be converted",
            (
                "`$…$` and `$$…$$` hold LaTeX, which is converted to MathML when the site is built. Write an amount "
                "of money with `\\$`."
            ),
        ),
        (
            "P407", ERROR, "The text cannot be rendered",
            (
                "A text may have a million characters and 20,000 lines, its quotations and lists may nest 30 deep, "
                "and it must be read in a few seconds. One that passes these bounds is shown as plain paragraphs."
            ),
        ),
        (
            "P408", WARNING, "A heading is out of order",
            (
                "The title of the article is the heading of level 1, so the text begins with `##`; a heading is at "
                "most one level below the one before it, says something, and is written with `#`, not underlined."
            ),
        ),
        (
            "P409", WARNING, "A figure is placed twice",
            "A figure stands once; refer to it with a link: `[Figure 1](#fig1)`.",
        ),
        (
            "P410", WARNING, "A table caption has no table",
            "`Table: Caption. {#table1}` stands directly before a table, which has no other caption.",
        ),
        (
            "P411", WARNING, "A footnote is not defined",
            "`[^1]` needs a line `[^1]: The note.` of its own. Correct the label or add the note.",
        ),
        (
            "P412", WARNING, "A link was refused",
            (
                "Links lead to `https://…`, `http://…`, to a place in the text (`#fig1`) or to a file beside the "
                "record. Any other is shown as text without a link. A link holds no citation and no footnote, which "
                "are links themselves."
            ),
        ),
        (
            "P413", ERROR, "An image was refused",
            (
                "The images of a text are files beside its record, so that the archive keeps them and no page asks "
                "another host."
            ),
        ),
        (
            "P414", ERROR, "A citation cannot be read",
            "A citation is `[@id]` or `[@id; @id]`, nothing else; ids have letters, digits and `_ . : -`.",
        ),
        (
            "P415", ERROR, "A figure stands within a paragraph",
            (
                "`![fig1]` places a figure where it is a paragraph of its own, with an empty line before and after "
                "it."
            ),
        ),
        (
            "P416", WARNING, "A footnote is not used, or defined twice",
            "Each footnote is defined once and has a mark `[^1]` in the text; without one it is not shown.",
        ),
        (
            "P417", WARNING, "A character may not stand in a text",
            "Control characters and code points that are no characters are shown as \N{REPLACEMENT CHARACTER}.",
        ),
        (
            "P418", ERROR, "Two places have one name",
            "The names of figures, tables and HTML ids of a text are unique, or a link could not tell them apart.",
        ),
        (
            "P419", WARNING, "A box is of an unknown kind",
            "`> [!BOX] Title` begins a box; there is no other kind.",
        ),
        (
            "P420", ERROR, "A code block does not end",
            (
                "A code block that begins with three backticks ends with a line of as many; without it the rest is "
                "code."
            ),
        ),
        (
            "P421", WARNING, "A list has no empty line before it",
            "A list that follows a line of text directly is part of that paragraph. Put an empty line before it.",
        ),
        (
            "P422", ERROR, "Too many findings in one text",
            "No more of this text are told. Mend those above, and check again.",
        ),
    )
})  # fmt: skip
"""Code → its row, in order."""
