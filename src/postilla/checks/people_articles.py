"""A person with an article that does not exist.

An entry of `_vocabulary/people.yml` lists under `articles` the ids of this person's articles, where a namesake has
others.

Wrong: `articles: [jci15320]` where the record is `jci153204.md`.

To mend it, correct the id.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity
from postilla.model import PersonTerm

from .closest import suggestion
from .context import Context, Finding

CODE = "P325"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Look up the articles of every entry; one that is not public yet exists too."""
    ids = {*(entry.head.id for entry in context.entries), *context.unread}
    for index, term in context.terms("people").items():
        if not isinstance(term, PersonTerm):
            continue
        for number, article in enumerate(term.articles):
            if article not in ids:
                yield Finding(
                    context.path("people"),
                    f"[{index}].articles[{number}]",
                    f"there is no article {article}",
                    suggestion(article, ids) or "wanted the id of a record",
                    "correct the id",
                )
