"""Rules over all records seen as one. One rule per file; its docstring is its page in the reference."""

from __future__ import annotations

from collections.abc import Callable

from postilla.diagnostics import Diagnostic

from . import (
    active_file,
    circular_relation,
    duplicate_doi,
    duplicate_id,
    duplicate_issn,
    duplicate_pmid,
    duplicate_term,
    foreign_doi,
    future_date,
    issue_address,
    missing_file,
    missing_journal,
    missing_relation,
    no_specialty,
    notice_without_target,
    one_sided_translation,
    orcid_of_another,
    people_articles,
    position_twice,
    retired_see,
    retired_term,
    self_relation,
    taken_address,
    taken_alias,
    unknown_article,
    unknown_term,
    unreadable_picture,
)
from .active import LARGEST, active, is_suspect
from .context import Context, Finding, Locate, Rule
from .future_date import EASTERNMOST

__all__ = [
    "EASTERNMOST", "LARGEST", "RULES", "Context", "Finding", "Locate", "Rule", "active", "is_suspect", "run",
]  # fmt: skip

RULES: tuple[Rule, ...] = (
    duplicate_id,
    taken_address,
    taken_alias,
    issue_address,
    duplicate_doi,
    duplicate_pmid,
    unknown_article,
    self_relation,
    circular_relation,
    unknown_term,
    retired_term,
    no_specialty,
    missing_relation,
    notice_without_target,
    position_twice,
    missing_file,
    one_sided_translation,
    future_date,
    foreign_doi,
    missing_journal,
    duplicate_term,
    retired_see,
    duplicate_issn,
    orcid_of_another,
    people_articles,
    unreadable_picture,
    active_file,
)
"""Every rule, in the order of the codes. A code is permanent: a new rule takes the next one."""


def run(context: Context, between: Callable[[], object] = lambda: None) -> list[Diagnostic]:
    """All findings of all rules, with their places, in the order of a report; `between` is called before each rule."""
    found = []
    for rule in RULES:
        between()
        for finding in rule.check(context):
            span, source = context.locate(finding.path, finding.field)
            found.append(
                Diagnostic(
                    finding.path,
                    span,
                    rule.SEVERITY,
                    rule.CODE,
                    finding.field,
                    finding.message,
                    finding.note,
                    finding.help,
                    source,
                )
            )
    return sorted(found, key=lambda diagnostic: diagnostic.sort_key)
