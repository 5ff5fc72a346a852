"""Hugo: taxonomies list the articles, everything else is a small theme.

A term is the rest of an address (`specialties: [cardiology/2020]`), so a list page is a term page. With a term Hugo
lists the articles of all terms below it; a page with others below it (`specialties/cardiology/`, `journals/jim/`) is
therefore a file of its own, and its articles stand in a data file, with titles and links of all index pages. The menu
is rendered once (`partialCached`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from . import theme
from .content import NAME, URL, Content, Index, Link, PeerArticle

TAXONOMIES = ("authors", "collections", "journals", "on", "series", "specialties", "types", "years")

_CONFIG = {
    "baseURL": URL,
    "title": NAME,
    "locale": "en",
    "publishDir": "site",
    "buildFuture": True,
    "enableEmoji": False,
    "capitalizeListTitles": False,
    "disableKinds": ["RSS"],
    "taxonomies": {name: name for name in TAXONOMIES},
    "markup": {"highlight": {"codeFences": False}},
}

_LIST = """\
{{ define "title" }}{{ partial "title.html" . }}{{ end }}\
{{ define "description" }}{{ partial "title.html" . }}{{ end }}\
{{ define "main" }}{{ partial "list.html" . }}{{ end }}
"""
_LAYOUTS = {
    "baseof.html": """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ block "title" . }}{{ .Title }}{{ end }} - {{ site.Title }}</title>
<meta name="description" content="{{ block "description" . }}{{ .Title }}{{ end }}">
<link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a href="/">{{ site.Title }}</a>{{ partialCached "menu.html" . }}</header>
<main>{{ block "main" . }}{{ end }}</main>
<footer>{{ site.Title }}</footer>
</body>
</html>
""",
    "_partials/menu.html": """\
<nav>{{ range hugo.Data.menu }}<details><summary>{{ .name }}</summary><ul>
{{ range .links }}<li><a href="/{{ .address }}">{{ .name }}</a></li>
{{ end }}</ul></details>{{ end }}</nav>
""",
    "_partials/links.html": """\
{{ range $at, $link := . }}{{ if $at }}, {{ end }}{{ if .address }}<a href="/{{ .address }}">{{ .name }}</a>\
{{ else }}{{ .name }}{{ end }}{{ end }}\
""",
    "_partials/card.html": """\
<li><p class="type">{{ .Params.label.name }}</p><h3><a href="{{ .RelPermalink }}">{{ .Title }}</a></h3>
<p>{{ .Params.names }}</p><p>{{ .Date.Format "January 2, 2006" }} · {{ .Params.citation }} ·
{{ partial "links.html" .Params.fields }}</p></li>
""",
    "_partials/title.html": """\
{{ (index hugo.Data.indexes (strings.TrimPrefix "/" .RelPermalink)).title }}\
""",
    "_partials/list.html": """\
{{ $address := strings.TrimPrefix "/" .RelPermalink }}{{ $index := index hugo.Data.indexes $address }}\
<h1>{{ $index.title }}</h1>
{{ with $index.children }}<ul>{{ range . }}<li><a href="/{{ .address }}">{{ .name }}</a></li>
{{ end }}</ul>{{ end }}
{{ with $index.articles }}<ol class="cards">{{ range . }}{{ with site.GetPage . }}\
{{ partial "card.html" . }}{{ end }}{{ end }}</ol>
{{ else }}{{ if $index.is_term }}<ol class="cards">{{ range .Pages }}\
{{ partial "card.html" . }}{{ end }}</ol>{{ end }}{{ end }}
""",
    "article.html": """\
{{ define "description" }}{{ .Params.names }}. {{ .Params.citation }}{{ end }}\
{{ define "main" }}<article>
<p class="type">{{ partial "links.html" (slice .Params.label) }}</p>
<h1>{{ .Title }}</h1>
<p class="authors">{{ partial "links.html" .Params.signed }}</p>
<p>{{ .Date.Format "January 2, 2006" }} · {{ .Params.citation }} ·
<a href="https://doi.org/{{ .Params.doi }}">{{ .Params.doi }}</a></p>
<p>{{ partial "links.html" .Params.fields }} {{ partial "links.html" .Params.places }}</p>
{{ range .Params.works }}<p class="work">Comments on <a href="/{{ .address }}">{{ .name }}</a></p>{{ end }}
{{ .Content }}
</article>{{ end }}
""",
    "list.html": _LIST,
    "single.html": _LIST,
}


def files(content: Content) -> Iterator[tuple[str, str]]:
    """Path and text of every file of the site's source."""
    yield "hugo.json", _json(_CONFIG)
    yield "static/style.css", theme.STYLE
    for name, text in _LAYOUTS.items():
        yield f"layouts/{name}", text
    terms = _terms(content)
    yield "data/menu.json", _json([{"name": name, "links": _links(links)} for name, links in content.menu])
    yield "data/indexes.json", _json({address: _data(i, terms) for address, i in content.indexes.items()})
    yield "content/articles/_index.md", "---\nbuild: {render: never}\n---\n"
    for address, index in content.indexes.items():
        if address and address not in terms:
            name = "_index.md" if address.split("/")[0] in TAXONOMIES else "index.md"
            yield f"content/{address}{name}", f"---\ntitle: {_json(index.title)}\n---\n"
    lists = content.lists_of()
    for article in content.articles.values():
        yield f"content/articles/{article.id}.md", _article(article, terms & set(lists[article.id]))


def _terms(content: Content) -> set[str]:
    """The addresses of index pages that are terms."""
    above = {
        "/".join(address.split("/")[:n]) + "/"
        for address in content.indexes
        for n in range(1, address.count("/"))
    }
    return {
        address
        for address, index in content.indexes.items()
        if index.articles and address not in above and address.split("/")[0] in TAXONOMIES
    }


def _data(index: Index, terms: set[str]) -> dict[str, Any]:
    """What a page shows that taxonomies do not know."""
    is_term = index.address in terms
    return {
        "title": index.title,
        "children": _links(index.children),
        # Hugo takes the page of a journal for a term too, and would list with it what stands in the terms below
        "is_term": is_term,
        "articles": [] if is_term else [f"/articles/{id}" for id in index.articles],
    }


def _article(article: PeerArticle, lists: set[str]) -> str:
    terms: dict[str, list[str]] = {}
    for address in sorted(lists):
        name, _, term = address.strip("/").partition("/")
        terms.setdefault(name, []).append(term)
    front = {
        "title": article.title,
        "date": article.date,
        "layout": "article",
        "names": article.names,
        "signed": _links(article.authors),
        "citation": article.citation,
        "doi": article.doi,
        "label": _link(article.type),
        "fields": _links(article.specialties),
        "places": _links((*article.series, article.issue)),
        "works": _links(article.works),
        **terms,
    }
    # in quotes, because some readers of YAML take the bare word "on" for true
    lines = "".join(f"{_json(name)}: {_json(value)}\n" for name, value in front.items())
    return f"---\n{lines}---\n\n{article.text}"


def _links(links: tuple[Link, ...]) -> list[dict[str, str]]:
    return [_link(link) for link in links if link.name]


def _link(link: Link) -> dict[str, str]:
    return {"name": link.name, "address": link.address}


def _json(value: Any) -> str:
    """Which is YAML as well."""
    return json.dumps(value, ensure_ascii=False)
