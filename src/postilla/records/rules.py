"""Rules between the fields of one record; rules between records are in `postilla.checks`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from postilla.diagnostics import Span
from postilla.model import Work

from . import nodes
from .kinds import Decoder
from .scalars import ID_PATTERN

WORK_KNOWN_BY = ("title", "doi", "pmid", "pmcid", "url", "text")


def work_is_known(values: dict[str, Any], node: nodes.Mapping, at: str, decoder: Decoder) -> bool:
    """A work has at least one of title, identifier or text."""
    if any(values[key] for key in WORK_KNOWN_BY) or _has_any(node, WORK_KNOWN_BY):
        return _exclusive(node, at, decoder, "pages", "elocation")
    decoder.report(
        "P219",
        decoder.span(node),
        at,
        "nothing says which work this is",
        "wanted a title, an identifier or `text`",
    )
    return False


def related_is_known(values: dict[str, Any], node: nodes.Mapping, at: str, decoder: Decoder) -> bool:
    """A relation names an article of the archive or a work, never both."""
    if _has_any(node, ("article",)):
        others = [key for key, _ in node.value if key.value not in ("relation", "article")]
        if others:
            decoder.report(
                "P215", decoder.span(others[0]), f"{at}.{nodes.shown(others[0].value)}",
                "`article` says which work is meant", "its own record describes it",
                "leave out `article`, or everything else",
            )  # fmt: skip
            return False
        return bool(values["article"])
    return work_is_known(values, node, at, decoder)


def one_of(*keys: str) -> Callable[[dict[str, Any], nodes.Mapping, str, Decoder], bool]:
    """A rule: exactly one of these keys is given."""

    def check(_values: dict[str, Any], node: nodes.Mapping, at: str, decoder: Decoder) -> bool:
        if not _has_any(node, keys):
            decoder.report(
                "P201",
                decoder.span(node),
                at,
                f"neither {' nor '.join(f'`{key}`' for key in keys)} is given",
                "wanted one of them",
            )
            return False
        return _exclusive(node, at, decoder, *keys)

    return check


FIGURE_PARTS = (
    ("file", "P222", "the figure has no picture", "only its caption is shown",
     "put the picture beside the record, and add `file: …`"),
    ("alt", "P221", "the figure has no alternative text",
     "wanted what the image shows, for those who cannot see it", "add `alt: …`"),
)  # fmt: skip


def figure_is_whole(_values: dict[str, Any], node: nodes.Mapping, at: str, decoder: Decoder) -> bool:
    """A figure has a picture, and the picture a description.

    Of an imported record both are asked for only, since sources know of neither; of any other they are needed.
    """
    for key, code, message, note, help in FIGURE_PARTS:
        if _has_any(node, (key,)):
            continue
        if decoder.is_imported:
            decoder.report(
                code, decoder.span(node), at if key == "file" else f"{at}.{key}", message, note, help
            )
            return True
        decoder.report("P201", decoder.span(node), f"{at}.{key}", "the field is missing", note, help)
        return False
    return True


def copyright_is_one(values: dict[str, Any], node: nodes.Mapping, at: str, decoder: Decoder) -> bool:
    """Year and holder, or a statement."""
    if values["statement"] and (values["year"] or values["holder"]):
        return _exclusive(node, at, decoder, "statement", "year" if values["year"] else "holder")
    if not node.value:
        decoder.report(
            "P201", decoder.span(node), at, "nothing is given", "wanted year and holder, or a statement"
        )
        return False
    return True


def article(values: dict[str, Any], node: nodes.Mapping, at: str, decoder: Decoder) -> bool:
    """What one record must be as a whole."""
    sound = _exclusive(node, at, decoder, "pages", "elocation")
    if not _has_any(node, ("published",)) and not _is_unpublished(node):
        decoder.report(
            "P201", decoder.span(node), "published", "the field is missing", "wanted a date, as precise as known",
            "add `published: …`, or `in_press: true`, or `draft: true`",
        )  # fmt: skip
        sound = False
    _title(values["title"], decoder)
    _affiliations(node, decoder)
    for name in ("references", "figures"):
        _unique(name, (item.id for item in values[name]), "give each its own id", decoder)
    orcids = (getattr(author, "orcid", "") for author in values["authors"])
    _unique(
        "authors", orcids, "an ORCID iD is one person's: look it up at https://orcid.org/", decoder, "orcid"
    )
    _unique("related", map(_related_key, values["related"]), "keep one of the two", decoder)
    for name in ("specialties", "series", "collections", "aliases", "translations"):
        _unique(name, (getattr(p, "id", p) for p in values[name]), "keep one of the two", decoder)
    return sound


def _is_unpublished(node: nodes.Mapping) -> bool:
    """Whether the record says so; a word that is neither true nor false has its own finding."""
    return any(key.value in ("in_press", "draft") and value.value != "false" for key, value in node.value)


def _title(title: str, decoder: Decoder) -> None:
    letters = [c for c in title if c.isalpha()]
    span = decoder.spans.get("title", Span(1, 1))
    if len(letters) > 8 and all(c.isupper() for c in letters):
        decoder.report(
            "P218", span, "title", "the title is all capitals", "", "write it as a sentence or as printed"
        )
    if re.search(r"(?<!\.)(?<!\b[A-Z])\.$", title) and not re.search(
        r"\b(?:et al|spp?|Jr|Sr|St|U\.S)\.$", title
    ):
        decoder.report("P218", span, "title", "the title ends with a full stop", "", "leave it out")


def _affiliations(node: nodes.Mapping, decoder: Decoder) -> None:
    """Compare nodes, not values: a person with a broken name still uses an affiliation."""
    defined = _find(node, "affiliations")
    if defined is not None and not isinstance(defined, nodes.Mapping):
        return
    keys = {key.value.strip(): key for key, _ in defined.value} if defined else {}
    used: set[str] = set()
    for field in ("authors", "editors"):
        for at, person in _people(field, _find(node, field)):
            uses = (
                _find(person, "affiliations")
                if isinstance(person, nodes.Mapping)
                else nodes.broken(person.start_mark)
            )
            if uses is not None and not isinstance(uses, nodes.Sequence):
                used |= keys.keys()  # nobody knows which of them
                continue
            for index, use in enumerate(uses.value if uses else ()):
                text = use.value.strip() if isinstance(use, nodes.Scalar) else ""
                used.add(text)
                if text not in keys and re.fullmatch(ID_PATTERN, text):
                    decoder.report(
                        "P216", decoder.span(use), f"{at}.affiliations[{index}]", f"there is no affiliation `{text}`",
                        f"the record has {', '.join(keys)}" if keys else "the record has no `affiliations`",
                        "add it to `affiliations`, or mend the key",
                    )  # fmt: skip
    for text, key in keys.items():
        if text not in used and re.fullmatch(ID_PATTERN, text):
            decoder.report(
                "P216", decoder.span(key), f"affiliations.{text}", "nobody has this affiliation", "",
                "give it to an author, or delete it",
            )  # fmt: skip


def _people(field: str, people: nodes.Node | None) -> Iterable[tuple[str, nodes.Node]]:
    """Every person of a list and of the groups in it; what stands in a list's place comes as it is."""
    if people is None:
        return
    if not isinstance(people, nodes.Sequence):
        yield field, people
        return
    for index, person in enumerate(people.value):
        yield f"{field}[{index}]", person
        if isinstance(person, nodes.Mapping):
            yield from _people(f"{field}[{index}].members", _find(person, "members"))


def _related_key(related: Any) -> str:
    """What two entries of `related` may not share; nothing where the work has no identifier."""
    work: Work | None = related.work
    target = related.article or (work.key if work else "")
    return f"{related.relation} {target}" if target else ""


def _unique(field: str, keys: Iterable[str], help: str, decoder: Decoder, part: str = "id") -> None:
    """Report every entry of a list whose key stands there already, at its `part` where it has one."""
    keys = list(keys)
    if len(set(keys)) == len(keys):
        return
    first: dict[str, Span] = {}
    spans = decoder.spans
    for number, key in enumerate(keys):
        index = decoder.kept[field][number] if field in decoder.kept else number
        at = f"{field}[{index}]"
        span = spans.get(f"{at}.{part}") or spans[at]
        if key and key in first:
            decoder.report(
                "P217",
                span,
                at,
                f"`{nodes.shown(key)}` stands twice",
                f"first on line {first[key].line}",
                help,
            )
        first.setdefault(key, span)


def _find(node: nodes.Mapping, name: str) -> nodes.Node | None:
    return next((value for key, value in node.value if key.value == name), None)


def _has_any(node: nodes.Mapping, keys: Iterable[str]) -> bool:
    return any(key.value in keys for key, _ in node.value)


def _exclusive(node: nodes.Mapping, at: str, decoder: Decoder, first: str, second: str) -> bool:
    given = {key.value: key for key, _ in node.value}
    if first in given and second in given:
        where = f"{at}.{second}" if at else second
        decoder.report(
            "P215",
            decoder.span(given[second]),
            where,
            f"`{first}` is given as well",
            "",
            "keep one of the two",
        )
        return False
    return True
