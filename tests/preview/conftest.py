from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.preview.running import Running, preview_of
from tests.site.archives import SiteTest


@pytest.fixture(scope="module")
def typical_preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Of an archive with a little of everything, as it is published; for tests that change nothing."""
    site = SiteTest.copy_of("typical", tmp_path_factory.mktemp("preview"))
    with preview_of(site.root, with_hidden=False) as running:
        yield running
