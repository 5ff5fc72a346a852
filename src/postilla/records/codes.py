"""The findings of this room: code, severity, title and explanation; the reference page of each is made from here."""

from __future__ import annotations

from collections.abc import Mapping

from postilla.diagnostics import Code, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING


CODES: Mapping[str, Code] = {
    row[0]: Code(*row)
    for row in (
        ("P101", ERROR, "The file is not UTF-8", "Records are UTF-8. Save the file again with that encoding."),
        ("P102", ERROR, "The file is too large", "A record holds one article: at most 4 MB, of it 1 MB front matter."),
        (
            "P103", ERROR, "The front matter does not begin",
            "The first line of a record is `---`; the front matter follows, then a second `---`, then the text.",
        ),
        ("P104", ERROR, "The front matter does not end", "A second line `---` must close the front matter."),
        (
            "P105", ERROR, "The YAML cannot be read",
            ("Most often a value with a colon and a space, a quotation mark or a leading `*`, `[`, `@` or `%` "
            "stands unquoted. Put it in single quotes and double each single quote inside it."),
        ),
        ("P106", ERROR, "A tab indents a line", "YAML knows no tabs in indentation. Use two spaces."),
        ("P107", ERROR, "The front matter nests too deeply", "No field of a record nests more than a few levels."),
        (
            "P108", ERROR, "Anchors and aliases are refused",
            ("`&name` and `*name` make one value stand in two places, where editors and tools lose it. "
            "Write the value twice, or quote it if the mark is part of the text."),
        ),
        ("P109", ERROR, "Tags are refused", "`!tag` has no meaning in a record. Quote the value."),
        ("P110", ERROR, "A key stands twice", "Only one of the two values would count. Keep one."),
        ("P111", ERROR, "A control character", "The character cannot be shown. Delete it."),
        ("P112", ERROR, "The front matter is not a list of fields", "It must consist of `key: value` lines."),
        ("P113", ERROR, "The file cannot be read", "The system refused to give the file's content."),
        (
            "P114", ERROR, "Too many findings",
            "The file is read no further. Mend what is told, and check again.",
        ),
        (
            "P115", ERROR, "A comment that may be part of the text",
            ("A space and `#` end an unquoted text: of `title: Lamp #2` YAML keeps `Lamp`. Put the text in single "
            "quotes; a comment may stand behind them, or on a line of its own. `# ` with a space behind a single word "
            "is a comment to everybody, and no finding."),
        ),
        ("P201", ERROR, "A needed field is missing", "Add the field; the reference of the fields says what it holds."),
        ("P202", ERROR, "A key that is not known", "The key is misspelt, or stands at the wrong level."),
        (
            "P203", ERROR, "A value of the wrong shape",
            "Text, a list or a group of fields stands where another is wanted.",
        ),
        (
            "P204", ERROR, "Not a valid identifier",
            "DOI, ORCID, ISSN, ROR, PMID, PMCID and SPDX identifiers are checked.",
        ),
        ("P205", ERROR, "Not a date", "Dates are `2021-10-01`, `2021-10` or `2021`. Never invent a day."),
        ("P206", ERROR, "Not one of the allowed values", "The field has a closed list of values."),
        ("P207", ERROR, "Neither true nor false", "Write `true` or `false`."),
        ("P208", ERROR, "Not a number", "Write digits only."),
        ("P209", ERROR, "A field without a value", "Fill it in, or leave out what is not needed and says nothing."),
        (
            "P210", ERROR, "Not a valid id",
            "Ids are lower-case letters, digits and single hyphens, at most 64 characters.",
        ),
        ("P211", ERROR, "Not a language tag", "Languages are BCP 47 tags such as `en` or `pt-BR`."),
        ("P212", ERROR, "Not a web address", "Addresses begin with https:// or http://."),
        (
            "P213", ERROR, "Not the name of a file beside the record",
            "A name without folders. A PDF lies beside the record, figures and supplements in the folder of its id.",
        ),
        ("P214", ERROR, "An e-mail address", "The site would publish it. Leave it out."),
        ("P215", ERROR, "Fields that exclude each other", "Keep the one that holds."),
        ("P216", ERROR, "Affiliations do not match", "Every key of `affiliations` is used, and every use is defined."),
        (
            "P217", ERROR, "An id stands twice in the record",
            ("Ids of references and figures are unique in their article, and so are its terms, its relations, its "
            "former ids and the ORCID iDs of its authors."),
        ),
        ("P218", WARNING, "A title that looks unfinished", "Titles are not all capitals and end without a full stop."),
        ("P219", ERROR, "A work without anything to know it by", "Give a title, an identifier or `text`."),
        ("P220", ERROR, "A text that is too long", "No real value of this field is so long."),
        (
            "P221", WARNING, "A figure without alternative text",
            ("Those who cannot see the picture are told its label and nothing of what it shows. Say in `alt` what the "
            "picture shows, as you would on the telephone; the caption need not be repeated. A record that was not "
            "imported needs it (P201)."),
        ),
        (
            "P222", WARNING, "A figure without a picture",
            ("Its label and caption are shown, and no picture. Imports do so where the source came without its files. "
            "Put the picture into the folder that bears the record's id, and name it in `file`. A record that was not "
            "imported needs it (P201)."),
        ),
    )
}  # fmt: skip
"""Every code of this room."""
