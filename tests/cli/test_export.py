from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from lxml import etree

from postilla.formats import FORMATS

from .conftest import CONFIG, RECORD, Archive

SECOND = (
    RECORD.replace("Lantern walks: a comment", "Second")
    .replace("1201", "1202")
    .replace("2024-09-12", "2023-05")
)
SETTINGS = (
    CONFIG.replace(
        "site_name: Imagined archive", "site_name: Imagined archive\nsite_url: https://example.org/"
    )
    + "      depositor: The Imagined Press\n      depositor_email: doi@example.org\n"
)


@pytest.fixture
def two(archive: Archive) -> Archive:
    archive.write("mkdocs.yml", SETTINGS)
    archive.change("articles/_vocabulary/journals.yml", "id: jim", "id: jim, issn_online: 2434-561X")
    archive.write("articles/2023/jim2.md", SECOND.replace("issue: 3", "issue: 2"))
    return archive


def ids(out: str) -> list[str]:
    return [item["id"] for item in json.loads(out)]


def test_everything_newest_first_on_the_standard_output(two: Archive) -> None:
    code, out, err = two.run("export", "csl", "-q")
    assert (code, err) == (0, "")
    assert ids(out) == ["jim1", "jim2"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--article", "jim2"], ["jim2"]),
        (["--article", "jim2", "--article", "jim1"], ["jim1", "jim2"]),
        (["--term", "specialties/immunology"], ["jim1", "jim2"]),
        (["--term", "specialties/Immunology/"], ["jim1", "jim2"]),
        (["--term", "journals/jim"], ["jim1", "jim2"]),
        (["--term", "journals/jim/12"], ["jim1", "jim2"]),
        (["--term", "journals/jim/12/2"], ["jim2"]),
        (["--since", "2024"], ["jim1"]),
        (["--since", "2023-05-31"], ["jim1", "jim2"]),
        (["--since", "2023-06", "--term", "types/commentary"], ["jim1"]),
    ],
)
def test_options_narrow_the_choice(two: Archive, options: list[str], found: list[str]) -> None:
    code, out, _ = two.run("export", "csl", "-q", *options)
    assert code == 0
    assert ids(out) == found


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--article", "jim9"], "--article: there is no article 'jim9'"),
        (["--term", "specialities/x"], "there is no taxonomy 'specialities'; there are specialties, series"),
        (["--term", "specialties/x"], "--term: there is no 'specialties/x'; see _vocabulary/specialties.yml"),
        (["--term", "journals/jim/12/9"], "--term: there is no 'journals/jim/12/9'"),
        (["--since", "yesterday"], "--since yesterday: is not a date"),
        (["--since", "2030"], "there is no such article"),
    ],
)
def test_what_is_not_there_is_told(two: Archive, options: list[str], message: str) -> None:
    code, out, err = two.run("export", "csl", "-q", *options)
    assert (code, out) == (2, "")
    assert message in err


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_can_be_exported(two: Archive, format: str) -> None:
    code, out, err = two.run("export", format, "-q", "--article", "jim1")
    assert (code, err) == (0, "")
    assert "Lantern walks: a comment" in out
    if FORMATS[format].extension == "xml":
        etree.fromstring(out.encode(), etree.XMLParser(load_dtd=False, no_network=True))


def test_a_file_is_written_whole_and_with_the_usual_rights(two: Archive, tmp_path: Path) -> None:
    code, out, err = two.run("export", "ris", "-o", "out/all.ris")
    assert (code, out) == (0, "")
    assert "2 articles in out" in err
    file = tmp_path / "out" / "all.ris"
    assert file.read_bytes().count(b"TY  - JOUR\r\n") == 2
    assert [path.name for path in file.parent.iterdir()] == ["all.ris"]
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        assert stat.S_IMODE(file.stat().st_mode) == 0o666 & ~mask


def test_a_file_that_cannot_be_written_is_told(two: Archive) -> None:
    two.write("out", "a file")
    code, _, err = two.run("export", "ris", "-q", "-o", "out/all.ris")
    assert code == 2
    assert "cannot be written" in err


def test_documents_of_their_own_go_into_a_folder(two: Archive, tmp_path: Path) -> None:
    code, _, err = two.run("export", "jats", "-q")
    assert code == 2
    assert "name a folder with -o" in err
    assert two.run("export", "jats", "-q", "-o", "jats").code == 0
    assert sorted(path.name for path in (tmp_path / "jats").iterdir()) == ["jim1.xml", "jim2.xml"]


def test_a_deposit_has_its_head_and_stands_by_issue(two: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    code, out, err = two.run("export", "crossref", "-q")
    assert (code, err) == (0, "")
    assert "<timestamp>20260101000000</timestamp>" in out
    assert "<depositor_name>The Imagined Press</depositor_name>" in out
    assert "<registrant>The Imagined Press</registrant>" in out
    assert out.count("<journal>") == 2


def test_a_deposit_needs_a_depositor(archive: Archive) -> None:
    code, out, err = archive.run("export", "crossref", "-q")
    assert (code, out) == (2, "")
    assert "a deposit needs the settings depositor and depositor_email" in err


def test_what_is_left_out_is_told_with_the_reason(two: Archive) -> None:
    two.change("articles/2023/jim2.md", "doi: 10.5555/jim.2024.1202\n", "")
    code, out, err = two.run("export", "crossref", "-q")
    assert code == 0
    assert out.count("<journal_article") == 1
    assert err == "jim2: left out: it has no DOI\n"
    file = two.root / "jim2.xml"
    code, out, err = two.run("export", "crossref", "-q", "--article", "jim2", "-o", str(file))
    assert (code, out) == (2, "")
    assert "every article was left out" in err
    assert not file.exists()


def test_records_with_errors_are_told_and_nothing_is_written(two: Archive) -> None:
    two.change("articles/2023/jim2.md", "published: 2023-05", "published: 2023-15")
    code, out, err = two.run("export", "bibtex", "-q", "-o", "all.bib")
    assert (code, out) == (1, "")
    assert "there is no month 15" in err
    assert "all.bib" not in two.files()
