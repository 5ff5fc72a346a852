"""Hostile requests and impatient users: the server answers others, and ends when it is told to."""

from __future__ import annotations

import contextlib
import http.client
import multiprocessing
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from postilla.build.pool import SMALL
from postilla.errors import MachineError
from postilla.preview import server
from postilla.preview.streams import MOST
from tests import interrupts
from tests.preview.running import PATIENCE, Running, preview_of
from tests.site.archives import record, small_archive


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    site = small_archive(tmp_path_factory.mktemp("hostile") / "a", {"one": record("One", pdf="one.pdf")})
    site.write("articles/one.pdf", b"%PDF-1.4\n").write("secret.txt", "secret").write(
        "articles/one/unnamed.txt", "no"
    )
    with preview_of(site.root) as running:
        yield running


def answers(running: Running) -> bool:
    return running.get("/articles/one/").status == 200


REQUESTS = {
    "nothing at all": b"\r\n\r\n",
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "a version that is none": b"GET / HTTP/9.9.9\r\n\r\n",
    "a long line": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a long header": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 5_000 + b"\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "another host": b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "another origin": b"GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n\r\n",
    "a body": b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello",
    "a body in pieces": b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a post": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
    "a connect": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "another server": b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "traversal": b"GET /../../secret.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "traversal in disguise": b"GET /%2e%2e/secret.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "traversal in disguise twice": b"GET /%252e%252e/secret.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "traversal by a hidden slash": b"GET /..%2fsecret.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "traversal from within": b"GET /assets/..%2f..%2fsecret.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "traversal of Windows": b"GET /..\\..\\secret.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "traversal in long bytes": b"GET /%c0%ae%c0%ae/secret.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a place of the machine": b"GET //etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a name that ends early": b"GET /secret.txt%00.html HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
    "a page of no origin": b"GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\n\r\n",
    "bytes that are no UTF-8": b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "two lengths": b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nhello",
    "a length below nothing": b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "a method in small letters": b"get / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a host that is no ASCII": b"GET / HTTP/1.1\r\nHost: l\xc3\xb6calhost\r\n\r\n",
    "a script of another site": b"GET / HTTP/1.1\r\nHost: localhost\r\n"
    b"Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n\r\n",
    "a frame of another site": b"GET / HTTP/1.1\r\nHost: localhost\r\n"
    b"Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n\r\n",
    "a page of no sense": b"GET /_preview/events?page=%00&page=&&&=%ff&state HTTP/1.1\r\nHost: evil.example\r\n\r\n",
}


@pytest.mark.parametrize("name", REQUESTS)
def test_requests_that_are_refused(running: Running, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with running.connected(REQUESTS[name]) as connection, contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
        got = b"".join(iter(lambda: connection.recv(65536), b""))
        statuses = re.findall(rb"^HTTP/1\.[01] (\d+)", got, re.MULTILINE)
        # one that names no version gets an answer without a status
        assert all(status[:1] in b"45" for status in statuses)
        assert statuses or b"<main" not in got
        assert not re.search(rb"secret(?!\.txt)", got), "the name alone may be repeated"
    assert answers(running)
    assert not capsys.readouterr().err, "nothing that anybody asks is a fault of ours"


@pytest.mark.parametrize(
    "query",
    [b"", b"?", b"?page", b"?page=%00&page=&&&=%ff&state", b"?" + b"a=b&" * 1_000, b"?page=" + b"a" * 60_000,
     b"?page=..%2F..%2Fetc%2Fpasswd&state=old", b"?page=%ff%fe&state=.%00."],
)  # fmt: skip
def test_streams_of_no_sense(running: Running, query: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    request = b"GET /_preview/events" + query + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with running.connected(request) as connection:
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 OK")
    assert answers(running)
    assert not capsys.readouterr().err


@pytest.mark.parametrize(
    "path",
    ["/secret.txt", "/mkdocs.yml", "/articles/one.md", "/articles/one/one.md", "/articles/one/unnamed.txt",
     "/articles/one/..%5c", "/_preview/client.py", "/_preview/../secret.txt", "/.cache/", "/assets/",
     "/assets/postilla/", "/docs/about.md"],
)  # fmt: skip
def test_only_the_site_is_served(running: Running, path: str) -> None:
    got = running.get(path)
    assert got.status in (404, 400)
    assert not re.search("secret$", got.text, re.MULTILINE)


def test_links_do_not_lead_out(tmp_path: Path) -> None:
    site = small_archive(tmp_path / "a", {"one": record("One", pdf="one.pdf")})
    site.write("articles/one.pdf", b"%PDF-1.4\n")
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    (site.root / "docs/link.txt").symlink_to(outside)
    with preview_of(site.root) as running:
        assert running.get("/articles/one/one.pdf").status == 200
        (site.root / "articles/one.pdf").unlink()
        (site.root / "articles/one.pdf").symlink_to(outside)
        for _ in range(5):
            assert "secret" not in running.get("/articles/one/one.pdf").text
        running.until(lambda: running.get("/articles/one/one.pdf").status == 404)


def test_the_slow_and_the_silent_starve_nobody(running: Running) -> None:
    begun = [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "]
    waiting = [running.connected(begun[n % 3]) for n in range(server.PLACES + 100)]
    try:
        for _ in range(5):
            assert answers(running)
    finally:
        for connection in waiting:
            connection.close()


def test_a_thousand_open_pages_starve_nobody(running: Running) -> None:
    request = b"GET /_preview/events?page=articles/one/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    streams = []
    for number in range(1_000):
        streams.append(running.connected(request))
        if number % 100 == 0:
            assert answers(running)
    assert answers(running)
    event = next(running.events("articles/one/", "old.old"))
    assert event[0] == "report"
    for stream in streams:
        stream.close()


def test_streams_of_browsers_that_left_are_forgotten(running: Running) -> None:
    for _ in range(MOST + 20):
        next(running.events("articles/one/"))
    assert answers(running)


def test_a_file_that_grows_shorter_while_it_is_sent(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = os.fstat

    def before(number: int) -> object:
        return SimpleNamespace(st_size=status(number).st_size + 5)

    monkeypatch.setattr(os, "fstat", before)
    with pytest.raises(http.client.IncompleteRead):
        running.get("/articles/one/one.pdf")
    assert answers(running)


def test_a_browser_that_takes_nothing(running: Running) -> None:
    request = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    connections = [running.connected(request * 50) for _ in range(20)]
    assert answers(running)
    for connection in connections:
        connection.close()


# Beginning and end


def started(root: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
    with interrupts.heard():
        process = subprocess.Popen(
            [sys.executable, "-m", "postilla.cli", "serve", "--jobs", "1", *options],
            cwd=root, stderr=subprocess.PIPE, text=True, encoding="utf-8",
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )  # fmt: skip
    assert process.stderr
    lines = []
    for line in process.stderr:
        lines.append(line)
        if found := re.match(r"Serving on (http://\S+)", line):
            return process, found[1]
    raise AssertionError("".join(lines))


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.skipif(sys.platform == "win32", reason="sends no signals")
def test_it_ends_when_it_is_told_to(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    site = small_archive(tmp_path / "a", {"one": record("One")})
    own = tmp_path / "temporary"
    own.mkdir()
    monkeypatch.setenv("TMPDIR", str(own))
    process, address = started(site.root, "--port", "0")
    port = int(address.rsplit(":", 1)[1].strip("/"))
    with process, socket.create_connection(("127.0.0.1", port)) as stream:
        stream.sendall(b"GET /_preview/events?page= HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert stream.recv(100)
        assert list(own.iterdir())
        process.send_signal(getattr(signal, name))
        try:
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()
    assert not list(own.iterdir())
    assert not (site.root / "site").exists(), "a preview builds no site"


def test_it_ends_while_records_are_read(tmp_path: Path) -> None:
    site = small_archive(
        tmp_path / "a", {f"a{number:02}": record(f"A {number}") for number in range(SMALL + 20)}
    )
    with preview_of(site.root, jobs=2) as running:
        told = [*running.told]
    assert not multiprocessing.active_children()
    assert not any("worker" in line for line in told)


def test_a_port_in_use_is_one_error_with_a_suggestion(tmp_path: Path) -> None:
    site = small_archive(tmp_path / "a", {"one": record("One")})
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = site.run("postilla.cli", "serve", "--port", str(port))
        assert done.returncode == 2
        assert re.search(rf"postilla: port {port} is in use; try `postilla serve --port \d+`", done.stderr)
        assert "Traceback" not in done.stderr
        with pytest.raises(MachineError), preview_of(site.root, host="192.0.2.1"):
            pass


def test_serving_to_others_is_warned_of(tmp_path: Path) -> None:
    site = small_archive(tmp_path / "a", {"one": record("One")})
    with preview_of(site.root, host="0.0.0.0") as running:
        assert any(line.startswith("WARNING: everybody") for line in running.told)
    with preview_of(site.root) as running:
        assert not any(line.startswith("WARNING") for line in running.told)
