"""Lines for the terminal: of each change what changed, which pages, and how long it took; and what is wrong."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePath

from postilla import addresses
from postilla.build import Change, Live
from postilla.diagnostics import Diagnostic, Report

from .answers import OWN

MANY = 3
"""Files, pages and findings that are told; of more it says how many there are."""
_IN_PASSING = re.compile(r"[.#].*|.*[~#]|.*\.(?:sw[a-p]|tmp|bak|orig)|4913|___jb_.*")
"""Names of files that editors make while they save, and take away again."""


def is_in_passing(path: str) -> bool:
    """Whether a file is an editor's own, and nothing of an archive."""
    return _IN_PASSING.fullmatch(PurePath(path).name) is not None


def named(change: Change, live: Live) -> list[tuple[str, Sequence[str], str]]:
    """The files of a change, what is another in each, and the page that shows it, if there is one."""
    vocabularies = live.snapshot.vocabularies
    files = sorted(path for path in change.files if not is_in_passing(path))
    return [
        *((path, fields, _page_of(path, live)) for path, fields in change.records.items()),
        *((vocabularies[name].path, (), "") for name in sorted(change.vocabularies)),
        *((path, (), _page_of(path, live)) for path in files),
    ]


def _page_of(path: str, live: Live) -> str:
    id = live.snapshot.article_of(path)
    return addresses.article(id) if id else ""


def pages_of(change: Change, live: Live) -> list[str]:
    """The pages that show a file that is another one now, though their own bytes may be the same."""
    return [page for path in change.files if (page := _page_of(path, live))]


def line(
    change: Change, files: Sequence[tuple[str, Sequence[str], str]], reloaded: list[str], seconds: float
) -> str:
    """What a change was and what came of it; `files` are those that `named` gives."""
    told = (path + (f" ({', '.join(fields)})" if fields else "") for path, fields, _ in files)
    what = count(len(files), "file") if len(files) > MANY else "; ".join(told)
    pages = list(dict.fromkeys(page for _, _, page in files if page))  # a moved record is two changes
    where = _listed([f"/{page}" for page in pages])
    if not where:
        where = "every page that shows it" if change.vocabularies else "no page of its own"
    return f"{what}: {where}{shown(reloaded)}, {seconds * 1000:.0f} ms"


def line_of_docs(paths: Collection[str], pages: int, reloaded: list[str], started: float) -> str:
    """That the pages of `docs/` have been made again, and because of which files, if it was because of any."""
    what = _listed(sorted(paths)) or "docs/"
    return f"{what}: {count(pages, 'page')} of docs/ made again{shown(reloaded)}, {ms(started)}"


def line_of_templates(paths: Collection[str], reloaded: list[str], started: float) -> str:
    """That templates are other ones."""
    return f"{_listed(sorted(paths))}: every page{shown(reloaded)}, {ms(started)}"


def findings(report: Report, before: Report | None) -> Iterable[str]:
    """What is wrong now and was not before, as `postilla check` tells it."""
    known = set(before.findings) if before else set[Diagnostic]()
    new = [found for found in report.findings if found not in known]
    yield from (found.text() for found in new[:MANY])
    if len(new) > MANY:
        yield f"and {count(len(new) - MANY, 'finding')} more, which /{OWN} has"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MANY} more" if len(names) > MANY else ""
    return ", ".join(names[:MANY]) + more


def shown(reloaded: list[str]) -> str:
    """The pages that browsers load again."""
    if not reloaded:
        return ""
    return f"; shown anew: {_listed([f'/{address}' for address in reloaded])}"


def count(number: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def ms(started: float) -> str:
    """How long it took, from a moment of `time.perf_counter`."""
    return f"{(time.perf_counter() - started) * 1000:.0f} ms"
