from __future__ import annotations

import inspect
import re
from pathlib import Path

from postilla import checks
from postilla.checks import RULES, Context, run
from postilla.diagnostics import Diagnostic, Severity, Span
from tests.builders import a_context, a_head, an_archive, an_entry, vocabularies

NOT_RULES = {"active", "__init__", "closest", "context", "needs", "shared"}


def test_every_rule_has_a_code_of_its_own_in_order() -> None:
    assert [rule.CODE for rule in RULES] == [f"P{number}" for number in range(301, 301 + len(RULES))]


def test_every_module_that_is_a_rule_is_in_the_table() -> None:
    files = {path.stem for path in Path(checks.__file__).parent.glob("*.py")} - NOT_RULES
    assert {str(rule.__name__).rpartition(".")[2] for rule in RULES} == files  # type: ignore[attr-defined]


def test_every_rule_explains_itself() -> None:
    for rule in RULES:
        title, _, text = inspect.cleandoc(rule.__doc__ or "").partition("\n")
        assert re.fullmatch(r"[A-Z].*[^.]\.", title), rule.CODE
        assert "\nWrong: " in text, rule.CODE
        assert "\nTo mend it, " in text, rule.CODE


def test_a_sound_archive_has_no_findings() -> None:
    assert run(a_context(a_head("a"), a_head("b"))) == []


def test_a_finding_becomes_a_diagnostic_at_its_place() -> None:
    asked = []

    def locate(path: str, field: str) -> tuple[Span, str]:
        asked.append((path, field))
        return Span(7, 3, 9), "specialties: [imunology]"

    entry = an_entry(a_head("a", specialties=("imunology",)))
    context = Context(an_archive(entry), vocabularies(), [entry], locate)
    assert run(context) == [
        Diagnostic(
            "articles/a.md",
            Span(7, 3, 9),
            Severity.ERROR,
            "P310",
            "specialties[0]",
            "there is no specialty imunology",
            "did you mean immunology?",
            "write the id of a term, or add this one to _vocabulary/specialties.yml",
            "specialties: [imunology]",
        )
    ]
    assert asked == [("articles/a.md", "specialties[0]")]


def test_findings_stand_in_the_order_of_a_report_whatever_the_order_of_files() -> None:
    heads = [a_head(name, specialties=(), type="nothing") for name in ("b", "a")]
    told = run(a_context(*heads))
    assert [(one.path, one.code) for one in told] == [
        ("articles/a.md", "P310"),
        ("articles/a.md", "P312"),
        ("articles/b.md", "P310"),
        ("articles/b.md", "P312"),
    ]
    assert run(a_context(*reversed(heads))) == told
