"""What machines find in whole sites: tags, linked data, typed links, feeds, twins; and that nothing leads nowhere."""

from __future__ import annotations

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import feedparser
import pytest
from signposting import find_signposting_html, find_signposting_linkset

from postilla.formats import article_node
from postilla.formats.highwire import SINGLE
from postilla.formats.open_graph import REPEATED
from tests.browser.server import serving
from tests.formats import hostile
from tests.formats.sample import metadata_of

from .archives import ROOT, BuiltSite, record, small_archive
from .markup import Element

TOOLS = ROOT / "tools/node_modules"
BASES = {"typical": "https://example.org/sub/path/", "demonstration": "https://example.org/"}


@pytest.fixture(params=sorted(BASES))
def site(request: pytest.FixtureRequest) -> BuiltSite:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, BuiltSite)
    return found


def base_of(site: BuiltSite) -> str:
    return BASES[site.root.name]


def articles(site: BuiltSite) -> dict[str, Element]:
    """Every page of an article by its path, former addresses left out."""
    return {
        path: page
        for path, page in site.pages.items()
        if path.startswith("articles/") and not page.all('meta[http-equiv="refresh"]')
    }


def tags(page: Element, attribute: str = "name") -> list[tuple[str, str]]:
    return [(e[attribute], e["content"]) for e in page.all("meta") if attribute in e.attributes]


def has_file(site: BuiltSite, address: str) -> bool:
    """Whether an absolute address is that of a file of the site."""
    path = unquote(address.removeprefix(base_of(site)).partition("#")[0])
    return (site.site_dir / (path + "index.html" if path.endswith("/") or not path else path)).is_file()


# Tags


def test_no_page_has_a_single_tag_twice(site: BuiltSite) -> None:
    wrong = {}
    for path, page in site.pages.items():
        head = page.one("head")
        found = Counter(
            name for name, _ in tags(head) if name in SINGLE or not name.startswith(("citation_", "DC."))
        )
        found += Counter(name for name, _ in tags(head, "property") if name not in REPEATED)
        found += Counter(
            link["rel"] for link in head.all("link") if link["rel"] in ("canonical", "cite-as", "license")
        )
        found += Counter(e.tag for e in head if e.tag == "title")
        twice = [name for name, count in found.items() if count > 1]
        if twice:
            wrong[path] = twice
    assert wrong == {}


def test_every_article_has_what_scholar_requires(site: BuiltSite) -> None:
    for path, page in articles(site).items():
        head = tags(page.one("head"))
        found = dict(head)
        assert [tag for tag in tags(page) if tag not in head] == [], f"{path}: all tags stand in the head"
        assert found["citation_title"], path
        if "citation_publication_date" in found:
            assert re.fullmatch(r"\d{4}(?:/\d\d/\d\d)?", found["citation_publication_date"]), path
        authors = [content for name, content in head if name == "citation_author"]
        assert len(authors) == len(page.all(".p-people .p-lines bdi")), path
        url = found.get("citation_fulltext_html_url") or found["citation_abstract_html_url"]
        assert url == base_of(site) + path.removesuffix("index.html")
        if pdf := found.get("citation_pdf_url"):
            assert has_file(site, pdf), path
            assert urljoin(pdf, "./") == url, "Scholar wants the PDF in the folder of the page"


def test_the_tags_say_what_the_record_says(demonstration: BuiltSite) -> None:
    found = tags(demonstration.page("articles/jci153204/"))
    assert ("citation_title", "HIV-specific CAR T cells return to the clinic") in found
    assert ("citation_author", "Peterson, Christopher W.") in found
    assert ("citation_publication_date", "2021/10/01") in found
    assert ("citation_firstpage", "e153204") in found
    assert not [name for name, _ in found if name == "citation_pdf_url"], "the PDF lies elsewhere"
    assert ("prism.number", "19") in found
    retracted = dict(tags(demonstration.page("articles/jim2023004/")))
    assert retracted["description"].startswith("RETRACTED: A lantern in every ward? Lorcan Threlkeld")
    assert retracted["citation_title"].startswith("RETRACTED: ")


def test_what_a_reference_manager_takes_is_what_the_card_shows(site: BuiltSite) -> None:
    """The rules by which Zotero's "Embedded Metadata" reads a page, in short: Highwire, the last date wins."""
    for path, page in articles(site).items():
        found = dict(tags(page.one("head")))
        line = page.one(".p-citation").text.partition(" https://doi.org")[0]
        for name in ("citation_volume", "citation_firstpage"):
            if name in found:
                assert found[name] in line, f"{path}: {name}"
        if "citation_publication_date" in found:
            assert found["citation_publication_date"][:4] in line, path
        assert all(
            ", " in content or " " in content for name, content in tags(page) if name == "citation_author"
        )


def test_the_canonical_address_is_the_same_everywhere(site: BuiltSite) -> None:
    for path, page in site.pages.items():
        canonical = page.all('link[rel="canonical"]')
        if canonical and not page.all('meta[http-equiv="refresh"]') and page.all("meta[property]"):
            found = dict(tags(page, "property"))
            assert found["og:url"] == canonical[0]["href"], path


def test_alternates_and_typed_links_lead_to_files_that_are_there(site: BuiltSite) -> None:
    for path, page in site.pages.items():
        here = base_of(site) + path.removesuffix("index.html")
        for link in page.all("link"):
            if link["rel"] in ("alternate", "item", "describedby", "linkset"):
                to = urljoin(here, link["href"])
                assert not to.startswith(base_of(site)) or has_file(site, to), f"{path}: {link['href']}"


# Linked data


def linked_data(page: Element) -> list[dict[str, Any]]:
    (element,) = page.all('script[type="application/ld+json"]')
    (text,) = element.children
    whole = json.loads(str(text))
    assert whole.pop("@context") == "https://schema.org"
    return list(whole.get("@graph", [whole]))


def pages_with_data(site: BuiltSite) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for path, page in site.pages.items():
        if page.all('script[type="application/ld+json"]'):
            yield path, linked_data(page)


def test_each_generated_page_has_linked_data_of_its_kind(demonstration: BuiltSite) -> None:
    kinds = {path: [node["@type"] for node in nodes] for path, nodes in pages_with_data(demonstration)}
    assert kinds["index.html"] == ["WebSite"]
    assert kinds["articles/jci153204/index.html"] == [
        ["MedicalScholarlyArticle", "Comment"],
        "BreadcrumbList",
    ]
    assert kinds["specialties/immunology/index.html"] == ["CollectionPage", "BreadcrumbList"]
    assert {kind for of_page in kinds.values() for kind in map(str, of_page)} == {
        "WebSite", "CollectionPage", "BreadcrumbList", "ProfilePage", "MedicalScholarlyArticle",
        "['MedicalScholarlyArticle', 'Comment']",
    }  # fmt: skip
    without = [
        path
        for path, page in demonstration.pages.items()
        if path not in kinds and not page.all("meta[http-equiv]")
    ]
    assert [path for path in without if not page_by_hand(demonstration, path)] == []


def page_by_hand(site: BuiltSite, path: str) -> bool:
    return path == "404.html" or bool(site.pages[path].all(".p-doc"))


def single_typed(node: Any) -> Iterator[dict[str, Any]]:
    """The node with one type at a time, as the types of TypeScript want it, each with the properties it has."""
    if isinstance(node.get("@type"), list):
        article, comment = node["@type"]
        yield {**{key: value for key, value in node.items() if key != "parentItem"}, "@type": article}
        yield {"@type": comment, "parentItem": node["parentItem"]}
    else:
        yield node


def shape_of(value: Any) -> str:
    """What a node is made of, whatever it says."""
    if isinstance(value, dict):
        parts = (
            f"{key}:{inner if key == '@type' else shape_of(inner)}" for key, inner in sorted(value.items())
        )
        return f"{{{','.join(parts)}}}"
    if isinstance(value, list):
        return f"[{'|'.join(sorted(set(map(shape_of, value))))}]"
    return type(value).__name__


def test_schema_org_knows_every_type_and_property(
    typical: BuiltSite, demonstration: BuiltSite, tmp_path: Path
) -> None:
    nodes = [
        one
        for site in (typical, demonstration)
        for _, of_page in pages_with_data(site)
        for node in of_page
        for one in single_typed(node)
    ]
    hostile_nodes = [article_node(metadata_of(item), "") for item in hostile.items()]
    nodes += [one for node in hostile_nodes for one in single_typed(node)]
    assert len(nodes) > 500 + hostile.COUNT
    # the same shapes occur again and again: each property once in each shape says as much, in a fraction of the time
    shapes = {(node["@type"], key, shape_of(value)): node for node in nodes for key, value in node.items()}
    chosen = {id(node): node for node in shapes.values()}.values()
    kinds = sorted({node["@type"] for node in chosen})
    whole = f'import type {{ {", ".join(kinds)} }} from "schema-dts";\n'
    whole += "".join(
        f"export const n{number}: {node['@type']} = {json.dumps(node)};\n"
        for number, node in enumerate(chosen)
    )
    (tmp_path / "right.ts").write_text(whole, "utf-8")
    wrong = 'import type { ScholarlyArticle } from "schema-dts";\n'
    wrong += 'export const n: ScholarlyArticle = {"@type": "ScholarlyArticle", "headLine": "x"};\n'
    (tmp_path / "wrong.ts").write_text(wrong, "utf-8")
    (tmp_path / "node_modules").symlink_to(TOOLS)
    process = subprocess.run(
        [
            "node", TOOLS / "typescript/bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "--module", "esnext",
            "--moduleResolution", "bundler", "right.ts", "wrong.ts",
        ],
        cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    told = [line for line in process.stdout.splitlines() if "error" in line]
    assert [line for line in told if not line.startswith("wrong.ts")] == []
    assert len(told) == 1, "one that is wrong is told, so that it shows that something was checked"
    assert "headLine" in told[0]


def test_addresses_in_linked_data_are_those_of_pages(site: BuiltSite) -> None:
    def addresses(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                is_one = key in ("url", "item", "contentUrl", "image") and isinstance(inner, str)
                yield from [inner] if is_one else addresses(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from addresses(inner)

    for path, nodes in pages_with_data(site):
        for address in addresses(nodes):
            assert urlsplit(address).netloc, f"{path}: {address}"
            assert not address.startswith(base_of(site)) or has_file(site, address), f"{path}: {address}"


# Typed links


def test_a_client_finds_everything_by_following_typed_links(tmp_path: Path) -> None:
    article = record(
        "One",
        doi="10.5555/one",
        license="CC-BY-4.0",
        authors="[{given: Una, family: Sola, orcid: 0000-0002-1825-0097}]",
        related="[{relation: comments-on, doi: 10.5555/w, title: W}]",
        pdf="one.pdf",
    )
    site = small_archive(tmp_path, {"one": article}).write("articles/one.pdf", b"%PDF-1.4")
    site.site_dir.mkdir()
    with serving({"/": site.site_dir}) as origin:
        site.edit("mkdocs.yml", "https://example.org/", f"{origin}/").build()
        page = f"{origin}/articles/one/"
        found = find_signposting_html(page)
        assert found.citeAs is not None
        assert found.citeAs.target == "https://doi.org/10.5555/one"
        assert {link.target for link in found.authors} == {"https://orcid.org/0000-0002-1825-0097"}
        assert found.license is not None
        assert found.license.target == "https://creativecommons.org/licenses/by/4.0/"
        assert {link.target for link in found.types} == {
            "https://schema.org/MedicalScholarlyArticle", "https://schema.org/AboutPage",
        }  # fmt: skip
        items = {link.target: str(link.type) for link in found.items}
        assert items[f"{page}one.pdf"] == "application/pdf"
        (linkset,) = found.linksets
        second = find_signposting_linkset(linkset.target).for_context(page)
        assert second.citeAs is not None
        assert second.citeAs.target == found.citeAs.target
        assert {link.target for link in second.items} == items.keys()
        assert {link.target for link in second.describedBy} == {link.target for link in found.describedBy}
        back = find_signposting_linkset(linkset.target).for_context(f"{page}one.pdf")
        assert back.collection is not None
        assert back.collection.target == page


def test_link_sets_have_the_rules_of_the_second_level(site: BuiltSite) -> None:
    seen = 0
    for path, data in site.files.items():
        if not path.endswith("/linkset.json"):
            continue
        seen += 1
        page = base_of(site) + path.removesuffix("linkset.json")
        first, *others = json.loads(data)["linkset"]
        assert first["anchor"] == page
        assert len(first["cite-as"]) == 1, path
        assert len(first["type"]) == 2, path
        forth = [to["href"] for rel in ("item", "describedby") for to in first.get(rel, [])]
        assert all(to.get("type") for rel in ("item", "describedby") for to in first.get(rel, []))
        assert [context["anchor"] for context in others] == forth or sorted(
            context["anchor"] for context in others
        ) == sorted(forth)
        for context in others:
            (rel,) = context.keys() - {"anchor"}
            assert rel in ("collection", "describes")
            assert [to["href"] for to in context[rel]] == [page]
    assert seen == len(articles(site))


# Feeds


def feeds(site: BuiltSite) -> dict[str, bytes]:
    return {
        path: data
        for path, data in site.files.items()
        if path.rpartition("/")[2] in ("feed.xml", "rss.xml", "feed.json")
    }


def test_every_feed_can_be_read_and_leads_to_pages(site: BuiltSite) -> None:
    found = feeds(site)
    assert len(found) > 30
    for path, data in found.items():
        here = base_of(site) + path
        if path.endswith(".json"):
            whole = json.loads(data)
            rows = [(item["id"], item["url"]) for item in whole["items"]]
            assert whole["feed_url"] == here
        else:
            result = feedparser.parse(data)
            assert not result.bozo, (path, result.get("bozo_exception"))
            rows = [(entry.id, entry.link) for entry in result.entries]
            assert here in [link.href for link in result.feed.links if link.rel == "self"]
            style = re.search(rb'<\?xml-stylesheet type="text/css" href="([^"]+)"', data)
            assert style
            assert has_file(site, urljoin(here, style[1].decode())), path
        assert 0 < len(rows) <= 50
        assert len({id for id, _ in rows}) == len(rows), path
        assert all(has_file(site, address) for _, address in rows), path


def test_the_three_formats_of_a_feed_have_the_same_articles(site: BuiltSite) -> None:
    found = feeds(site)
    for path in found:
        if path.endswith("/feed.xml") or path == "feed.xml":
            folder = path.removesuffix("feed.xml")
            atom = [entry.id for entry in feedparser.parse(found[path]).entries]
            assert [entry.id for entry in feedparser.parse(found[f"{folder}rss.xml"]).entries] == atom
            assert [item["id"] for item in json.loads(found[f"{folder}feed.json"])["items"]] == atom


def test_the_site_and_each_list_offer_their_feeds_and_one_page_has_all(site: BuiltSite) -> None:
    page = site.page("feeds/")
    listed = {link["href"].removeprefix("../") for link in page.all(".p-entries .p-fine a")}
    assert {to.removeprefix("./") for to in listed if not to.startswith("notices/")} | {
        f"feeds/{to}" for to in listed if to.startswith("notices/")
    } == set(feeds(site))
    for path in feeds(site):
        folder = path.rpartition("/")[0]
        page_path = f"{folder}/index.html" if folder else "index.html"
        if page_path not in site.pages or page_by_hand(site, page_path):
            continue
        shown, here = site.pages[page_path], base_of(site) + page_path
        offered = {urljoin(here, link["href"]) for link in shown.all(".p-feeds a")}
        told = {urljoin(here, link["href"]) for link in shown.all('link[rel="alternate"]')}
        assert base_of(site) + path in offered & told, path


def test_notices_and_what_they_are_about_stand_in_a_feed_of_their_own(demonstration: BuiltSite) -> None:
    found = feedparser.parse(demonstration.files["feeds/notices/feed.xml"])
    titles = [entry.title for entry in found.entries]
    assert "Retraction: A lantern in every ward?" in titles
    assert "RETRACTED: A lantern in every ward?" in titles
    retracted = next(e for e in found.entries if e.title.startswith("RETRACTED"))
    assert (retracted.published_parsed[0], retracted.updated_parsed[:2]) == (2023, (2024, 10))
    discussed = retracted.content[0].value
    assert ">RETRACTED: Bedside lanterns and lamp-lag in hospital</a>" in discussed
    notice = next(e for e in found.entries if e.title.startswith("Retraction"))
    assert ">Bedside lanterns and lamp-lag in hospital</a>" in notice.content[0].value


def test_a_record_without_any_date_is_in_no_feed(tmp_path: Path) -> None:
    site = small_archive(
        tmp_path, {"one": record("One"), "two": record("Two", published="null", in_press="true")}
    )
    text = (site.root / "articles/two.md").read_text("utf-8").replace("published: null\n", "")
    site.write("articles/two.md", text).build()
    assert len(feedparser.parse(site.files["feed.xml"]).entries) == 1


def test_the_setting_leaves_atom_alone_and_a_site_without_an_address_has_no_feeds(tmp_path: Path) -> None:
    site = small_archive(tmp_path, {"one": record("One")}, feeds="atom").build()
    assert {path.rpartition("/")[2] for path in site.files if "feed" in path.rpartition("/")[2]} >= {
        "feed.xml"
    }
    assert not [path for path in site.files if path.endswith(("rss.xml", "feed.json"))]
    site.edit("mkdocs.yml", "site_url: https://example.org/\n", "").build()
    assert not [path for path in site.files if path.endswith(("feed.xml", "linkset.json", "llms.txt", ".md"))]
    assert "feeds/index.html" in site.files
    assert not site.page("feeds/").all('link[rel="alternate"]')


def test_alerts_are_one_plain_link(tmp_path: Path) -> None:
    alerts = {"provider": "A Post Office", "url": "https://post.example/subscribe?x=1&y=2"}
    site = small_archive(tmp_path, {"one": record("One")}, alerts=alerts).build()
    page = site.page("feeds/")
    assert ("Subscribe at A Post Office", alerts["url"]) in page.links()
    assert page.all("main form") == []


def test_alerts_may_be_a_form_that_says_where_the_address_goes(tmp_path: Path) -> None:
    alerts = {
        "provider": "Mailchimp",
        "url": "https://a.us1.list-manage.com/subscribe?u=12ab&id=34cd",
        "form": True,
    }
    site = small_archive(
        tmp_path, {"one": record("One")}, alerts=alerts, headers="netlify", language="de"
    ).build()
    page = site.page("feeds/")
    (form,) = page.all("main form")
    assert form["action"] == "https://a.us1.list-manage.com/subscribe/post?u=12ab&id=34cd"
    assert form["method"] == "post"
    asked, trap = page.all("main form input")
    assert (asked["type"], asked["name"], trap["type"], trap["name"], trap["value"]) == (
        "email", "EMAIL", "hidden", "b_12ab_34cd", "",
    )  # fmt: skip
    assert "Mailchimp (a.us1.list-manage.com)" in page.text
    assert ("Oder bei Mailchimp abonnieren", alerts["url"]) in page.links()
    assert b"form-action 'self' https://a.us1.list-manage.com;" in site.files["_headers"]


def test_an_article_names_the_feeds_of_all_lists_that_it_stands_in(demonstration: BuiltSite) -> None:
    def named(id: str) -> list[tuple[str, str]]:
        links = demonstration.page(f"articles/{id}/").all('link[rel="alternate"]')
        return [(link["title"], link["href"]) for link in links if link.get("type") == "application/atom+xml"]

    assert named("elife05580") == [
        ("Postilla demonstration archive", "../../feed.xml"),
        ("eLife", "../../journals/elife/feed.xml"),
        ("Neuroscience", "../../specialties/neuroscience/feed.xml"),
        ("Commentaries", "../../types/commentary/feed.xml"),
    ]
    retracted = named("jim2023004")
    assert retracted[-1] == ("Corrections and retractions", "../../feeds/notices/feed.xml")


def test_an_index_names_its_own_feeds_and_that_of_the_site(demonstration: BuiltSite) -> None:
    links = demonstration.page("specialties/immunology/").all('link[rel="alternate"]')
    assert [(link["title"], link["href"]) for link in links] == [
        ("Postilla demonstration archive", "../../feed.xml"),
        ("Immunology (Atom)", "../../specialties/immunology/feed.xml"),
        ("Immunology (RSS)", "../../specialties/immunology/rss.xml"),
        ("Immunology (JSON Feed)", "../../specialties/immunology/feed.json"),
    ]


# Twins and the site as a whole


def test_the_first_lines_of_a_twin_tell_status_citation_and_licence(demonstration: BuiltSite) -> None:
    files = demonstration.files
    retracted = files["articles/jim2023004/index.html.md"].decode().splitlines()
    assert retracted[0] == "# RETRACTED: A lantern in every ward?"
    assert retracted[2].startswith("- Status: This article has been retracted. ")
    assert "https://example.org/articles/jim2024003/" in retracted[2]
    assert retracted[3].startswith(
        "- How to cite: Threlkeld L, Ferncombe B. RETRACTED: A lantern in every ward?"
    )
    assert retracted[4].startswith("- Licence: ")
    standing = files["articles/jci153204/index.html.md"].decode()
    assert "- Status: No notice about it is known to this archive.\n" in standing
    assert "- Comments on: Liu B, et al. Broadly neutralizing antibody" in standing


def test_every_article_has_a_twin_and_llms_txt_leads_to_the_newest(site: BuiltSite) -> None:
    assert {path.removesuffix(".md") for path in site.files if path.endswith("index.html.md")} == set(
        articles(site)
    )
    text = site.files["llms.txt"].decode()
    links = re.findall(r"\]\((https:[^)]+)\)", text)
    assert len(links) > 20
    assert [link for link in links if not has_file(site, link)] == []


def test_a_withdrawn_article_gives_its_metadata_and_no_text(typical: BuiltSite) -> None:
    twin = typical.files["articles/fen004/index.html.md"].decode()
    assert twin.startswith("# WITHDRAWN: ")
    assert "## Text" not in twin
    assert "## Abstract" not in twin
    page = dict(tags(typical.page("articles/fen004/")))
    assert page["citation_title"].startswith("WITHDRAWN: ")
    assert "citation_pdf_url" not in page


def test_files_of_the_editors_win(tmp_path: Path) -> None:
    site = small_archive(tmp_path, {"one": record("One")}, headers="cloudflare").build()
    assert b"linkset" in site.files["_headers"]
    assert b"Sitemap" in site.files["robots.txt"]
    site.write("docs/robots.txt", "User-agent: *\nDisallow: /\n").write("docs/_headers", "/*\n").build()
    assert site.files["robots.txt"] == b"User-agent: *\nDisallow: /\n"
    assert site.files["_headers"] == b"/*\n"
    site.remove("docs/robots.txt").build()
    assert b"Sitemap" in site.files["robots.txt"]


def test_files_beside_a_record_leave_the_names_of_ours_alone(tmp_path: Path) -> None:
    supplement = "[{file: linkset.json, title: Data}]"
    site = small_archive(tmp_path, {"one": record("One", supplements=supplement)})
    site.write("articles/one/linkset.json", "{}").build()
    assert site.files["articles/one/file-linkset.json"] == b"{}"
    assert b"cite-as" in site.files["articles/one/linkset.json"]
    assert ("Data", "file-linkset.json") in [
        (words, to.rpartition("/")[2]) for words, to in site.page("articles/one/").links()
    ]


def test_a_mirror_names_the_publisher(tmp_path: Path) -> None:
    site = small_archive(
        tmp_path, {"one": record("One", doi="10.5555/one"), "two": record("Two")}, mirror=True
    ).build()
    page = site.page("articles/one/")
    assert [link["href"] for link in page.all('link[rel="canonical"]')] == ["https://doi.org/10.5555/one"]
    assert not page.all('link[rel="cite-as"]')
    other = site.page("articles/two/")
    assert [link["href"] for link in other.all('link[rel="canonical"]')] == [
        "https://example.org/articles/two/"
    ]


def test_sitemaps_are_well_formed_and_lead_to_pages(site: BuiltSite) -> None:
    for path, data in site.files.items():
        if path.startswith("sitemaps/"):
            for loc in ET.fromstring(data).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"):
                assert has_file(site, loc.text or ""), path
