from __future__ import annotations

from postilla.checks import duplicate_id
from tests.builders import a_context, a_head, an_entry, found


def test_each_file_names_another() -> None:
    context = a_context(*(an_entry(a_head("a"), f"articles/{year}/a.md") for year in (2021, 2019, 2020)))
    findings = list(duplicate_id.check(context))
    assert [(one.path, one.field) for one in findings] == [
        (f"articles/{year}/a.md", "id") for year in (2019, 2020, 2021)
    ]
    assert findings[0].message == "the id a is also that of articles/2020/a.md"
    assert findings[1].message == "the id a is also that of articles/2019/a.md"


def test_different_ids_are_in_order() -> None:
    assert found(duplicate_id, a_context(a_head("a"), a_head("b"))) == []
