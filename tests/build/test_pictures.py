"""How large a picture is, and what is none. The files in `pictures/` are one blue rectangle."""

from __future__ import annotations

import io
import os
import shutil
import time
from pathlib import Path

import pytest

from postilla.build.cache import Cache
from postilla.build.pictures import Size, measure, size_of
from postilla.build.sources import FileFacts

PICTURES = sorted((Path(__file__).parent / "pictures").iterdir())
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><rect width="9" height="9"/></svg>'
ENTITIES = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 20}">' for n in range(8))


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_every_format_that_browsers_show_has_its_size(path: Path) -> None:
    wanted = Size(4, 6) if path.name.startswith("turned") else Size(6, 4)
    assert size_of(io.BytesIO(path.read_bytes())) == wanted


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="600" height="400"', (600, 400)),
        ('width="600px" height=" 400.4 "', (600, 400)),
        ('width="6in" height="25.4mm"', (576, 96)),
        ('width=".2" height="0.3"', (1, 1)),
        ('viewBox="0 0 300 100"', (1200, 400)),
        ('viewBox="-10,-10,30,10" width="600"', (600, 200)),
        ('width="100%" height="100%" viewBox="0 0 2 1"', (1200, 600)),
        ('width="10em" height="5em"', (0, 0)),
        ('viewBox="0 0 0 0"', (0, 0)),
        ('viewBox="0 0 wide 3"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_a_drawing_has_the_size_of_its_root(attributes: str, size: tuple[int, int]) -> None:
    assert size_of(io.BytesIO(SVG.format(attributes).encode())) == size


@pytest.mark.parametrize(
    "before",
    ["\ufeff", '<?xml version="1.0"?>\n<!-- a <svg width="1"> -->\n', "<!DOCTYPE svg [<!ENTITY a 'b'>]>"],
)
def test_what_stands_before_the_root_does_not_matter(before: str) -> None:
    assert size_of(io.BytesIO((before + SVG.format('width="3" height="2"')).encode())) == (3, 2)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Words.",
        b"<!doctype html><title>No picture</title>",
        b'<svg width="1" height="1"/>',  # without its namespace no browser draws it
        b'<a xmlns="http://www.w3.org/2000/svg"/>',
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"GIF89a",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"\x00\x00\x00\x1cftypavif" + b"\xff" * 99,
        b"II*\x00\x08\x00\x00\x00",  # TIFF
        b"\x00\x00\x00\x1cftypheic" + bytes(99),
        b"%PDF-1.7",
    ],
)
def test_what_is_no_picture_has_no_size(data: bytes) -> None:
    assert size_of(io.BytesIO(data)) is None


def test_a_drawing_full_of_entities_costs_nothing() -> None:
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "{"boom" * 99}">{ENTITIES}]>' + SVG.format('width="&e8;"')
    begun = time.monotonic()
    assert size_of(io.BytesIO(bomb.encode())) is None
    assert time.monotonic() - begun < 2


def facts(path: Path) -> FileFacts:
    found = path.stat()
    return FileFacts(found.st_size, found.st_mtime_ns)


def test_a_picture_is_read_again_only_when_it_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    shutil.copyfile(PICTURES[0], file)
    os.utime(file, (1, 1))
    cache, files = Cache(tmp_path / "cache"), {"a.png": facts(file), "b.png": FileFacts(9, 9)}
    assert measure(tmp_path, files, ["a.png", "b.png", "c.png"], cache) == {"a.png": (6, 4)}
    file.write_bytes(b"no picture")
    # neither size nor time tells of it
    assert measure(tmp_path, files, ["a.png"], cache) == {"a.png": (6, 4)}
    assert measure(tmp_path, {"a.png": facts(file)}, ["a.png"], cache) == {}
    cache.close()


def test_a_picture_of_this_moment_is_not_trusted(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    shutil.copyfile(PICTURES[0], file)
    files = {"a.png": facts(file)}
    cache = Cache(tmp_path / "cache")
    assert measure(tmp_path, files, ["a.png"], cache) == {"a.png": (6, 4)}
    file.write_bytes(b"no picture")
    assert measure(tmp_path, files, ["a.png"], cache) == {}
    cache.close()


def test_damaged_sizes_are_taken_again(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    shutil.copyfile(PICTURES[0], file)
    os.utime(file, (1, 1))
    cache, files = Cache(tmp_path / "cache"), {"a.png": facts(file)}
    measure(tmp_path, files, ["a.png"], cache)
    (name,) = cache.states("pictures ")
    for damage in (b"", b"\x80\x05N.", b"\x80\x05}\x8c\x01aK\x01s."):
        cache.keep_state(name, damage)
        assert measure(tmp_path, files, ["a.png"], cache) == {"a.png": (6, 4)}
    cache.close()
