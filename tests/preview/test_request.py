"""The door: which requests are answered at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postilla.preview.request import Refusal, address_of, refused


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", ""),
        ("/articles/a/", "articles/a/"),
        ("/a%20b.csv?x=1", "a b.csv"),
        ("/on/10.5555/%C3%A4/", "on/10.5555/ä/"),
        ("/...", "..."),
        ("/a..b/", "a..b/"),
    ],
)
def test_addresses(target: str, path: str) -> None:
    found = address_of(target)
    assert not isinstance(found, Refusal)
    assert found[0] == path


@pytest.mark.parametrize(
    "target",
    ["", "*", "http://x/", "/../x", "/a/../b", "/a/%2e%2e/b", "/%2e%2e", "/..%2fetc/passwd", "/a//b", "//evil.example/",
     "/\\evil", "/%5c..%5cx", "/a%00b", "/%ff", "/%c0%af", "/%ed%a0%80", "/a\x01", "/./a", "/a/.", "/%0d%0aX: y"],
)  # fmt: skip
def test_addresses_that_could_lead_elsewhere(target: str) -> None:
    assert isinstance(address_of(target), Refusal)


@given(st.text())
def test_whatever_is_asked_stays_inside(text: str) -> None:
    found = address_of(f"/{text}")
    if not isinstance(found, Refusal):
        assert ".." not in found[0].split("/")
        assert not found[0].startswith("/")
        assert "\\" not in found[0]


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8000",
        "127.0.0.1:8000",
        "[::1]:8000",
        "192.168.1.5",
        "a.localhost",
        "LOCALHOST",
        "mine",
    ],
)
def test_hosts_that_are_this_machine(host: str) -> None:
    assert refused(host, None, None, {"mine"}) is None
    assert refused(host, f"http://{host}", "same-origin", {"mine"}) is None


@pytest.mark.parametrize(
    "host",
    [None, "", "evil.example", "localhost.evil.example", "evil.example:8000", "127.0.0.1.evil.example", "a b", "[evil]",
     "localhost:99999999", "localhost/", "mine.evil", "@localhost", "localhost@evil"],
)  # fmt: skip
def test_hosts_that_are_not(host: str | None) -> None:
    assert refused(host, None, None, {"mine"}) is not None


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost:8001", "", "file://", "http://[bad"]
)
def test_pages_of_other_sites(origin: str) -> None:
    assert refused("localhost:8000", origin, None, ()) is not None


@pytest.mark.parametrize(
    ("site", "is_refused"),
    [("cross-site", True), ("same-site", True), ("same-origin", False), ("none", False)],
)
def test_what_a_browser_says_of_the_page(site: str, is_refused: bool) -> None:
    assert (refused("localhost", None, site, ()) is not None) == is_refused
