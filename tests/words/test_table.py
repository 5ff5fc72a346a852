"""The table of words is whole in every language, all of it is used, and nothing is said that does not stand in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest
from jinja2 import Environment, nodes

from postilla.archive import TAXONOMIES
from postilla.bodies import BodySource
from postilla.model import CREDIT_ROLES, EDITOR_ROLES, Relation
from postilla.pages.views import STATUSES
from postilla.plugin.masthead import ROWS
from postilla.search.suggestions import CAPS
from postilla.words import ENGLISH, LANGUAGES, Language

PACKAGE = Path(__file__).parents[2] / "src" / "postilla"
TEMPLATES = sorted(
    [*(PACKAGE / "templates").rglob("*.html"), *(PACKAGE / "plugin" / "theme").rglob("*.html")]
)
SCRIPTS = PACKAGE / "assets" / "search"
OTHERS = [language for language in LANGUAGES.values() if language is not ENGLISH]


def places(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


# The table


@pytest.mark.parametrize("language", OTHERS, ids=lambda language: language.tag)
def test_every_language_says_the_same_things(language: Language) -> None:
    assert list(language.words) == list(ENGLISH.words)
    assert list(language.counts) == list(ENGLISH.counts)
    assert len(set(language.months)) == 12
    for key, words in language.words.items():
        assert places(words) == places(ENGLISH.words[key]), key


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda language: language.tag)
def test_every_number_has_its_form(language: Language) -> None:
    reached = {language.plural(number) for number in range(1000)}
    for key, forms in language.counts.items():
        assert set(forms) == reached, key
        assert {frozenset(places(form)) for form in forms.values()} == {
            frozenset(places(ENGLISH.counts[key]["other"]))
        }, key


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda language: language.tag)
def test_words_are_clean(language: Language) -> None:
    forms = [form for forms in language.counts.values() for form in forms.values()]
    for words in [*language.words.values(), *forms, *language.months]:
        assert words
        assert not re.search(r"[<>&\"']|  ", words), "typographic signs, no markup"
    ends = {key for key, words in language.words.items() if words != words.strip()}
    assert ends <= {"comma", "semicolon", "correction-text"}


def test_what_other_tables_name_is_there() -> None:
    keys = {f"status-{status}" for status in STATUSES}
    keys |= {f"relation-{relation}" for relation in Relation}
    keys |= {f"role-{role}" for role in CREDIT_ROLES} | {f"editor-{role}" for role in EDITOR_ROLES}
    keys |= {f"{count}-of-{name}" for name in TAXONOMIES for count in ("all", "one")}
    keys |= {key for row in ROWS for key in (row.label, row.everything) if key}
    assert keys <= ENGLISH.words.keys()
    assert {f"back-{relation}" for relation in Relation} <= ENGLISH.counts.keys()


# Its use


def _filtered(template: Path) -> Iterator[tuple[str, str]]:
    """Every filter of words with its key, where that is written out."""
    tree = Environment(autoescape=True).parse(template.read_text("utf-8"))
    for node in tree.find_all(nodes.Filter):
        if node.name == "word" and isinstance(node.node, nodes.Const):
            yield "words", node.node.value
        if node.name == "counted" and isinstance(node.args[0], nodes.Const):
            yield "counts", node.args[0].value


def test_templates_use_words_that_are_there() -> None:
    used = {row for template in TEMPLATES for row in _filtered(template)}
    assert len(used) > 80
    assert {key for table, key in used if table == "words"} <= ENGLISH.words.keys()
    assert {key for table, key in used if table == "counts"} <= ENGLISH.counts.keys()


def _strings() -> Iterator[str]:
    """Every text in the code, with `…` for what it is made from, apart from the table itself and documentation."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name == "words" and path.name != "language.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                yield "".join(str(p.value) if isinstance(p, ast.Constant) else "…" for p in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _scripted() -> set[str]:
    """The words that the search says in a browser; its scripts have the keys without `search-`."""
    scripts = "".join(path.read_text("utf-8") for path in sorted(SCRIPTS.glob("*.js")))
    said = re.findall(r'(?:\bword|\bgroup)\(\s*"([a-z-]+)"', scripts)
    assert "kind-${" in scripts
    return {f"search-{key}" for key in [*said, *(f"kind-{kind}" for kind in CAPS if kind != "words")]}


def test_scripts_use_words_that_are_there() -> None:
    assert len(_scripted()) > 8
    assert _scripted() <= ENGLISH.words.keys()


def test_every_word_is_used() -> None:
    """A word that nothing says is a burden for every translator."""
    written = (
        {key for template in TEMPLATES for _, key in _filtered(template)} | set(_strings()) | _scripted()
    )
    # `f"back-{relation}"`, and `"status-" ~ word` in a template
    begun = {text.split("…")[0] for text in written if re.fullmatch(r"(?:[a-z]+-)+…", text)} | {"status-"}
    begun |= {f"{what}-{kind}" for what in ("article", "discussed") for kind in STATUSES}
    for key in (*ENGLISH.words, *ENGLISH.counts):
        assert key in written or any(start and key.startswith(start) for start in begun), key


# No other words


class _Shown(HTMLParser):
    """Letters that a reader would see or hear."""

    SPOKEN = ("aria-label", "title", "alt", "placeholder", "content", "value", "data-copied", "data-failed")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._tag = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "meta" and found.get("name") in ("viewport", "color-scheme"):
            return
        if tag in ("li", "option"):
            found.pop("value", None)
        self.words += [v or "" for name, v in attrs if name in self.SPOKEN and name in found]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


NAMES = {"PDF", "ISSN", "ORCID iD", "https://orcid.org/"}
"""Names that are the same in every language."""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_template_says_anything_by_itself(template: Path) -> None:
    text = re.sub(r"{#.*?#}", "", template.read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"{%.*?%}", "", text, flags=re.DOTALL)
    text = re.sub(r"(?<=<){{.*?}}|(?<=</){{.*?}}", "ul", text, flags=re.DOTALL)
    text = re.sub(r"{{.*?}}", "1", text, flags=re.DOTALL)
    said = {" ".join(re.sub(r"\b1|1\b", " ", word).split()) for word in _Shown(text).words}
    assert {word for word in said if re.search(r"[^\W\d_]", word)} <= NAMES


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_expression_of_a_template_holds_words(template: Path) -> None:
    tree = Environment(autoescape=True).parse(template.read_text("utf-8"))
    texts = {node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str)}
    assert not {text for text in texts if re.search(r"[A-Z]|[a-z] [a-z]", text)}


def test_the_scan_finds_words() -> None:
    assert _Shown('<p title="Two words">One \0</p>').words == ["Two words", "One \0"]


def test_no_script_says_anything_by_itself() -> None:
    for script in sorted((PACKAGE / "assets").glob("*.js")):
        code = re.sub(r"^\s*//.*$", "", script.read_text("utf-8"), flags=re.MULTILINE)
        texts = re.findall(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`", code)
        said = {text for found in texts for text in found if re.match(r"[A-Z][a-z]+(?: |$)", text)}
        assert said <= {"Escape", "DOMContentLoaded"}, script.name


def test_bodies_speak_english_unless_told_otherwise() -> None:
    assert BodySource("", "", ()).language is ENGLISH
