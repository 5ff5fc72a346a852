"""The interface in the language of the site, and what is in another language marked as such."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import pytest

from postilla import words
from postilla.words import ENGLISH, GERMAN, Language
from postilla.words.tags import NAMES as LANGUAGE_NAMES

from .archives import BuiltSite, record, small_archive
from .markup import Element

SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-copied", "data-failed")
PLUGIN = "plugins:\n  - postilla:\n"


def said(page: Element) -> Iterator[str]:
    """Every text of a page, and what a screen reader or a browser says beside it."""
    for element in page:
        # what a style of citation says between its facts, the style decides
        if element.tag == "script" or "p-cite" in (element.get("class") or "").split():
            continue
        yield from (" ".join(child.split()) for child in element.children if isinstance(child, str))
        yield from (element[name] for name in SPOKEN if name in element.attributes)
        if element.tag == "meta" and element.get("name") == "description":
            yield element["content"]


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The typical archive with a German interface; its content stays English."""
    site = BuiltSite.copy_of("typical", tmp_path_factory.mktemp("german"))
    site.edit("mkdocs.yml", PLUGIN, f"{PLUGIN}      language: de\n")
    return site.build(strict=True)


def only_in(language: Language, other: Language) -> dict[str, re.Pattern[str]]:
    """The words of a language that differ from those of another, as patterns for a whole text."""
    forms = {key: [words] for key, words in language.words.items()} | {
        f"{key} {category}": [form]
        for key, forms in language.counts.items()
        for category, form in forms.items()
    }
    others = {*other.words.values(), *(form for forms in other.counts.values() for form in forms.values())}
    return {
        key: re.compile(
            re.sub(r"\\\{\w+\\\}", ".+", re.escape(words.strip()).replace(r"\{number\}", "[0-9.,]+"))
        )
        for key, (words,) in forms.items()
        if words not in others and len(re.sub(r"\{\w+\}|\W", "", words)) > 2
    }


CONTENT = re.compile(
    "Commentar(?:y|ies)|Repl(?:y|ies)|Corrections?(?:: .+)?|Retractions?|Expressions? of concern|About|Journal|None\\."
)
"""Types, titles and words of pages in the typical archive that could be the interface's."""


def test_nothing_of_the_interface_is_left_in_another_language(german: BuiltSite) -> None:
    english = only_in(ENGLISH, GERMAN)
    assert len(english) > 150
    found = {
        (key, text)
        for page in german.pages.values()
        for text in set(said(page))
        for key, pattern in english.items()
        if pattern.fullmatch(text) and not CONTENT.fullmatch(text)
    }
    assert found == set()


def test_a_german_page_says_it_in_german(german: BuiltSite) -> None:
    page = german.page("articles/tide001/")
    assert page.one("html")["lang"] == "de"
    assert [page.one(f".p-{part}")["lang"] for part in ("header", "main", "footer")] == ["de", "de", "de"]
    text = page.text
    for words_ in (
        "Startseite", "Autorinnen, Autoren und Institutionen", "Veröffentlicht: 1. März 2019", "Zitierhinweis",
        "Kommentar zu", "Über diesen Artikel", "Fachgebiete", "Zusammenfassung", "Literatur", "Angaben zum Artikel",
        "Interessenkonflikte", "Band 12", "Heft 1",
    ):  # fmt: skip
        assert words_ in text, words_
    assert german.page("years/2019/").one(".p-sum").text == "7 Artikel"
    assert german.page("years/2019/").texts("section h2")[0] == "Mai 2019"
    assert german.page("years/").one(".p-sum").text == "24 Artikel 5 Jahre"
    assert german.page("on/10.5555/moon.2018.77/").texts("section h2") == ["Kommentare"]
    assert german.pages["404.html"].one("h1").text == "Seite nicht gefunden"
    assert german.page("about/").one("html")["lang"] == "de"
    assert "Dieser Artikel wurde retrahiert." in german.page("articles/tide008/").text


def test_a_german_interface_has_the_addresses_of_an_english_one(
    german: BuiltSite, typical: BuiltSite
) -> None:
    assert german.addresses == typical.addresses


def test_every_german_page_is_valid_html(german: BuiltSite, vnu: tuple[str, ...]) -> None:
    process = subprocess.run(
        [*vnu, "--errors-only", "--skip-non-html", "--format", "json", str(german.site_dir)],
        capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert json.loads(process.stderr)["messages"] == []


# Nothing is said beside the table


def _hushed(language: Language) -> Language:
    """A language of which nothing can be taken for content: every letter of its words is a private sign."""

    def hush(text: str) -> str:
        return re.sub(r"(\{\w+\})|[^\W\d_]", lambda match: match[1] or "\ue123", text)

    return dataclasses.replace(
        language,
        tag="qaa",
        words={key: hush(words_) for key, words_ in language.words.items()},
        counts={key: {c: hush(f) for c, f in forms.items()} for key, forms in language.counts.items()},
        months=tuple(hush(month) for month in language.months),
    )


NAMES = {
    "KB", "MB", "PDF", "ISSN", "DOI", "PMC", "PubMed", "Google", "Scholar", "ORCID", "iD", "et", "al", "https", "http",
    "Atom", "RSS", "JSON", "Feed", "RETRACTED", "WITHDRAWN", "Creative", "Commons", "Attribution", "Zero",
    "NonCommercial", "AMA", "APA", "NLM", "BibTeX", "RIS", "CSL", "NBIB", "JATS", "XML", "Lines",
    *LANGUAGE_NAMES.values(),
}  # fmt: skip
"""Names that are the same in every language."""
MARKDOWN = re.compile("Jump back to footnote .*")
"""What an extension of Markdown says on a page written by hand."""


def test_everything_that_is_said_stands_in_the_table_or_in_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the interface silenced, no word is left that nobody wrote into the archive."""
    monkeypatch.setattr(words, "LANGUAGES", MappingProxyType({"qaa": _hushed(ENGLISH)}))
    site = BuiltSite.copy_of("typical", tmp_path)
    site.edit("mkdocs.yml", PLUGIN, f"{PLUGIN}      language: qaa\n").build()
    sources = [
        *site.root.glob("*.yml"), *site.root.glob("docs/**/*.md"), *site.root.glob("articles/**/*.md"),
        *site.root.glob("articles/_vocabulary/*.yml"),
    ]  # fmt: skip
    word = re.compile(r"[^\W\d_]{3,}")
    known = {found for file in sources for found in word.findall(file.read_text("utf-8"))} | NAMES
    plurals = {f"{name}s" for name in known}
    strange: dict[str, str] = {}
    for path, page in site.pages.items():
        for text in said(page):
            for found in word.findall(MARKDOWN.sub("", text).replace("\ue123", "1")):
                if found not in known and found not in plurals and found.lower() not in known:
                    strange.setdefault(found, f"{path}: {text[:80]}")
    assert strange == {}


# Marks


def test_a_language_that_the_interface_does_not_speak(tmp_path: Path) -> None:
    """The content is French, the interface stays English, and each is marked."""
    site = small_archive(
        tmp_path,
        {"un": record("Le sel", "Un mot[^1].\n\n[^1]: Une note."), "two": record("Salt", language="en")},
        language="fr-CA",
    )
    site.write("docs/fields.md", "---\nlisting: specialties\n---\n\n# Champs\n").build()
    for address in ("articles/un/", "years/2020/", "specialties/salt/", ""):
        page = site.page(address)
        assert (page.one("html")["lang"], page.one("main")["lang"]) == ("fr-CA", "en"), address
    article = site.page("articles/un/")
    assert article.one("h1").attributes == {"lang": "fr-CA"}
    assert article.one("#text .p-text")["lang"] == "fr-CA"
    assert "Footnote 1" in {e.get("aria-label") for e in article}
    cards = {a.text: a.get("lang") for a in site.page("years/2020/").all("h3 a")}
    assert cards == {"Le sel": "fr-CA", "Salt": ""}
    assert site.page("specialties/salt/").one("h1")["lang"] == "fr-CA"
    english = site.page("articles/two/")
    assert english.one("html")["lang"] == "en"
    assert english.one("h1").attributes == {}
    by_hand = site.page("fields/")
    assert by_hand.one("html")["lang"] == "fr-CA"
    assert by_hand.one("main").get("lang") == ""
    (listing,) = [e for e in by_hand.all("div") if e.get("lang") == "en"]
    assert listing.all(".p-entries")


def test_a_regional_tag_is_that_of_the_interface_too(tmp_path: Path) -> None:
    site = small_archive(
        tmp_path, {"eins": record("Salz"), "zwei": record("Wasser", language="de-CH")}, language="de-AT"
    ).build()
    page = site.page("articles/eins/")
    assert [page.one(tag)["lang"] for tag in ("html", "main", ".p-header")] == ["de-AT", "de-AT", "de-AT"]
    assert page.one("h1").attributes == {}
    assert site.page("articles/zwei/").one("h1")["lang"] == "de-CH"
    assert "Veröffentlicht: 29. Februar 2020" in page.text


def test_labels_in_a_text_speak_the_language_of_the_text(tmp_path: Path) -> None:
    note = "Wort[^1].\n\n[^1]: Eine Note."
    site = small_archive(tmp_path, {"de": record("Salz", note, language="de"), "en": record("Salt", note)})
    site.build()
    assert 'aria-label="Fußnote 1"' in site.html("articles/de/")
    assert 'aria-label="Footnote 1"' in site.html("articles/en/")
    site.edit("mkdocs.yml", "'jot'", "'jot'\n      language: 'de'").build()
    assert 'aria-label="Fußnote 1"' in site.html("articles/en/"), "the cache knows the language of the site"


# Translations


def alternates(page: Element) -> dict[str, str]:
    return {
        link["hreflang"]: link["href"]
        for link in page.all('link[rel="alternate"]')
        if "hreflang" in link.attributes
    }


def test_all_languages_of_an_article_name_each_other_and_themselves(tmp_path: Path) -> None:
    site = small_archive(
        tmp_path,
        {
            "one": record("One", translations="[eins]"),
            "eins": record("Eins", language="de", translations="[one]"),
            "un": record("Un", language="fr", related="[{relation: translation-of, article: eins}]"),
            "alone": record("Alone"),
        },
    ).build()
    expected = {"en": "articles/one/", "de": "articles/eins/", "fr": "articles/un/"}
    for address in expected.values():
        page = site.page(address)
        assert alternates(page) == {tag: f"https://example.org/{to}" for tag, to in expected.items()}
        others = {to["hreflang"]: to["href"] for to in page.all(".p-tongues a")}
        assert others == {tag: f"../../{to}" for tag, to in expected.items() if to != address}
    assert alternates(site.page("articles/alone/")) == {}
    site.edit("mkdocs.yml", "site_url: https://example.org/\n", "").build()
    assert alternates(site.page("articles/un/")) == {tag: f"../../{to}" for tag, to in expected.items()}


def test_the_demonstration_has_an_article_in_two_languages(demonstration: BuiltSite) -> None:
    here = "https://example.org/articles/"
    for id in ("jim2024007", "jim2024008"):
        page = demonstration.page(f"articles/{id}/")
        assert alternates(page) == {"de": f"{here}jim2024007/", "en": f"{here}jim2024008/"}
