"""`mkdocs serve` with a search: the index is made in the background, and everything else is MkDocs' business."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from socketserver import BaseServer

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from tests.site.archives import SiteTest, record, small_archive


@pytest.fixture
def address(tmp_path: Path) -> Iterator[tuple[SiteTest, str]]:
    """An archive that is served as `mkdocs serve` does it, and its address."""
    site = small_archive(tmp_path / "small", {"2020/a": record("Salt", "A singular word.")})
    site.edit("mkdocs.yml", "https://example.org/", "https://example.org/sub/")
    config = load_config(str(site.root / "mkdocs.yml"), site_dir=str(site.site_dir))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(site.site_dir), mount_path="/sub/")
    server = config.plugins.on_serve(server, config=config, builder=lambda: None)
    server.server_bind()
    server.server_activate()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield site, f"http://127.0.0.1:{server.server_port}/sub/"
    BaseServer.shutdown(server)  # MkDocs' own ends only the thread that it started
    thread.join()
    server.server_close()
    config.plugins.on_shutdown()


def test_the_search_is_there_when_it_is_wanted(address: tuple[SiteTest, str]) -> None:
    site, here = address
    assert not (site.site_dir / "search/index.json").exists()
    assert (site.site_dir / "search/index.html").is_file()

    def get(path: str) -> bytes:
        with urllib.request.urlopen(here + path) as answer:
            assert answer.headers["Cache-Control"] == "no-cache" or path.endswith("/")
            data: bytes = answer.read()
            return data

    index = json.loads(get("search/index.json"))
    assert index == {"building": True}
    waiting = threading.Event()
    while "bundles" not in index:
        waiting.wait(0.05)
        index = json.loads(get("search/index.json"))
    assert index["articles"] == 1
    assert b"export" in get(f"{index['bundles'][0][0]}pagefind.js")
    assert b"Salt" in get("articles/a/")
    with pytest.raises(urllib.error.HTTPError) as missing:
        get("assets/postilla/index/none")
    missing.value.close()
    assert missing.value.code == 404
