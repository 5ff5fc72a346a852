"""A relation to an article that does not exist.

`related` names an article of the archive by its id, or by a former id. An article that the archive does not hold
is named by its DOI, PMID or title instead.

Wrong: `- {relation: corrects, article: jci15320}` where the record is `jci153204.md`.

To mend it, write the id of the record, which is the name of its file without `.md`.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity

from .closest import suggestion
from .context import Context, Finding

CODE = "P307"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Look up every `related.article`; one that is not public yet exists too."""
    ids = {*(entry.head.id for entry in context.entries), *context.unread}
    known = ids.union(alias for entry in context.entries for alias in entry.head.aliases)
    for entry in context.entries:
        for index, related in enumerate(entry.head.related):
            if related.article and related.article not in known:
                yield Finding(
                    entry.path,
                    f"related[{index}].article",
                    f"there is no article {related.article}",
                    suggestion(related.article, ids) or "wanted the id of a record",
                    "name a work that the archive does not hold by its DOI, PMID or title",
                )
