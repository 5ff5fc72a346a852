"""The worked examples of the guides to importing, done as they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from postilla.formats.reading import SOURCES

from .conftest import Archive
from .test_start import FILES

GUIDE = Path(__file__).resolve().parents[2] / "docs/guide/import"
PAGES = sorted(path.stem for path in GUIDE.glob("*.md") if path.stem not in ("index", "moving"))
RUN = re.compile(
    r"^```text\n\$ postilla (?P<command>[^\n]*)\n(?P<said>.*?)^```\n.*?^```text\n(?P<report>.*?)^```",
    re.DOTALL | re.MULTILINE,
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
EXAMPLE = re.compile(
    r"put this into `(?P<source>[\w./]+)`:\n\n```\w+\n(?P<text>.*?)^```\n\n"
    r"```sh\npostilla (?P<command>[^\n]*)\n```\n\n"
    r"writes `(?P<record>[\w./-]+)`:\n\n```markdown\n(?P<written>.*?)^```\n\n"
    r"and `losses.txt` says what could not be carried:\n\n```text\n(?P<losses>.*?)^```",
    re.DOTALL | re.MULTILINE,
)


@pytest.fixture
def start(empty: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """The archive of the first guide, without its article."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    for path, text in FILES.items():
        if not path.startswith("articles/2"):
            empty.write(path, text)
    return empty


def test_every_source_has_a_page() -> None:
    told = " ".join((GUIDE / f"{page}.md").read_text("utf-8").partition("\n## A worked")[0] for page in PAGES)
    assert all(f"`{name}`" in told or name in PAGES for name in SOURCES)


@pytest.mark.parametrize("page", PAGES)
def test_a_worked_example_gives_what_the_page_says(start: Archive, page: str) -> None:
    example = EXAMPLE.search((GUIDE / f"{page}.md").read_text("utf-8"))
    assert example
    start.write(example["source"], example["text"])
    assert start.run(*shlex.split(example["command"])).code == 0
    assert (start.root / example["record"]).read_text("utf-8").strip() == example["written"].strip()
    report = (start.root / "losses.txt").read_text("utf-8")
    losses = re.findall(r"^    ((?:dropped|guessed|changed) .*)$", report, re.MULTILINE)
    assert losses == example["losses"].splitlines()
    assert start.run("check", "--quiet").code == 0
    assert start.run("build", "--quiet").code == 0


def test_what_an_import_says_is_what_the_first_page_shows(start: Archive) -> None:
    example = EXAMPLE.search((GUIDE / "jats.md").read_text("utf-8"))
    run = RUN.search((GUIDE / "index.md").read_text("utf-8"))
    assert example
    assert run
    file = start.write(example["source"], example["text"])
    file.with_name("lamp.png").write_bytes(PNG)
    start.write("articles/_vocabulary/specialties.yml", "- {id: surgery, name: Surgery}\n")
    assert start.run(*shlex.split(run["command"])).out == run["said"]
    assert (start.root / "losses.txt").read_text("utf-8").startswith(run["report"])
    assert (start.root / "articles/2024/jim-2024-1201/lamp.png").read_bytes() == PNG
    update = re.search(r"say `postilla (import [^`]* --update)`", (GUIDE / "jats.md").read_text("utf-8"))
    assert update
    assert start.run(*shlex.split(update[1])).code == 0
    out = start.run("check").out
    assert "P221" in out
