"""A little archive of its own for each test, and the command line run on it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from postilla.cli import main

CONFIG = """\
site_name: Imagined archive
theme:
  name: material
  font: false
plugins:
  - postilla:
      jobs: 1
"""
RECORD = """\
---
title: 'Lantern walks: a comment'
type: commentary
authors:
  - {given: Ilse, family: Varga-Holm}
journal: jim
published: 2024-09-12
volume: 12
issue: 3
elocation: e1201
doi: 10.5555/jim.2024.1201
specialties: [immunology]
related:
  - {relation: comments-on, doi: 10.5555/jim.2024.1187, title: 'Lantern walks'}
---

## What was seen

Eighty-four tired people.
"""
FILES: Mapping[str, str] = {
    "mkdocs.yml": CONFIG,
    "docs/about.md": "---\ntitle: About\n---\n\n# About\n\nAn archive that was made up.\n",
    "articles/_vocabulary/journals.yml": "- {id: jim, name: Journal of Imagined Medicine}\n",
    "articles/_vocabulary/types.yml": (
        "- {id: commentary, name: Commentary, plural: Commentaries, needs: [comments-on]}\n"
    ),
    "articles/_vocabulary/specialties.yml": "- {id: immunology, name: Immunology, menu: true}\n",
    "articles/2024/jim1.md": RECORD,
}


class Outcome(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


@dataclass
class Archive:
    """A folder with an archive in it, and the current folder of the commands."""

    root: Path
    capture: pytest.CaptureFixture[str]

    def run(self, *arguments: str) -> Outcome:
        """Run a command; a traceback would be an exception here."""
        self.capture.readouterr()
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        written = self.capture.readouterr()
        assert "Traceback" not in written.err
        assert isinstance(left.value.code, int)
        return Outcome(left.value.code, written.out, written.err)

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def change(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def files(self, folder: str = ".") -> list[str]:
        """Every file below a folder of the archive."""
        return sorted(
            path.relative_to(self.root).as_posix()
            for path in (self.root / folder).rglob("*")
            if path.is_file()
        )


@pytest.fixture
def empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Archive]:
    """An empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    level = logging.getLogger("mkdocs").level
    yield Archive(tmp_path, capsys)
    logging.getLogger("mkdocs").setLevel(level)


@pytest.fixture
def archive(empty: Archive) -> Archive:
    """A whole archive with one commentary and nothing wrong."""
    for path, text in FILES.items():
        empty.write(path, text)
    return empty
