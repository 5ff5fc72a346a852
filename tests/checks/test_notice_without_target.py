from __future__ import annotations

from postilla.checks import notice_without_target
from tests.builders import a_context, a_head, found, related


def test_a_notice_says_what_it_is_about() -> None:
    context = a_context(
        a_head("a", type="retraction", related=(related("corrects", "c"),)),
        a_head("b", type="correction", related=(related("corrects", "c"),)),
        a_head("c", type="commentary"),
        a_head("d", type="retraction", draft=True),
    )
    assert found(notice_without_target, context) == [
        "a related: a notice of the type retraction needs a relation retracts"
    ]
