r"""BibTeX that BibLaTeX reads too: UTF-8, one entry an article, its key the article's id.

Braces inside values are `{\textbraceleft}` and `{\textbraceright}`, since BibTeX counts even escaped ones. Article
numbers stand in `pages`, which every style prints; `eid` is known to few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from postilla.model import Group, Name, NameText
from postilla.model.inline import Kind, Node, Text, parse

from .dates import short_month, year_of
from .plain import UNPRINTABLE, html_line, one_line
from .publication import Item, first_and_last
from .status import display_title, notes

_ESCAPES: Mapping[str, str] = {
    "\\": r"\textbackslash{}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "$": r"\$", "&": r"\&",
    "#": r"\#", "_": r"\_", "%": r"\%", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}$&#_%^~]")
_LIGATURES = re.compile(r"-(?=-)|`(?=`)|'(?=')|[?!](?=`)")
"""What LaTeX would join with the character after it."""
_COMMANDS: Mapping[Kind, str] = {
    "italic": "textit",
    "bold": "textbf",
    "sup": "textsuperscript",
    "sub": "textsubscript",
}
_TO_BRACE = re.compile(r",|\b(?:and|others)\b", re.IGNORECASE)
"""Where a reader of names would take one for two."""


def bibtex(item: Item) -> str:
    """One entry, with a line break at its end."""
    head, journal = item.publication.head, item.publication.journal
    lines = [f"  {key} = {value},\n" for key, value in _fields(item) if value not in ("", "{}", "{{}}")]
    return f"@{'article' if journal else 'misc'}{{{head.id},\n{''.join(lines)}}}\n"


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    publication = item.publication
    head, journal, date = publication.head, publication.journal, publication.head.issued
    yield "author", _braced(" and ".join(map(_name, head.authors)))
    # double braces keep capitals: styles would lower them
    title = "".join(map(_latex, parse(display_title(head, publication.status))))
    yield "title", _braced(_braced(" ".join(title.split())))
    yield "journal", _braced(escape(journal.full_title)) if journal else ""
    yield "shortjournal", _braced(escape(journal.abbreviation)) if journal else ""
    yield "year", _braced(year_of(date))
    yield "month", short_month(date).lower()
    yield "volume", _braced(escape(head.volume))
    yield "number", _braced(escape(head.issue))
    yield "pages", _braced(_pages(head.elocation) or _pages(head.pages))
    yield "issn", _braced(journal.issn if journal else "")
    yield "doi", _braced(_verbatim(head.doi))
    yield "url", _braced(_verbatim(publication.url))
    # as BibLaTeX has it
    yield "eprint", _braced(head.pmid)
    yield "eprinttype", "{pubmed}" if head.pmid else ""
    yield "langid", _LANGUAGES.get(publication.language.partition("-")[0].lower(), "")
    yield "keywords", _braced(escape(", ".join(item.tail.keywords)))
    yield "abstract", _braced(escape(html_line(item.bodies.get("abstract", ""))))
    yield "note", _braced(escape("; ".join(notes(publication))))


def _pages(pages: str) -> str:
    first, last = first_and_last(pages)
    return f"{escape(first)}--{escape(last)}" if last else escape(pages)


_LANGUAGES: Mapping[str, str] = {
    "de": "{german}", "en": "{english}", "es": "{spanish}", "fr": "{french}", "it": "{italian}",
    "nl": "{dutch}", "pt": "{portuguese}",
}  # fmt: skip
"""Languages by the names that BibLaTeX has for them."""


def escape(text: str) -> str:
    """Plain text for the value of a field."""
    return _escape(one_line(text))


def _escape(text: str) -> str:
    text = _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text) if _SPECIAL.search(text) else text
    return _LIGATURES.sub(r"\g<0>{}", text)


def _braced(value: str) -> str:
    return f"{{{value}}}"


def _verbatim(text: str) -> str:
    """A DOI or address, which readers take as it stands; braces alone would end the value too early."""
    return one_line(text).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _latex(node: Node) -> str:
    if isinstance(node, Text):
        return _escape(UNPRINTABLE.sub("", node.text))
    return f"\\{_COMMANDS[node.kind]}{{{''.join(map(_latex, node.children))}}}"


def _name(name: Name) -> str:
    if isinstance(name, Group | NameText):
        return _braced(escape(str(name)))
    family, given, suffix = (_part(part) for part in (name.family, name.given, name.suffix))
    if family[:1] != "{" and any(word[:1].islower() for word in family.split()) and " " in family:
        # small words would be taken for a particle
        family = _braced(family)
    family = f"{escape(name.particle)} {family}" if name.particle else family
    if not given:
        # without a comma the first words of several would be given names
        return family if not suffix and " " not in family else _braced(f"{family} {suffix}".strip())
    return ", ".join(part for part in (family, suffix, given) if part)


def _part(part: str) -> str:
    text = escape(part)
    return _braced(text) if _TO_BRACE.search(text) else text
