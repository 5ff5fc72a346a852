"""Pelican: every list page is a tag whose slug is the page's address, everything else is a small theme.

Pelican knows categories, tags, authors and dates, one level deep; tags can have any slug, so they carry all lists.
What leads to pages only (`journals/jim/`) is a page of its own. Titles and links of index pages come from a data file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from . import theme
from .content import NAME, URL, Content, Index, Link, PeerArticle

_SETTINGS = f"""\
import json
from pathlib import Path

_HERE = Path(__file__).parent
SITENAME = {NAME!r}
SITEURL = {URL.rstrip("/")!r}
PATH = "content"
OUTPUT_PATH = "site"
THEME = "theme"
TIMEZONE = "UTC"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
ARTICLE_URL = "articles/{{slug}}/"
ARTICLE_SAVE_AS = "articles/{{slug}}/index.html"
TAG_URL = "{{slug}}/"
TAG_SAVE_AS = "{{slug}}/index.html"
TAG_REGEX_SUBSTITUTIONS = []
CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = ""
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "articles"
DIRECT_TEMPLATES = ["index"]
DEFAULT_PAGINATION = False
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MARKDOWN = {{"extensions": ["footnotes", "meta", "tables"], "output_format": "html5"}}
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "reader"
CHECK_MODIFIED_METHOD = "mtime"
JINJA_FILTERS = {{"decoded": json.loads}}
INDEXES = json.loads((_HERE / "indexes.json").read_text("utf-8"))
MENU = json.loads((_HERE / "menu.json").read_text("utf-8"))
"""

_TEMPLATES = {
    "base.html": """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block title %}{{ SITENAME }}{% endblock %} - {{ SITENAME }}</title>
<meta name="description" content="{% block description %}{{ SITENAME }}{% endblock %}">
<link rel="canonical" href="{{ SITEURL }}/{% block address %}{% endblock %}">
<link rel="stylesheet" href="/theme/style.css">
</head>
<body>
<header><a href="/">{{ SITENAME }}</a>
<nav>{% for group in MENU %}<details><summary>{{ group.name }}</summary><ul>
{% for link in group.links %}<li><a href="/{{ link.address }}">{{ link.name }}</a></li>
{% endfor %}</ul></details>{% endfor %}</nav></header>
<main>{% block main %}{% endblock %}</main>
<footer>{{ SITENAME }}</footer>
</body>
</html>
""",
    "parts.html": """\
{% macro links(all) %}{% for link in all %}{% if not loop.first %}, {% endif %}{% if link.address %}\
<a href="/{{ link.address }}">{{ link.name|e }}</a>{% else %}{{ link.name|e }}{% endif %}{% endfor %}{% endmacro %}
{% macro children(all) %}{% if all %}<ul>{% for link in all %}\
<li><a href="/{{ link.address }}">{{ link.name|e }}</a></li>
{% endfor %}</ul>{% endif %}{% endmacro %}
{% macro cards(all) %}<ol class="cards">{% for article in all %}
<li><p class="type">{{ (article.label|decoded).name }}</p>
<h3><a href="/{{ article.url }}">{{ article.title|e }}</a></h3>
<p>{{ article.names|e }}</p><p>{{ article.date.strftime("%B %d, %Y") }} · {{ article.citation|e }} ·
{{ links(article.fields|decoded) }}</p></li>{% endfor %}</ol>{% endmacro %}
""",
    "list.html": """\
{% extends "base.html" %}{% import "parts.html" as parts %}
{% block title %}{{ shown.title|e }}{% endblock %}{% block description %}{{ shown.title|e }}{% endblock %}
{% block main %}<h1>{{ shown.title|e }}</h1>
{{ parts.children(shown.children) }}{% if listed %}{{ parts.cards(listed) }}{% endif %}{% endblock %}
""",
    "index.html": """\
{% set shown = INDEXES[""] %}{% set listed = articles|selectattr("slug", "in", shown.articles) %}\
{% extends "list.html" %}
""",
    "tag.html": """\
{% set shown = INDEXES[tag.slug ~ "/"] %}{% set listed = articles %}{% extends "list.html" %}
{% block address %}{{ tag.url }}{% endblock %}
""",
    "page.html": """\
{% set shown = INDEXES[page.url] %}{% extends "list.html" %}
{% block address %}{{ page.url }}{% endblock %}
""",
    "article.html": """\
{% extends "base.html" %}{% import "parts.html" as parts %}
{% block title %}{{ article.title|e }}{% endblock %}
{% block description %}{{ article.names|e }}. {{ article.citation|e }}{% endblock %}
{% block address %}{{ article.url }}{% endblock %}
{% block main %}<article>
<p class="type">{{ parts.links([article.label|decoded]) }}</p>
<h1>{{ article.title|e }}</h1>
<p class="authors">{{ parts.links(article.signed|decoded) }}</p>
<p>{{ article.date.strftime("%B %d, %Y") }} · {{ article.citation|e }} ·
<a href="https://doi.org/{{ article.doi }}">{{ article.doi }}</a></p>
<p>{{ parts.links(article.fields|decoded) }} {{ parts.links(article.places|decoded) }}</p>
{% for work in article.works|decoded %}
<p class="work">Comments on <a href="/{{ work.address }}">{{ work.name|e }}</a></p>
{% endfor %}{{ article.content }}
</article>{% endblock %}
""",
}


def files(content: Content) -> Iterator[tuple[str, str]]:
    """Path and text of every file of the site's source."""
    yield "pelicanconf.py", _SETTINGS
    yield "theme/static/style.css", theme.STYLE
    for name, text in _TEMPLATES.items():
        yield f"theme/templates/{name}", text
    yield "menu.json", _json([{"name": name, "links": _links(links)} for name, links in content.menu])
    yield "indexes.json", _json({address: _data(index) for address, index in content.indexes.items()})
    for index in content.indexes.values():
        if index.address and not index.articles:
            yield f"content/pages/{index.address.strip('/').replace('/', '-')}.md", _page(index)
    lists = content.lists_of()
    for article in content.articles.values():
        yield f"content/articles/{article.id}.md", _article(article, lists[article.id])


def _data(index: Index) -> dict[str, Any]:
    # only the home page must be told which articles it shows
    articles = [] if index.address else index.articles
    return {"title": index.title, "children": _links(index.children), "articles": articles}


def _page(index: Index) -> str:
    return f"Title: {index.title}\nUrl: {index.address}\nSave_as: {index.address}index.html\n\n\n"


def _article(article: PeerArticle, lists: list[str]) -> str:
    meta = {
        "Title": article.title,
        "Date": article.date,
        "Slug": article.id,
        "Tags": ", ".join(address.rstrip("/") for address in lists),
        "Names": article.names,
        "Signed": _json(_links(article.authors)),
        "Citation": article.citation,
        "Doi": article.doi,
        "Label": _json(_link(article.type)),
        "Fields": _json(_links(article.specialties)),
        "Places": _json(_links((*article.series, article.issue))),
        "Works": _json(_links(article.works)),
    }
    return "".join(f"{name}: {value}\n" for name, value in meta.items()) + f"\n{article.text}"


def _links(links: tuple[Link, ...]) -> list[dict[str, str]]:
    return [_link(link) for link in links if link.name]


def _link(link: Link) -> dict[str, str]:
    return {"name": link.name, "address": link.address}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
