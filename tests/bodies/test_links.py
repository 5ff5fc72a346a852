"""Addresses: which may be, and how they are written."""

from __future__ import annotations

import pytest

from postilla.bodies import links


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://a.example", "https://a.example"),
        ("HTTP://A.example/B?c=d&e#f", "http://A.example/B?c=d&e#f"),
        ("https://a.example:8080/", "https://a.example:8080/"),
        ("https://doi.org/10.1016/S0140-6736(20)30183-5", "https://doi.org/10.1016/S0140-6736(20)30183-5"),
        ("https://doi.org/10.1002/(SICI)1:1<1::AID-1>2", "https://doi.org/10.1002/(SICI)1:1%3C1::AID-1%3E2"),
        ("https://a.example/é/%20/%zz", "https://a.example/é/%20/%25zz"),
        ('https://a.example/"[x]|{y}`\\', "https://a.example/%22%5Bx%5D%7C%7By%7D%60%5C"),
        ("https://a.example/#b#c", "https://a.example/#b%23c"),
        (" https://a.exa\nmple/b c", "https://a.example/bc"),
        ("https://größe.example", "https://größe.example"),
    ],
)
def test_web(address: str, written: str) -> None:
    assert links.web(address) == written
    assert links.file(address) is None


@pytest.mark.parametrize(
    ("address", "written", "path"),
    [
        ("a.png", "a.png", "a.png"),
        ("jci1/a b.png", "jci1/a%20b.png", "jci1/a b.png"),
        ("./a.png", "./a.png", "./a.png"),
        ("a%20b.csv?c#d", "a%20b.csv?c#d", "a b.csv"),
        ("...", "...", "..."),
        ("é.png", "é.png", "é.png"),
    ],
)
def test_file(address: str, written: str, path: str) -> None:
    assert links.file(address) == written
    assert links.path(written) == path
    assert links.web(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "", " ", "#a", "?a", "/a", "//a.example", "\\\\a", "a\\b", "../a", "a/../b", "a/%2e%2e/b",
        "%2E%2E/a", "%2fa", "a%5cb", "javascript:a", "JAVASCRIPT:a", "java\nscript:a", "\x01javascript:a",
        "javascript%3Aa", "data:text/html,a", "c:a", "mailto:a@b.example", "ftp://a.example", "https:a",
        "https:/a", "https:///a", "https://", "https://a@b.example", "https://1.2.3.4", "https://a.1",
        "https://a.0x7f", "https://a..b", "https://a.example:99999", "https://[::1]/", "a%00", "a%EF%B7%90",
    ],
)  # fmt: skip
def test_refused(address: str) -> None:
    assert links.web(address) is None
    assert links.file(address) is None


def test_labels_are_compared_without_case_and_spaces() -> None:
    assert links.label(" A \n b ") == links.label("a B")
