from __future__ import annotations

import re

import pytest

from postilla.cli.catalogue import GROUPS, KINDS
from postilla.diagnostics import Code


def test_the_codes_stand_in_order_and_belong_to_a_group() -> None:
    assert list(KINDS) == sorted(KINDS)
    assert all(re.fullmatch(r"P[1-5][0-9]{2}", code) for code in KINDS)
    assert all(code[:2] in GROUPS for code in KINDS)


def test_no_two_kinds_have_one_title() -> None:
    titles = [kind.title for kind in KINDS.values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_says_what_it_is_and_how_to_mend_it(kind: Code) -> None:
    assert kind.title[0].isupper() or kind.title[0] == "`"
    assert not kind.title.endswith(".")
    assert kind.explanation.rstrip().endswith((".", "`", "…", ":"))
    assert "\n" not in kind.title
