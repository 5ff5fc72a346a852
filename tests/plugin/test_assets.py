"""The names under which assets are published, and the library among them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from postilla.plugin.assets import ASSETS_DIR, FIND, SEARCH, folder, read_assets
from postilla.plugin.finding import find_script
from postilla.words import language_of

TOOLS = Path(__file__).parents[2] / "tools/node_modules"


def _written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_js", ".js")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_another_content_has_another_address(tmp_path: Path) -> None:
    before = read_assets(_written(tmp_path, a_js="1", b_js="1"))
    after = read_assets(_written(tmp_path, a_js="2"))
    assert before["a.js"].address != after["a.js"].address
    assert before["b.js"].address == after["b.js"].address


def test_files_of_a_folder_keep_their_names_and_the_folder_changes_with_each(tmp_path: Path) -> None:
    before = read_assets(_written(tmp_path, all__one_js="1", all__two_js="1", beside_js="1"))
    after = read_assets(_written(tmp_path, all__one_js="2"))
    assert before["all/two.js"].address.endswith("/two.js")
    assert before["all/two.js"].address != after["all/two.js"].address
    assert before["beside.js"].address == after["beside.js"].address
    assert folder(after, "all") == after["all/one.js"].address.removesuffix("one.js")
    assert folder(after, "none") == ""


def test_what_the_search_loads_is_published() -> None:
    assets = read_assets()
    for name in ("dialog.js", "page.js", "worker.js", "search.css", "minisearch.license.txt"):
        assert assets[f"{SEARCH}/{name}"].address == folder(assets, SEARCH) + name


def test_the_script_that_opens_the_search_knows_its_site() -> None:
    plain = read_assets()[FIND]
    english, german = (
        find_script(plain, language_of(tag), "assets/postilla/search.1/") for tag in ("en", "de")
    )
    assert len({plain.address, english.address, german.address}) == 3
    told = json.loads(german.text.rpartition("\n)(")[2].removesuffix(");\n"))
    assert (told["language"], told["modules"]) == ("de", "assets/postilla/search.1/")
    assert told["words"]["close"] == "Schließen"
    assert ["years/", "Jahre"] in told["lists"]
    assert find_script(plain, language_of("en"), "assets/postilla/search.2/").address != english.address


def test_the_library_for_suggestions_is_as_it_was_published() -> None:
    package = TOOLS / "minisearch"
    if not package.is_dir():
        pytest.fail(f"there is no {package}; start the tests with scripts/test, which installs it")
    for ours, theirs in (("minisearch.js", "dist/es/index.js"), ("minisearch.license.txt", "LICENSE.txt")):
        assert (ASSETS_DIR / SEARCH / ours).read_bytes() == (package / theirs).read_bytes(), (
            f"copy {theirs} of the package to assets/search/{ours}"
        )
