"""Two terms with one id or alias.

Within a vocabulary every id and every alias leads to one term. Upper and lower case are the same. A term may well
name itself twice: `id: ecology` with the alias `Ecology`.

Wrong: two terms with `id: oncology`; or `aliases: [Cancer]` in two terms.

To mend it, keep it in the term that is meant. If the two terms are one, retire the other with
`retired: {date: …, see: …}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity
from postilla.model import Vocabulary

from .context import Context, Finding
from .shared import Owner, shared

CODE = "P321"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Compare the ids and aliases of each vocabulary."""
    for _, vocabulary in sorted(context.vocabularies.items()):
        for key, (path, field), (_, other) in shared(_keys(vocabulary)):
            number = int(other[1 : other.index("]")])
            yield Finding(
                path,
                field,
                f"`{key}` also leads to the term {vocabulary.numbered[number].id}, at {other}",
                "wanted a name that leads to one term",
                "keep it in the term that is meant",
            )


def _keys(vocabulary: Vocabulary) -> Iterator[tuple[str, Owner]]:
    """The keys of every term, each once in a term."""
    for index, term in vocabulary.numbered.items():
        keys = {term.id: f"[{index}].id"}
        for number, alias in enumerate(term.aliases):
            keys.setdefault(" ".join(alias.casefold().split()), f"[{index}].aliases[{number}]")
        for key, field in keys.items():
            yield key, (vocabulary.path, field)
