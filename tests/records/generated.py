"""Records made by hypothesis from the table of fields: a new field is in them without being named here."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from hypothesis import strategies as st

from postilla.model import SCHEMES, Head, PartialDate, Tail
from postilla.model.dates import EARLIEST
from postilla.model.identifiers import LICENSES, orcid_check_character, ror_check_digits
from postilla.records import FIELDS, kinds, scalars
from postilla.records.frontmatter import CONTROL
from postilla.records.schema import ARTICLE
from postilla.records.shape import Shape, Union

Values = dict[str, Any]

TROUBLE = (
    "'", '"', "''", "\\", ": ", ":", " #", "#", "- ", "-", "? ", "*a*", "*a", "&a ", "!t ", "%", "@", "`", "{", "}",
    "[", "]", ", ", "|", ">", "---", "...", "\n---\n", "null", "Null", "~", "true", "no", "1e3", "12:30", "010", "<<",
    "=", "2021-10-01", "<script>", "&amp;", "$x$", "**b**", "^2^", "\t", "\r", "\n", "\n\n", "  ", "\n  ", "\xa0",
    "\xad", "\u200b", "\u2028", "\u2029", "\u202e", "\ufeff", "e\u0301", "é", "ß", "發明", "لـ", "🏮", "👩\u200d🔬",
    "\ue000", "\U0010fffd",
)  # fmt: skip
"""What YAML, editors and terminals take for something else."""

_PART = st.sampled_from(TROUBLE) | st.text(st.characters(codec="utf-8"), max_size=3) | st.just("lamp ")
HOSTILE = st.lists(_PART, min_size=1, max_size=4).map(lambda parts: CONTROL.sub("", "".join(parts)))
LINE = HOSTILE.map(lambda text: " ".join(text.split())).filter(bool)
BLOCK = HOSTILE.map(lambda text: text.strip("\n")).filter(lambda text: bool(text.strip()))
BODY = st.lists(HOSTILE, max_size=3).map(
    lambda parts: re.sub("[\u2028\u2029\ufeff]", "", "".join(parts)).replace("\r", "\n").strip("\n")
)
"""Markdown after the front matter: nothing can be escaped there."""


def dates() -> st.SearchStrategy[PartialDate]:
    days = st.dates(dt.date(EARLIEST, 1, 1))
    return st.builds(
        lambda day, precision: PartialDate(*(day.year, day.month, day.day)[:precision]),
        days,
        st.integers(1, 3),
    )


def _moments() -> st.SearchStrategy[str]:
    zones = st.integers(-23 * 60, 23 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
    return st.datetimes(dt.datetime(EARLIEST, 1, 2), timezones=zones).map(dt.datetime.isoformat)  # noqa: DTZ001


def _digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


def orcids() -> st.SearchStrategy[str]:
    whole = _digits(15).map(lambda digits: digits + orcid_check_character(digits))
    return whole.map(lambda text: "-".join(text[place : place + 4] for place in (0, 4, 8, 12)))


def rors() -> st.SearchStrategy[str]:
    bodies = st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=6, max_size=6)
    return bodies.map(lambda body: f"0{body}{ror_check_digits(body)}")


def dois() -> st.SearchStrategy[str]:
    suffixes = LINE.map(lambda text: "".join(c for c in text if c.isprintable() and not c.isspace())).filter(
        bool
    )
    return st.builds("10.{}/{}".format, st.integers(1000, 999_999_999), suffixes)


IDENTIFIERS: Mapping[str, st.SearchStrategy[str]] = {
    "doi": dois(),
    "orcid": orcids(),
    "ror": rors(),
    "issn": st.just(SCHEMES["issn"].example),
    "pmid": st.integers(1, 999_999_999).map(str),
    "pmcid": st.integers(1, 9_999_999_999).map("PMC{}".format),
    "license": st.sampled_from([*LICENSES, "LicenseRef-house"]),
}


def _urls() -> st.SearchStrategy[str]:
    rest = st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cn")), max_size=9
    )
    return rest.map(
        lambda text: "https://jim.example/" + re.sub(r"[\s<>\"\\^`{}|]", "", CONTROL.sub("", text))
    )


def _file_names() -> st.SearchStrategy[str]:
    names = st.from_regex(re.compile(r"[a-zA-Z0-9_éß][\w. ()+,=-]{0,20}"), fullmatch=True)
    return names.map(lambda name: name.rstrip(". ")).filter(
        lambda name: not scalars.FileName._RESERVED.fullmatch(name)
    )


@functools.cache
def value(kind: kinds.Kind[Any]) -> st.SearchStrategy[Any]:
    """Right values of a kind, as decoding gives them."""
    made = _text(kind) if isinstance(kind, kinds.ScalarKind) else None
    return _composed(kind) if made is None else made


def _text(kind: kinds.ScalarKind[Any]) -> st.SearchStrategy[Any] | None:
    strategy: st.SearchStrategy[Any] | None = None
    match kind:
        case scalars.Plain():
            strategy = LINE if kind._email else LINE.map(lambda text: text.replace("@", "(at)"))
        case scalars.Blocks():
            strategy = BLOCK
        case scalars.Boolean():
            strategy = st.booleans()
        case scalars.Integer():
            strategy = st.integers(kind._least, 10**15 - 1)
        case scalars.Date():
            strategy = dates()
        case scalars.Moment():
            strategy = _moments()
        case scalars.Choice():
            strategy = st.sampled_from(kind._values)
        case scalars.Identifier():
            strategy = IDENTIFIERS[kind._scheme.name]
        case scalars.Pattern():
            words = [word for word in ("null", "no", "on", "1e3", "0") if kind._pattern.fullmatch(word)]
            likely = st.from_regex(kind._pattern, fullmatch=True)
            strategy = likely.filter(lambda text: len(text) <= kind._longest)
            strategy = st.sampled_from(words) | strategy if words else strategy
        case scalars.Url():
            strategy = _urls()
        case scalars.FileName():
            strategy = _file_names()
    return strategy


def _composed(kind: kinds.Kind[Any]) -> st.SearchStrategy[Any]:
    match kind:
        case kinds.ListOf():
            return st.lists(value(kind.item), max_size=2).map(tuple)
        case kinds.MapOf():
            return st.dictionaries(value(kind.key), value(kind.item), max_size=2)
        case kinds.Either():
            return value(kind.scalar).map(kind._lift) | value(kind.other)
        case Union():
            return st.one_of(*(value(shape) for shape in kind._shapes))
        case Shape():
            return values(kind).map(lambda given: kind._build(**given))
        case _:
            raise TypeError(f"say here how to make values of {type(kind).__name__}")


@st.composite
def values(draw: st.DrawFn, shape: Shape[Any], most: int = 4) -> Values:
    """The attributes of a group, at most `most` of the optional ones given."""
    optional = [row.name for row in shape.rows if not row.needed]
    given = draw(st.sets(st.sampled_from(optional), max_size=most)) if optional else set()
    made = {
        row.name: draw(value(row.kind)) if row.needed or row.name in given else row.default
        for row in shape.rows
    }
    return _mended(made)


def _mended(made: Values) -> Values:
    """The rules between fields are kept: what excludes each other is not given together."""
    keys = made.keys()
    if keys >= {"pages", "elocation"} and made["pages"]:
        made["elocation"] = ""
    if keys >= {"file", "url", "label"}:
        made["url" if made["file"] else "file"] = ""
        made["file"] = made["file"] or ("" if made["url"] else "a.csv")
    if keys >= {"statement", "holder"}:
        if made["statement"]:
            made["year"] = made["holder"] = ""
        elif not (made["year"] or made["holder"]):
            made["statement"] = "All lamps reserved"
    if made.get("article"):
        made.update({key: _EMPTY[key] for key in made if key in _EMPTY})
    elif "et_al" in keys and not any(made[key] for key in ("title", "doi", "pmid", "pmcid", "url", "text")):
        made["title"] = "A study"
    return made


_WORK = cast("kinds.ListOf[Any]", next(field.kind for field in FIELDS if field.key == "references")).item
_EMPTY = {row.name: row.default for row in cast("Shape[Any]", _WORK).rows if row.name != "id"}


@st.composite
def halves(draw: st.DrawFn, *fields: str) -> tuple[Head, Tail]:
    """Both halves of a right record; with `fields` only these besides the needed ones."""
    most = 0 if fields else 7
    made = draw(values(ARTICLE, most))
    for field in FIELDS:
        if field.key in fields:
            made[field.name] = draw(value(field.kind))
    made = _consistent(_mended(made))
    head, tail = ARTICLE._build(**made)
    return (
        _with(head, id=made["id"] or "a-record"),
        _with(tail, text=draw(BODY)),
    )


def _consistent(made: Values) -> Values:
    """What a record must be as a whole: dated, ids once, every affiliation defined and used."""
    if not (made["published"] or made["in_press"] or made["draft"]):
        made["published"] = PartialDate(2021)
    for name in ("references", "figures", "series", "collections"):
        made[name] = _once(made[name], lambda item: item.id)
    if not made["source"]:
        # only an imported record may lack what its source did not have
        made["figures"] = tuple(
            _with(figure, file=figure.file or "lamp.png", alt=figure.alt or "A lamp.")
            for figure in made["figures"]
        )
    for name in ("specialties", "aliases", "translations"):
        made[name] = _once(made[name], lambda item: item)
    made["authors"] = _once(made["authors"], lambda author: getattr(author, "orcid", "") or id(author))
    made["related"] = _once(
        made["related"], lambda r: (r.relation, r.article or (r.work and r.work.key) or id(r))
    )
    keys = list(made["affiliations"])
    for name in ("authors", "editors"):
        made[name] = tuple(_placed(person, keys) for person in made[name])
    if keys and not any(hasattr(author, "family") for author in made["authors"]):
        made["affiliations"] = {}
        for name in ("authors", "editors"):
            made[name] = tuple(_placed(person, []) for person in made[name])
    return made


def _placed(author: Any, keys: Sequence[str]) -> Any:
    if hasattr(author, "members"):
        return _with(author, members=tuple(_placed(person, ()) for person in author.members))
    return _with(author, affiliations=tuple(keys))


def _once(items: Sequence[Any], key: Callable[[Any], Any]) -> tuple[Any, ...]:
    return tuple({key(item): item for item in items}.values())


def _with(item: Any, **changes: Any) -> Any:
    return item._replace(**changes)
