"""The law of the preview with MkDocs around it: after every edit each file of a fresh build is served, byte for byte.

`tests/laws/test_preview.py` has many edits of records; here stand those that go through MkDocs, and the search.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from urllib.parse import quote

from postilla import addresses
from tests.preview.running import Running, preview_of
from tests.preview.test_site import LINE
from tests.site.archives import SiteTest, record, small_archive

Edit = Callable[[SiteTest], object]

EDITS: dict[str, Edit] = {
    "a title": lambda site: site.edit("articles/one.md", "'One'", "'Another *one*'"),
    "a page by hand": lambda site: site.write("docs/about.md", "# About\n\nWords, and [a link](article:two).\n"),
    "a listing by hand": lambda site: site.write("docs/years.md", "---\nlisting: years\n---\n# All years\n"),
    "a page and its picture": lambda site: site.write("docs/more/p.svg", "<svg/>").write(
        "docs/more/index.md", "# More\n\n![p](p.svg)\n"
    ),
    "a name in the menu": lambda site: site.edit("articles/_vocabulary/specialties.yml", "Water", "Ocean"),
    "settings": lambda site: site.edit(
        "mkdocs.yml", "site_name: Small", "site_name: Great\nsite_description: It is\ncopyright: All of us"
    ),
    "a theme's template": lambda site: site.edit(
        "mkdocs.yml", "plugins:", "theme:\n  name: material\n  custom_dir: theme\nplugins:"
    ).write("theme/partials/footer.html", "<footer class='md-footer'>Ours</footer>"),
    "the template again": lambda site: site.write(
        "theme/partials/footer.html", "<footer class='md-footer'>Yours</footer>"
    ),
    "files beside a record": lambda site: site.write("articles/one.pdf", b"%PDF-1.4\n").edit(
        "articles/one.md", "type:", "pdf: one.pdf\ntype:"
    ),
    "a folder of records": lambda site: site.rename("articles/2021", "articles/2022"),
    "a record with other ends of lines": lambda site: site.write(
        "articles/four.md", record("Four", "Words.\n\nMore.").replace("\n", "\r\n").encode()
    ),
    "records that go": lambda site: site.remove("articles/one.md").remove("articles/four.md"),
}  # fmt: skip


def fresh(root: Path) -> SiteTest:
    """A build of the same sources where nothing was before."""
    copy = SiteTest(root.parent / "fresh")
    if copy.root.exists():
        copy.remove(".")
    for path in root.rglob("*"):
        if path.is_file() and ".cache" not in path.parts:
            copy.write(path.relative_to(root).as_posix(), path.read_bytes())
    return copy.build()


def differing(running: Running, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of some files of which the preview has other bytes."""
    return {
        path: data
        for path, data in files.items()
        if LINE.sub(b"", running.get(running.base + quote(address_of(path))).data) != data
    }


def address_of(path: str) -> str:
    return path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path


def test_an_edit_leaves_what_a_fresh_build_has(tmp_path: Path) -> None:
    site = small_archive(
        tmp_path / "a",
        {
            "one": record("One", specialties="[salt]"),
            "2021/two": record("Two", published="2021-05"),
            "2021/three": record("Three", authors="[{given: Bea, family: Duo}]"),
        },
    )
    seen: set[str] = set()
    with preview_of(site.root, with_hidden=False) as running:
        for name, edit in EDITS.items():
            edit(site)
            files = fresh(site.root).files
            gone = seen - files.keys()
            running.told.append(f"— after {name}")

            def is_fresh(files: Mapping[str, bytes] = files, gone: Collection[str] = gone) -> bool:
                # files of the search keep the names that they had: an index of before may still be in use
                left = [path for path in gone if not path.startswith(addresses.SEARCH_FILES)]
                return not differing(running, files) and all(
                    running.get(running.base + quote(address_of(path))).status == 404 for path in left
                )

            running.until(is_fresh)
            seen |= files.keys()
