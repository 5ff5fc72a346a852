"""Articles that are one in several languages."""

from __future__ import annotations

from tests.builders import a_head, an_archive, related


def test_a_translation_of_a_translation_is_one_of_the_original() -> None:
    archive = an_archive(
        a_head("a", translations=("b",)),
        a_head("b", doi="10.5555/b"),
        a_head("c", related=(related("translation-of", doi="10.5555/B"),)),
        a_head("x", translations=("former",)),
        a_head("y", aliases=("former",)),
        a_head("alone", translations=("alone", "nobody")),
    )
    assert archive.translations == {
        **dict.fromkeys("abc", ("a", "b", "c")),
        **dict.fromkeys("xy", ("x", "y")),
    }


def test_groups_that_meet_late_are_one_whatever_the_order() -> None:
    pairs = [("a", "b"), ("c", "d"), ("e", "f"), ("b", "e"), ("d", "f"), ("a", "f")]
    heads = [
        a_head(name, translations=tuple(other for one, other in pairs if one == name)) for name in "abcdef"
    ]
    assert an_archive(*heads).translations == dict.fromkeys("abcdef", tuple("abcdef"))


def test_what_is_not_public_is_in_no_group() -> None:
    archive = an_archive(
        a_head("a", translations=("b", "c")),
        a_head("b", draft=True, translations=("a", "c")),
        a_head("c"),
    )
    assert archive.translations == dict.fromkeys("ac", ("a", "c"))
