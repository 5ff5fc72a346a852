"""The headers in the guide to hosting: the same for every server, and those under which the browser tests run."""

from __future__ import annotations

import re

import pytest

from postilla.formats import server_headers
from postilla.plugin.assets import PUBLISHED
from tests.browser.server import POLICY

from .workflows import ROOT

GUIDE = (ROOT / "docs/guide/hosting.md").read_text("utf-8")
BESIDE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The policy of files that contributors put beside a record."""
SERVERS = {
    language: re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    for language in ("nginx", "apache", "caddyfile")
}


def test_two_policies_stand_in_the_guide() -> None:
    assert set(re.findall(r"default-src [^\"`|\n]*", GUIDE)) == {POLICY, BESIDE}
    table = GUIDE.split("### What the server should say")[1].split("### ")[0]
    assert table.count(POLICY) == 2  # in words, and as docs/_headers
    assert table.count(BESIDE) == 1


def test_the_files_that_a_setting_writes_say_the_same() -> None:
    assert (server_headers.POLICY, server_headers.BESIDE_POLICY) == (POLICY, BESIDE)
    for name in server_headers.HEADERS_FILES:
        assert f"| `{name}` |" in GUIDE


@pytest.mark.parametrize("server", SERVERS)
def test_every_server_says_all_of_it(server: str) -> None:
    (text,) = SERVERS[server]
    for part in (
        POLICY,
        BESIDE,
        "nosniff",
        "no-cache",
        "public, max-age=31536000, immutable",
        "404.html",
        "/srv/archive",
    ):
        assert part in text, part
    assert re.search("gzip|DEFLATE", text)


def test_the_folder_that_never_changes_is_the_one_of_the_assets() -> None:
    for text in (*(text for (text,) in SERVERS.values()), GUIDE):
        assert f"/{PUBLISHED}/" in text
