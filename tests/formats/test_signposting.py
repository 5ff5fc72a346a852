from __future__ import annotations

from postilla.formats import Mentioned, linkset, typed_links

from .sample import ARTICLE, WORK, article


def test_the_links_of_the_first_level() -> None:
    page = "https://example.org/a/articles/x/"
    assert [tuple(link) for link in typed_links(ARTICLE, with_linkset=True)] == [
        ("cite-as", "https://doi.org/10.5555/jim.2024.1201", ""),
        ("type", "https://schema.org/MedicalScholarlyArticle", ""),
        ("type", "https://schema.org/AboutPage", ""),
        ("author", "https://orcid.org/0000-0002-1825-0097", ""),
        ("license", "https://creativecommons.org/licenses/by/4.0/", ""),
        ("item", f"{page}x.pdf", "application/pdf"),
        ("describedby", f"{page}x.bib", "application/x-bibtex"),
        ("linkset", f"{page}linkset.json", "application/linkset+json"),
    ]


def test_the_link_set_leads_there_and_back() -> None:
    page = "https://example.org/a/articles/x/"
    contexts = {context.pop("anchor"): context for context in linkset(ARTICLE)["linkset"]}
    assert list(contexts) == [page, f"{page}x.pdf", f"{page}x.bib"]
    assert contexts[page]["item"] == [{"href": f"{page}x.pdf", "type": "application/pdf"}]
    assert contexts[page]["http://purl.org/spar/cito/discusses"] == [{"href": WORK.link}]
    assert contexts[f"{page}x.pdf"] == {"collection": [{"href": page, "type": "text/html"}]}
    assert contexts[f"{page}x.bib"] == {"describes": [{"href": page, "type": "text/html"}]}


def test_an_article_without_a_doi_is_cited_by_its_page() -> None:
    links = {link.rel: link.href for link in typed_links(article(doi=""), with_linkset=False)}
    assert links["cite-as"] == "https://example.org/a/articles/x/"
    assert "linkset" not in links


def test_a_mirror_is_not_what_the_doi_names() -> None:
    links = {link.rel: link.href for link in typed_links(article(is_mirror=True), with_linkset=False)}
    assert "cite-as" not in links
    assert links["related"] == "https://doi.org/10.5555/jim.2024.1201"


def test_a_site_without_an_address_has_no_typed_links() -> None:
    assert typed_links(article(url=""), with_linkset=True) == []


def test_a_relation_without_a_word_in_cito_is_left_out() -> None:
    mentioned = (
        Mentioned("companion-to", WORK),
        Mentioned("corrects", WORK._replace(doi="", url=""), "articles/y/"),
    )
    context = linkset(article(mentioned=mentioned))["linkset"][0]
    assert {key: value for key, value in context.items() if "cito" in key} == {
        "http://purl.org/spar/cito/corrects": [{"href": "https://example.org/a/articles/y/"}]
    }
