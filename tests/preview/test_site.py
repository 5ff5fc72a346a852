"""A preview has everything that a deployed site has, at the same addresses."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from postilla.formats.server_headers import BESIDE_POLICY, POLICY
from tests.preview.running import Running, preview_of
from tests.site.archives import SiteTest, built, record, small_archive

LINE = re.compile(rb'<script src="[^"]*/_preview/client\.js[^>]*></script>')


def index_search(running: Running) -> None:
    """The search is indexed when somebody first asks for it."""
    running.until(lambda: running.get(f"{running.base}search/index.json").data != b'{"building":true}')


def test_every_file_of_the_site_is_served_as_it_is(
    typical_preview: Running, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = built("typical", tmp_path_factory.getbasetemp())
    assert len(site.files) > 100
    index_search(typical_preview)
    for path, data in site.files.items():
        address = path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path
        got = typical_preview.get(typical_preview.base + quote(address))
        assert got.status == 200, path
        assert len(LINE.findall(got.data)) == path.endswith(".html"), path
        assert LINE.sub(b"", got.data) == data, path


def test_a_path_is_given_its_slash_and_an_index_its_folder(typical_preview: Running) -> None:
    base = typical_preview.base
    assert base == "/sub/path/"
    for path, to in (
        (f"{base}articles/tide001", f"{base}articles/tide001/"),
        ("/", base),
        ("/sub/path", base),
    ):
        got = typical_preview.get(path)
        assert (got.status, got.headers["location"]) == (302, to)
    whole = typical_preview.get(f"{base}articles/tide001/index.html")
    assert whole.data == typical_preview.get(f"{base}articles/tide001/").data


@pytest.mark.parametrize(
    "path", ["nowhere/", "articles/", "articles/none/", "articles/tide001/none.pdf", "a.png"]
)
def test_what_is_missing_is_told_by_the_page_of_the_site(typical_preview: Running, path: str) -> None:
    got = typical_preview.get(typical_preview.base + path)
    assert got.status == 404
    assert "Page not found" in got.text
    assert LINE.search(got.data), "it is seen when the page comes to be"


def test_nothing_is_outside_the_site(typical_preview: Running) -> None:
    for path in ("/articles/tide001/", "/sub/", "/sub/pathology/", "/favicon.ico"):
        assert typical_preview.get(path).status == 404


def test_types_and_policies(typical_preview: Running) -> None:
    base = f"{typical_preview.base}articles/tide001/"
    page, pdf, csv = (typical_preview.get(base + name) for name in ("", "tide001.pdf", "gauges.csv"))
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert pdf.headers["content-type"] == "application/pdf"
    assert "content-security-policy" not in pdf.headers, "Chromium would not show it"
    assert csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert {one.headers["x-content-type-options"] for one in (page, pdf, csv)} == {"nosniff"}


def test_what_would_run_is_put_into_a_sandbox(tmp_path: Path) -> None:
    site = small_archive(
        tmp_path / "a", {"one": record("One", "![f]", figures="[{id: f, file: f.svg, alt: F}]")}
    )
    site.write("articles/one/f.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
    with preview_of(site.root) as running:
        got = running.get("/articles/one/f.svg")
    assert got.headers["content-type"] == "image/svg+xml"
    assert got.headers["content-security-policy"].endswith("sandbox")


def test_the_policy_is_that_of_the_guide(typical_preview: Running) -> None:
    guide = (Path(__file__).parents[2] / "docs/guide/hosting.md").read_text("utf-8")
    assert BESIDE_POLICY in guide
    assert POLICY in guide
    assert typical_preview.get(typical_preview.base).headers["content-security-policy"] == POLICY


def test_head_is_get_without_the_body(typical_preview: Running) -> None:
    path = typical_preview.base
    got, head = typical_preview.get(path), typical_preview.get(path, "HEAD")
    assert head.data == b""
    assert {**head.headers, "date": ""} == {**got.headers, "date": ""}


def test_file_names_with_spaces(tmp_path: Path) -> None:
    site = small_archive(
        tmp_path / "a", {"one": record("One", supplements="[{file: 'data 1+2.csv', label: S1}]")}
    ).write("articles/one/data 1+2.csv", "a,b\n")
    site.build()
    with preview_of(site.root) as running:
        assert running.get("/articles/one/data%201+2.csv").data == b"a,b\n"
    assert (site.site_dir / "articles/one/data 1+2.csv").is_file()


# Drafts


@pytest.fixture(scope="module")
def with_drafts(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    return small_archive(
        tmp_path_factory.mktemp("drafts") / "a",
        {
            "one": record("One"),
            "two": record("Two", draft="true", related="[{relation: replies-to, article: one}]"),
            "note": record("Note", type="letter", related="[{relation: corrects, article: two}]"),
            "three": record("Three", embargo="2999-01-01T00:00:00Z"),
            "four": record("Four", in_press="true"),
            "bare": "---\ntitle: Bare\ntype: letter\nauthors: [{family: Sola}]\ndraft: true\n---\n",
        },
    )


def test_drafts_are_shown_and_marked(with_drafts: SiteTest) -> None:
    with preview_of(with_drafts.root) as running:
        for id, words in (
            ("two", "Draft"),
            ("three", "Under embargo"),
            ("four", "In press"),
            ("bare", "Draft"),
        ):
            got = running.get(f"/articles/{id}/")
            assert got.status == 200
            assert f">{words}</b>" in got.text, id
        assert ">Draft</b>" in running.get("/articles/one/").text, "the reply to it is marked there"
        overview = running.get("/_preview/").text
        for path in ("two", "three", "four", "bare"):
            assert f"articles/{path}.md" in overview


def test_a_preview_as_published_leaves_them_out(with_drafts: SiteTest) -> None:
    with_drafts.build()
    with preview_of(with_drafts.root, with_hidden=False) as running:
        assert running.get("/articles/two/").status == 404
        index_search(running)
        for path, data in with_drafts.files.items():
            got = running.get(
                "/" + (path.removesuffix("index.html") if path.endswith("index.html") else path)
            )
            assert LINE.sub(b"", got.data) == data


def test_nothing_of_a_draft_is_in_what_is_built(with_drafts: SiteTest) -> None:
    site = with_drafts.build()
    assert not any(b">Draft</b>" in data or b"Under embargo" in data for data in site.files.values())
