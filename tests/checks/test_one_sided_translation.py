from __future__ import annotations

from postilla.checks import one_sided_translation
from tests.builders import a_context, a_head, found, related


def test_translations_exist_and_point_back() -> None:
    context = a_context(
        a_head("de", translations=("en", "fr", "es", "de"), aliases=("alt",)),
        a_head("en", translations=("alt",)),
        a_head("fr", related=(related("translation-of", "de"),)),
        a_head("es", translations=("en",), draft=True),
        a_head("it", translations=("dee",)),
    )
    assert found(one_sided_translation, context) == [
        "de translations[2]: articles/es.md does not name de",
        "de translations[3]: de is the article itself",
        "es translations[0]: articles/en.md does not name es",
        "it translations[0]: there is no article dee",
    ]


def test_another_relation_does_not_point_back() -> None:
    context = a_context(a_head("a", translations=("b",)), a_head("b", related=(related("continues", "a"),)))
    assert found(one_sided_translation, context) == ["a translations[0]: articles/b.md does not name a"]
