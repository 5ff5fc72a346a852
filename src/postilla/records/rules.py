"""Rules between the fields of one record; rules between records are in `postilla.checks`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from postilla.diagnostics import Span
from postilla.model import Group, Person, Work

from . import nodes
from .kinds import Decoder

WORK_KNOWN_BY = ("title", "doi", "pmid", "pmcid", "url", "text")


def work_is_known(values: dict[str, Any], node: nodes.Mapping, at: str, decoder: Decoder) -> bool:
    """A work has at least one of title, identifier or text."""
    if any(values[key] for key in WORK_KNOWN_BY) or _has_any(node, WORK_KNOWN_BY):
        return _exclusive(values, node, at, decoder, "pages", "elocation")
    decoder.report(
        "P219", node.span, at, "nothing says which work this is", "wanted a title, an identifier or `text`"
    )
    return False


def related_is_known(values: dict[str, Any], node: nodes.Mapping, at: str, decoder: Decoder) -> bool:
    """A relation names an article of the archive or a work, never both."""
    if _has_any(node, ("article",)):
        others = [key for key, _ in node.entries if key.text not in ("relation", "article")]
        if others:
            decoder.report(
                "P215", others[0].span, f"{at}.{others[0].text}", "`article` says which work is meant",
                "its own record describes it", "leave out `article`, or everything else",
            )  # fmt: skip
            return False
        return bool(values["article"])
    return work_is_known(values, node, at, decoder)


def one_of(*keys: str) -> Callable[[dict[str, Any], nodes.Mapping, str, Decoder], bool]:
    """A rule: exactly one of these keys is given."""

    def check(values: dict[str, Any], node: nodes.Mapping, at: str, decoder: Decoder) -> bool:
        if not _has_any(node, keys):
            decoder.report("P201", node.span, at, f"none of {' and '.join(keys)} is given", "wanted one of them")
            return False
        return _exclusive(values, node, at, decoder, *keys)

    return check


def copyright_is_one(values: dict[str, Any], node: nodes.Mapping, at: str, decoder: Decoder) -> bool:
    """Year and holder, or a statement."""
    if values["statement"] and (values["year"] or values["holder"]):
        return _exclusive(values, node, at, decoder, "statement", "year" if values["year"] else "holder")
    if not node.entries:
        decoder.report("P201", node.span, at, "nothing is given", "wanted year and holder, or a statement")
        return False
    return True


def article(values: dict[str, Any], node: nodes.Mapping, at: str, decoder: Decoder) -> bool:
    """What one record must be as a whole."""
    sound = _exclusive(values, node, at, decoder, "pages", "elocation")
    if not values["published"] and not (values["in_press"] or values["draft"]) and not _has_any(node, ("published",)):
        decoder.report(
            "P201", node.span, "published", "the field is missing", "wanted a date, as precise as known",
            "add `published: …`, or `in_press: true`, or `draft: true`",
        )  # fmt: skip
        sound = False
    _title(values["title"], decoder)
    _affiliations(values, node, decoder)
    _unique("references", ((r.id, i) for i, r in enumerate(values["references"])), decoder)
    _unique("figures", ((f.id, i) for i, f in enumerate(values["figures"])), decoder)
    _unique("related", ((_related_key(r), i) for i, r in enumerate(values["related"])), decoder)
    for name in ("specialties", "series", "collections", "aliases", "translations"):
        _unique(name, ((getattr(p, "id", p), i) for i, p in enumerate(values[name])), decoder)
    return sound


def _title(title: str, decoder: Decoder) -> None:
    letters = [c for c in title if c.isalpha()]
    span = decoder.spans.get("title", Span(1, 1))
    if len(letters) > 8 and all(c.isupper() for c in letters):
        decoder.report("P218", span, "title", "the title is all capitals", "", "write it as a sentence or as printed")
    if re.search(r"(?<!\.)(?<!\b[A-Z])\.$", title) and not re.search(r"\b(?:et al|spp?|Jr|Sr|St|U\.S)\.$", title):
        decoder.report("P218", span, "title", "the title ends with a full stop", "", "leave it out")


def _affiliations(values: dict[str, Any], node: nodes.Mapping, decoder: Decoder) -> None:
    defined = next((value for key, value in node.entries if key.text == "affiliations"), None)
    keys = {key.text: key for key, _ in defined.entries} if isinstance(defined, nodes.Mapping) else {}
    used: set[str] = set()
    for field in ("authors", "editors"):
        for at, person in _people(field, values[field]):
            for index, key in enumerate(person.affiliations):
                used.add(key)
                if key not in keys:
                    where = f"{at}.affiliations[{index}]"
                    decoder.report(
                        "P216", decoder.spans.get(where, Span(1, 1)), where, f"there is no affiliation `{key}`",
                        f"there are {', '.join(keys)}" if keys else "the record has no `affiliations`",
                        "add it to `affiliations`, or mend the key",
                    )  # fmt: skip
    for key in keys.keys() - used:
        decoder.report(
            "P216", keys[key].span, f"affiliations.{key}", "nobody has this affiliation", "",
            "give it to an author, or delete it",
        )  # fmt: skip


def _people(field: str, names: Iterable[Any]) -> Iterable[tuple[str, Person]]:
    for index, name in enumerate(names):
        if isinstance(name, Person):
            yield f"{field}[{index}]", name
        elif isinstance(name, Group):
            for member, person in enumerate(name.members):
                yield f"{field}[{index}].members[{member}]", person


def _related_key(related: Any) -> str:
    """What two entries of `related` may not share; nothing where the work has no identifier."""
    work: Work | None = related.work
    target = related.article or (work.key if work else "")
    return f"{related.relation} {target}" if target else ""


def _unique(field: str, keys: Iterable[tuple[str, int]], decoder: Decoder) -> None:
    seen: set[str] = set()
    for key, index in keys:
        if key and key in seen:
            at = f"{field}[{index}]"
            span = decoder.spans.get(f"{at}.id") or decoder.spans.get(at, Span(1, 1))
            decoder.report("P217", span, at, f"`{key}` stands twice", "", "keep one, or give the other its own id")
        seen.add(key)


def _has_any(node: nodes.Mapping, keys: Iterable[str]) -> bool:
    return any(key.text in keys for key, _ in node.entries)


def _exclusive(values: dict[str, Any], node: nodes.Mapping, at: str, decoder: Decoder, first: str, second: str) -> bool:
    given = {key.text: key for key, _ in node.entries}
    if first in given and second in given:
        where = f"{at}.{second}" if at else second
        decoder.report("P215", given[second].span, where, f"`{first}` is given as well", "", "keep one of the two")
        return False
    return True
