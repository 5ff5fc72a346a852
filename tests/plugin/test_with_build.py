"""The plugin with the real archive behind it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from postilla.errors import RecordsError
from postilla.plugin import run_build

RECORD = """\
---
title: {title}
type: commentary
authors: [{{given: Ada, family: Example}}]
journal: jim
published: 2021-05-01
volume: 1
doi: 10.5555/{id}
specialties: [immunology]
---
The text.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with one article, one specialty and a page that asks for the list of specialties."""
    write(
        tmp_path,
        "mkdocs.yml",
        "site_name: Small\nsite_url: https://example.org/\ntheme: material\nplugins: [postilla]\n",
    )
    write(tmp_path, "docs/about.md", "# About\n\n[One](article:one), [a term](term:specialties/immunology)\n")
    write(
        tmp_path, "docs/specialties.md", "---\nlisting: specialties\n---\n# Our specialties\n\nOwn words.\n"
    )
    vocabulary = "articles/_vocabulary"
    write(
        tmp_path,
        f"{vocabulary}/journals.yml",
        "- {id: jim, name: J Imag Med, title: Journal of Imagined Medicine}\n",
    )
    write(tmp_path, f"{vocabulary}/specialties.yml", "- {id: immunology, name: Immunology, menu: true}\n")
    write(tmp_path, f"{vocabulary}/types.yml", "- {id: commentary, name: Commentary, plural: Commentaries}\n")
    add(tmp_path, "one", "The first title")
    return tmp_path


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def add(root: Path, id: str, title: str) -> None:
    write(root, f"articles/2021/{id}.md", RECORD.format(id=id, title=title))


def test_articles_and_pages_make_one_site(archive: Path) -> None:
    run_build(archive / "mkdocs.yml", strict=True)
    about = (archive / "site/about/index.html").read_text()
    assert '<a href="../articles/one/">One</a>' in about
    assert '<a href="../specialties/immunology/">a term</a>' in about
    article = (archive / "site/articles/one/index.html").read_text()
    assert "The first title" in article
    assert '<a href="../../specialties/immunology/">Immunology</a>' in article
    listing = (archive / "site/specialties/index.html").read_text()
    assert listing.index("Own words.") < listing.rindex("immunology/")
    assert listing.count("<h1") == 1


def test_a_second_build_writes_nothing_of_the_archive_again(archive: Path) -> None:
    run_build(archive / "mkdocs.yml")
    page = archive / "site/articles/one/index.html"
    before = page.stat().st_mtime_ns
    run_build(archive / "mkdocs.yml")
    assert page.stat().st_mtime_ns == before


def test_an_article_more_leaves_the_shell_as_it_was(archive: Path) -> None:
    run_build(archive / "mkdocs.yml")
    page = archive / "site/404.html"
    before = page.read_bytes()
    add(archive, "two", "The second title")
    run_build(archive / "mkdocs.yml")
    assert page.read_bytes() == before
    assert (archive / "site/articles/two/index.html").is_file()


def test_a_record_with_an_error_leaves_the_site_as_it_was(archive: Path) -> None:
    run_build(archive / "mkdocs.yml")
    before = {path: path.read_bytes() for path in (archive / "site").rglob("*") if path.is_file()}
    write(archive, "articles/2021/bad.md", "---\ntitle: [\n---\n")
    with pytest.raises(RecordsError):
        run_build(archive / "mkdocs.yml")
    assert {path: path.read_bytes() for path in (archive / "site").rglob("*") if path.is_file()} == before


COMMANDS = (["postilla.cli", "check"], ["postilla.cli", "build"], ["mkdocs", "build"])


@pytest.mark.parametrize(
    ("page", "finding"),
    [
        ("articles/one.md", "P302 id: a page of docs/ stands at articles/one/"),
        ("articles/ONE/README.md", "P302 id: a page of docs/ stands at articles/one/"),
        ("articles/former/index.md", "P303 aliases[0]: a page of docs/ stands at articles/former/"),
        ("authors/example-ada.md", "P302 authors[0]: a page of docs/ stands at authors/example-ada/"),
        ("on/10.5555/work.md", "P302 related: a page of docs/ stands at on/10.5555/work/"),
    ],
)
def test_every_command_tells_a_page_where_a_record_needs_its_address(
    archive: Path, page: str, finding: str
) -> None:
    add(archive, "two", "The second title")
    one = archive / "articles/2021/one.md"
    lines = "aliases: [former]\nrelated: [{relation: comments-on, doi: 10.5555/work, title: A work}]\n"
    one.write_text(one.read_text("utf-8").replace("volume:", lines + "volume:"), "utf-8")

    def run(*command: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=archive, capture_output=True, encoding="utf-8", check=False
        )
        return done.returncode, done.stdout + done.stderr

    # what the first one finds is kept, and holds no longer when a page comes
    code, told = run(*COMMANDS[0])
    assert code == 0, told
    write(archive, f"docs/{page}", "# A page by hand\n")
    for command in COMMANDS:
        code, told = run(*command)
        assert code == 1, (command, told)
        assert finding in " ".join(told.split()), (command, told)
    (archive / f"docs/{page}").unlink()
    assert run(*COMMANDS[0])[0] == 0


def test_a_page_in_place_of_a_list_is_told_once(archive: Path) -> None:
    write(archive, "docs/years/index.md", "# Our years\n")
    write(archive, "docs/README.md", "# Welcome\n")
    lines: list[str] = []
    run_build(archive / "mkdocs.yml", tell=lines.append)
    told = [line for line in lines if "in place of" in line]
    assert len(told) == 1
    assert told[0].endswith("; pages of docs/ stand in place of the lists at /, /years/")
    assert "Our years" in (archive / "site/years/index.html").read_text("utf-8")
    lines.clear()
    run_build(archive / "mkdocs.yml", tell=lines.append)
    assert not [line for line in lines if "in place of" in line]


def test_a_file_of_another_name_may_be_named_by_its_relative_path(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive / "mkdocs.yml").rename(archive / "other.yml")
    monkeypatch.chdir(archive)
    run_build(Path("other.yml"))
    assert (archive / "site/articles/one/index.html").is_file()
    assert list((archive / "site").rglob("*.pf_fragment")), "Pagefind found the texts"
