from __future__ import annotations

from .conftest import Archive


def test_the_cache_is_removed_and_nothing_else(archive: Archive) -> None:
    assert archive.run("build", "--quiet").code == 0
    stranger = archive.write(".cache/postilla/notes.txt", "somebody's own")
    assert any("cache-" in path for path in archive.files(".cache"))
    others = [path for path in archive.files() if "cache-" not in path]

    assert archive.run("clean") == (0, "removed the cache in .cache/postilla\n", "")

    assert archive.files() == others
    assert stranger.read_text("utf-8") == "somebody's own"


def test_without_a_cache_there_is_nothing_to_do(archive: Archive) -> None:
    assert archive.run("clean").code == 0
    assert archive.run("clean").code == 0


def test_a_build_after_it_makes_the_same_site(archive: Archive) -> None:
    archive.run("build", "--quiet")
    before = {path: (archive.root / path).read_bytes() for path in archive.files("site")}
    archive.run("clean")
    archive.run("build", "--quiet")
    assert {path: (archive.root / path).read_bytes() for path in archive.files("site")} == before
