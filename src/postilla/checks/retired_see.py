"""A retired term that leads nowhere.

`retired.see` names the term that took the place of a retired one. Following it ends at a term that is in use.

Wrong: `retired: {date: 2024, see: hematolgy}` where the term is `hematology`; or two retired terms that name
each other.

To mend it, write the id of a term in use, or leave `see` out.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity
from postilla.model import Term

from .closest import suggestion
from .context import Context, Finding

CODE = "P322"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Follow every `retired.see`."""
    for name, vocabulary in sorted(context.vocabularies.items()):
        terms = {term.id: term for term in reversed(vocabulary.terms)}
        for index, term in vocabulary.numbered.items():
            see = term.retired.see if term.retired else ""
            if not see:
                continue
            if see not in terms and not vocabulary.is_whole:
                continue
            if see not in terms:
                message, note = f"there is no term {see}", suggestion(see, terms)
            elif _comes_back(term, terms):
                message, note = f"{term.id} and {see} name each other in a circle", ""
            else:
                continue
            yield Finding(
                vocabulary.path,
                f"[{index}].retired.see",
                message,
                note or f"wanted the id of a term in {name} that is in use",
                "write the id of the successor, or leave `see` out",
            )


def _comes_back(term: Term, terms: dict[str, Term]) -> bool:
    seen = {term.id}
    here: Term | None = terms[term.retired.see] if term.retired else None
    while here and here.id not in seen:
        seen.add(here.id)
        here = terms.get(here.retired.see) if here.retired else None
    return here is not None and here.id == term.id
