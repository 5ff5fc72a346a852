"""Authors and editors: `contrib-group`, affiliations, notes about authors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from postilla.formats.reading.characters import line
from postilla.formats.reading.markup import Element, attribute, href, place, tag, words
from postilla.formats.reading.values import identifier, without_email
from postilla.model import CREDIT_ROLES, Affiliation, Author, Group, NameText, Person

from .context import Context, own
from .references import read_name

_PRESENT = re.compile(r"(?:\W*)(?:present|current)\s+address(?:es)?\s*:?\s*", re.IGNORECASE)
_EQUAL = re.compile(r"contribut\w+\s+equally|equal(?:ly)?\s+contribut", re.IGNORECASE)
_ON_BEHALF = re.compile(r"^(?:on|for) (?:behalf of )?(?:the )?", re.IGNORECASE)
_CORRESPONDING = re.compile(r"correspond|author for|contact", re.IGNORECASE)
_EDITORS = frozenset({
    "editor", "guest-editor", "assoc_editor", "senior_editor", "reviewed-by", "academic-editor", "reviewer",
})  # fmt: skip
_AUTHORS = frozenset({
    "", "author", "authors", "collab", "group", "contributor", "collaborator", "research-group", "comment-author",
    "discussant", "interviewee", "original-author",
})  # fmt: skip
"""Values of `contrib-type`; others that have `editor` or `author` in them count as well."""
_JOINED = ("dept", "division", "department", "unit", "orgdiv1", "orgdiv2", "orgdiv3", "orgdiv")


class People:
    """The people of one article, and their institutions as they are met."""

    def __init__(self, context: Context, meta: Element) -> None:
        self._context, self._meta = context, meta
        self.affiliations: dict[str, Affiliation] = {}
        self._keys: dict[Affiliation, str] = {}
        self._by_id = {
            attribute(aff, "id"): aff
            for article in (*([context.outer.article] if context.outer else []), context.article)
            for aff in own(article)
            if tag(aff) == "aff" and attribute(aff, "id")
        }
        self._read: dict[str, tuple[str, ...]] = {}
        self._notes = {
            attribute(note, "id"): note
            for parent in (*meta.findall("author-notes"), *context.article.findall("back/fn-group"))
            for note in parent
            if tag(note) in ("fn", "corresp") and attribute(note, "id")
        }

    def read(self) -> tuple[tuple[Author, ...], tuple[Person, ...]]:
        """Authors and editors in order."""
        authors: list[Author] = []
        editors: list[Person] = []
        groups = self._meta.findall("contrib-group")
        for group in groups:
            shared = self._shared(group)
            for contrib in group:
                kind = tag(contrib)
                if kind not in ("contrib", "on-behalf-of", "collab", "name", "string-name"):
                    continue
                role = attribute(contrib, "contrib-type") or attribute(group, "content-type")
                if kind == "on-behalf-of":
                    if text := words(contrib):
                        authors.append(Group(_ON_BEHALF.sub("", text) or text))
                elif role in _EDITORS or "editor" in role or role == "section":
                    editors += self._editor(contrib, shared)
                elif role in _AUTHORS or "author" in role:
                    authors += self._author(contrib, shared)
                else:
                    self._context.lose(
                        "dropped",
                        contrib,
                        f"a contributor who is neither author nor editor: {role} `{words(contrib)[:60]}`",
                    )
        return tuple(authors), tuple(editors)

    def _shared(self, group: Element) -> tuple[str, ...]:
        """The institutions that a group has as a whole: those to which no cross-reference leads."""
        parents = [group, self._meta]
        affs = [
            aff
            for parent in parents
            for aff in parent.iter("aff")
            if aff.getparent() is parent or tag(aff.getparent()) == "aff-alternatives"
        ]
        referred = {rid for xref in self._meta.iter("xref") for rid in attribute(xref, "rid").split()}
        loose = [aff for aff in affs if not attribute(aff, "id") or attribute(aff, "id") not in referred]
        if loose and len(loose) == len(affs):
            return tuple(key for aff in loose for key in self._affiliation(aff))
        for aff in loose:
            self._context.lose("dropped", aff, f"an affiliation that nobody has: `{words(aff)[:80]}`")
        return ()

    def _names(self, contrib: Element) -> Iterator[Person | Group | NameText]:
        if tag(contrib) != "contrib":
            candidates: Sequence[Element] = [contrib]
        else:
            candidates = [
                child
                for child in contrib
                if tag(child)
                in ("name", "string-name", "name-alternatives", "collab", "collab-alternatives", "anonymous")
            ]
        for element in candidates[:1]:
            inner = next(iter(element), None) if tag(element) == "collab-alternatives" else element
            if inner is None:
                continue
            name = read_name(inner)
            if isinstance(name, Group):
                own = _group_name(inner) or name.group
                yield Group(_ON_BEHALF.sub("", own) or own, tuple(self._members(inner)))
            elif name is not None:
                yield name
        for element in candidates[1:]:
            self._context.lose("dropped", element, f"a second form of a name: `{words(element)[:60]}`")

    def _members(self, collab: Element) -> Iterator[Person]:
        for contrib in collab.iter("contrib"):
            nearest = next((p for p in contrib.iterancestors() if tag(p) == "collab"), None)
            if nearest is not collab:
                continue
            for name in self._names(contrib):
                if isinstance(name, Person):
                    yield self._person(contrib, name, ())

    def _author(self, contrib: Element, shared: tuple[str, ...]) -> Iterator[Author]:
        for name in self._names(contrib):
            if isinstance(name, Person):
                yield self._person(contrib, name, shared)
            else:
                yield name if isinstance(name, Group) else Group(name.text)

    def _editor(self, contrib: Element, shared: tuple[str, ...]) -> Iterator[Person]:
        for name in self._names(contrib):
            if not isinstance(name, Person):
                self._context.lose("dropped", contrib, f"an editor who is no person: `{name}`")
                continue
            said = " ".join(
                [attribute(contrib, "contrib-type"), *(words(r) for r in contrib.findall("role"))]
            ).lower()
            role = (
                "reviewing"
                if "review" in said
                else "handling"
                if re.search(r"handl|senior|academic|associate|section", said)
                else ""
            )
            yield self._person(contrib, name, shared)._replace(role=role, corresponding=False, roles=())

    def _person(self, contrib: Element, name: Person, shared: tuple[str, ...]) -> Person:
        context = self._context
        values: dict[str, Any] = {}
        values["orcid"] = self._orcid(contrib, name)
        keys: list[str] = []
        for xref in contrib.findall("xref"):
            for rid in attribute(xref, "rid").split():
                if rid in self._by_id:
                    keys += self._affiliation(self._by_id[rid])
                elif rid in self._notes:
                    self._note(self._notes[rid], values)
            if attribute(xref, "ref-type") == "corresp":
                values["corresponding"] = True
        for aff in contrib.findall("aff"):
            keys += self._affiliation(aff)
        if attribute(contrib, "corresp") == "yes":
            values["corresponding"] = True
        if attribute(contrib, "equal-contrib") == "yes":
            values["equal_contribution"] = True
        if attribute(contrib, "deceased") == "yes":
            values["deceased"] = True
        values["roles"] = tuple(self._roles(contrib))
        values["affiliations"] = tuple(dict.fromkeys(keys)) or shared
        for child in contrib:
            if tag(child) in ("degrees", "bio", "author-comment", "address") and words(child, "email"):
                context.lose("dropped", child, f"{tag(child)} of an author: `{words(child, 'email')[:80]}`")
        if any(True for _ in contrib.iter("email")):
            context.lose(
                "dropped", contrib, f"an e-mail address: that of {name}, which the site would publish"
            )
        return name._replace(**{key: value for key, value in values.items() if value})

    def _orcid(self, contrib: Element, name: Person) -> str:
        """The iD of a contributor, wherever it stands; one that is none is told."""
        for element in (
            *contrib.findall("contrib-id"),
            *contrib.findall("uri"),
            *contrib.findall("ext-link"),
        ):
            text = words(element) or href(element)
            if attribute(element, "contrib-id-type") == "orcid" or "orcid.org" in text:
                return identifier("orcid", text, self._context.candidate, place(element), str(name))
        return ""

    def _note(self, note: Element, values: dict[str, Any]) -> None:
        """What a note about authors says of one of them."""
        text, kind = words(note, "label"), attribute(note, "fn-type")
        if tag(note) == "corresp" or kind == "corresp":
            values["corresponding"] = True
        elif kind == "equal" or _EQUAL.search(text):
            values["equal_contribution"] = True
        elif kind in ("present-address", "current-aff") or _PRESENT.match(text):
            address = without_email(_PRESENT.sub("", text), self._context.candidate, place(note))
            values["present_address"] = address[:4000]
        elif kind == "deceased" or re.fullmatch(r"\W*deceased\b.*", text, re.IGNORECASE):
            values["deceased"] = True

    def _roles(self, contrib: Element) -> Iterator[str]:
        found = []
        for role in contrib.findall("role"):
            said = " ".join(
                (
                    attribute(role, "vocab-term-identifier"),
                    attribute(role, "content-type"),
                    attribute(role, "vocab-term"),
                    words(role),
                )
            )
            flat = re.sub(r"[^a-z]+", "-", said.lower().replace("&", ""))
            match = next(
                (
                    name
                    for name in CREDIT_ROLES
                    if name in flat or name.replace("-review-editing", "-review-and-editing") in flat
                ),
                None,
            )
            if match:
                found.append(match)
            elif words(role) and not re.search(r"editor|author|reviewer", words(role), re.IGNORECASE):
                self._context.lose("dropped", role, f"the role `{words(role)[:80]}`, which is none of CRediT")
        yield from dict.fromkeys(found)

    def _affiliation(self, aff: Element) -> tuple[str, ...]:
        """The keys of an institution; one that was met before keeps its key."""
        id = attribute(aff, "id")
        if id and id in self._read:
            return self._read[id]
        inner = aff
        if tag(aff) == "aff-alternatives" or tag(aff.getparent()) == "aff-alternatives":
            inner = aff
        value = read_affiliation(self._context, inner)
        keys: tuple[str, ...] = ()
        if value:
            key = self._keys.setdefault(value, f"a{len(self._keys) + 1}")
            self.affiliations[key] = value
            keys = (key,)
        if id:
            self._read[id] = keys
        return keys


def _group_name(collab: Element) -> str:
    named = collab.find("named-content")
    own_text = line((collab.text or "") + "".join(child.tail or "" for child in collab))
    return (
        own_text or (words(named) if named is not None else "") or words(collab, "contrib-group", "contrib")
    )


def read_affiliation(context: Context, aff: Element) -> Affiliation | None:
    """An `aff` as institution, department and place, or its text as the name where the parts do not say it all."""
    at = place(aff)
    institutions = [e for e in aff.iter("institution") if words(e)]
    departments = [words(e) for e in institutions if attribute(e, "content-type") in _JOINED]
    names = [
        words(e)
        for e in institutions
        if attribute(e, "content-type") not in (*_JOINED, "original", "normalized")
    ]
    originals = [words(e) for e in institutions if attribute(e, "content-type") == "original"]
    ror = ""
    for element in aff.iter("institution-id"):
        if attribute(element, "institution-id-type").lower() == "ror" or "ror.org" in words(element):
            ror = ror or identifier("ror", words(element), context.candidate, at)
    city = words(aff.find(".//city")) or _named(aff, "city", "town")
    region = words(aff.find(".//state")) or _named(aff, "state", "province", "region")
    country = words(aff.find(".//country"))
    whole = without_email(_whole(aff), context.candidate, at)
    if originals:
        whole = without_email(originals[0], context.candidate, at)
    parts = (*departments, *names, city, region, country)
    if names and not (_letters(whole) - _letters(" ".join(parts))):
        return Affiliation(", ".join(names), ", ".join(departments), city, region, country, ror)
    if not whole:
        return None
    if names and len(parts) > 1:
        context.lose(
            "changed", aff, "an affiliation is kept as it is printed, since its parts do not say all of it"
        )
    return Affiliation(whole[:4000], ror=ror)


def _whole(aff: Element) -> str:
    """The affiliation as printed: elements that have nothing between them are separated by commas."""
    parts: list[str] = [aff.text or ""]
    for child in aff:
        if tag(child) not in ("label", "sup", "email", "institution-id", "x", "fax", "phone"):
            if tag(child) == "institution-wrap":
                text = ", ".join(words(e) for e in child.findall("institution"))
            else:
                text = words(child, "institution-id", "email")
            before = "".join(parts).rstrip()
            parts.append(
                (
                    ", "
                    if before
                    and before[-1].isalnum()
                    and text
                    and not (parts[-1] != before and parts[-1][-1:].isspace())
                    else ""
                )
                + text
            )
        parts.append(child.tail or "")
    text = line("".join(parts))
    return (
        re.sub(r"(?:\s*,)+", ",", re.sub(r"\s+([,;.])", r"\1", text))
        .strip(" ,;")
        .removeprefix("and ")
        .rstrip(".")
    )


def _letters(text: str) -> set[str]:
    ignored = {"the", "and", "of", "at", "in", "is", "are"}
    return set(re.findall(r"\w+", text.lower())) - ignored


def _named(aff: Element, *kinds: str) -> str:
    found = (e for e in aff.iter("named-content", "addr-line") if attribute(e, "content-type") in kinds)
    return next((words(e) for e in found if words(e)), "")
