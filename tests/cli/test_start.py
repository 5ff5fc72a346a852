"""The guide "Your own archive", done as it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from .conftest import Archive

GUIDE = (Path(__file__).resolve().parents[2] / "docs/guide/start.md").read_text("utf-8")
FILES = dict(re.findall(r"^In `([\w./]+)`:\n\n```\w+\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE))
COMMANDS = re.findall(r"^postilla (.*)$", GUIDE, re.MULTILINE)
RECORD = "articles/2024/jim001.md"


def test_an_empty_folder_becomes_a_site(empty: Archive) -> None:
    record = FILES.pop(RECORD)
    assert len(FILES) == 5
    for path, text in FILES.items():
        empty.write(path, text)
    new, check, build, serve = COMMANDS
    assert serve == "serve"
    assert empty.run(*shlex.split(new)).out == f"{RECORD}\n"
    assert empty.run(*shlex.split(check)).code == 0
    empty.write(RECORD, record)
    assert empty.run(*shlex.split(check)).out == "no findings in 1 article\n"
    assert empty.run(*shlex.split(build), "--strict").code == 0
    for page in (
        "",
        "about/",
        "articles/jim001/",
        "specialties/neuroscience/",
        "years/2024/",
        "journals/jim/12/3/",
    ):
        assert (empty.root / "site" / page / "index.html").exists()
