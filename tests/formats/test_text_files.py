"""Twins, `llms.txt`, `robots.txt` and the headers of servers."""

from __future__ import annotations

import re

from postilla.formats import HEADERS_FILES, CitedWork, Section, llms_txt, plain, robots_txt, twin
from postilla.formats.server_headers import BESIDE_POLICY, FOR_EVER, POLICY
from postilla.formats.twin import reference

from .sample import ARTICLE, SITE, article


def test_a_twin_begins_with_title_status_citation_and_licence() -> None:
    text = twin(
        article(status="retracted"),
        [("Status", "Retracted. https://example.org/a_b/"), ("Licence", "none")],
        [("Comments on", "Evening *walks*")],
        [("Abstract", "One."), ("Text", "## Two\n\nThree.\n")],
        "References",
    )
    assert text.startswith(
        "# RETRACTED: Reading a small trial: What 84 people tell\n\n"
        "- Status: Retracted. https://example.org/a_b/\n"
        "- Licence: none\n"
        "- Comments on: Evening \\*walks\\*\n\n"
        "## Abstract\n\nOne.\n\n## Text\n\n## Two\n\nThree.\n\n## References\n\n1. Quill, Ambrosia; Lantern"
    )
    assert text.endswith("3. A letter to the mayor of Dusk, 1893.\n")


def test_a_reference_in_one_line() -> None:
    assert reference(ARTICLE.record.references[1]) == (
        "Brandl, A. On; regression. Stat 2019a, 7:1–9. https://doi.org/10.5555/b"
    )
    assert reference(CitedWork(pmid="12")) == "https://pubmed.ncbi.nlm.nih.gov/12/"


def test_no_text_is_taken_for_a_mark() -> None:
    assert plain("a *b* [c](d)\n# <e> `f`") == r"a \*b\* \[c\](d) \# \<e\> \`f\`"


def test_llms_txt_has_the_shape_of_its_proposal() -> None:
    text = llms_txt(
        SITE, ["A remark."], [Section("Indexes", (("Years", "years/", ""),)), Section("Nothing", ())]
    )
    lines = text.splitlines()
    assert lines[0] == '# Archive of \\<lanterns\\> & "lamps"'
    assert lines[2] == "> What is said of lanterns."
    assert lines[-1] == "- [Years](https://example.org/a/years/)"
    assert "Nothing" not in text


def test_robots_may_read_everything_and_find_the_sitemap() -> None:
    assert robots_txt("https://example.org/") == (
        "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n"
    )


def test_every_server_sends_the_policy_and_the_link() -> None:
    for name, file in HEADERS_FILES.items():
        text = file.write("https://example.org/a/", True, "")
        assert POLICY in text, name
        assert FOR_EVER in text, name
        assert "linkset" in text, name
        assert "/a/" in text, name
        assert "linkset" not in file.write("https://example.org/", False, ""), name
        assert "/*\n" in file.write("https://example.org/", False, "") or name == "nginx"


def test_a_form_for_alerts_may_be_sent_to_its_service_and_nowhere_else() -> None:
    for name, file in HEADERS_FILES.items():
        text = file.write("https://example.org/", False, "https://post.example")
        assert "form-action 'self' https://post.example; frame-ancestors" in text, name
        assert POLICY not in text, name


def test_cloudflare_and_nginx_put_the_id_into_the_link() -> None:
    link = '<https://example.org/a/articles/{}/linkset.json>; rel="linkset"; type="application/linkset+json"'
    assert link.format(":id") in HEADERS_FILES["cloudflare"].write("https://example.org/a/", True, "")
    nginx = HEADERS_FILES["nginx"].write("https://example.org/a/", True, "")
    assert link.format("$1").replace('"', '\\"') in nginx
    assert BESIDE_POLICY in nginx
    pattern = re.search(r'if \(\$uri ~ "(\S+articles\S+\.\S+)"\) \{ set \$archive_policy', nginx)
    assert pattern
    assert re.match(pattern[1], "/a/articles/x/drawing.svg")
    assert not re.match(pattern[1], "/a/articles/x/index.html")
