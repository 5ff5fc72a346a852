"""`tests/sites/hostile`: whatever stands in an archive gives findings, and what is right in it becomes a site."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from postilla.build import Site
from tests.build.plain import settings_of
from tests.site.archives import BuiltSite, SiteTest
from tests.site.test_addresses import broken_links
from tests.site.test_pages import invalid

from .made import FOLDER, MADE, VOCABULARIES
from .test_fuzz import check_report

BROKEN = {
    "active": "P327",
    "alias-taken": "P210 P303", "circle-one": "P309", "circle-two": "P309", "dates": "P205", "dates-future": "P318",
    "doi-one": "P305", "doi-two": "P305", "empty-front": "P112", "files-elsewhere": "P212 P213",
    "files-missing": "P302 P316", "id-bidi": "P210", "id-control": "P111", "id-dot": "P210", "id-escape": "P210",
    "id-line": "P210", "id-list": "P203", "id-long": "P210", "id-null": "P209", "id-number": "P210",
    "id-other-letters": "P210", "id-parent": "P210", "id-root": "P210", "id-slash": "P210", "id-space": "P210",
    "id-up": "P210", "id-upper": "P210", "identifiers": "P204", "itself": "P308",
    "links-elsewhere": "P404 P412 P413", "mail": "P214", "no-fence": "P104", "nobody": "P201 P203 P209",
    "terms": "P208 P310", "text-depth": "P407", "text-formula": "P406",
    "text-marks": "P401 P405 P411 P414 P415 P420", "text-quotes": "P407", "title-empty": "P209", "title-long": "P220",
    "twice-one": "P301", "twice-sound": "P301", "twice-two": "P301", "yaml-brackets": "P107", "yaml-cut": "P105",
    "yaml-depth": "P107", "yaml-keys": "P112", "yaml-laughs": "P108 P203", "yaml-merge": "P202", "yaml-python": "P109",
    "yaml-twice": "P110",
}  # fmt: skip
"""The records of `articles/broken/`, and what is found in each."""
CONTRADICTIONS = {
    "collections": "P108", "journal": "P202", "journals": "P210 P321 P323", "keywords": "P202", "people": "P325",
    "series": "P112", "specialties": "P321 P322", "types": "P206 P207 P321",
}  # fmt: skip
SOUND = ["arabic", "combining", "deep", "many", "nul", "template"]
"""The records that are odd and nothing worse, in the order of their ids."""

COMMANDS = {
    "postilla check": ("postilla.cli", "check"),
    "postilla build": ("postilla.cli", "build"),
    "mkdocs build": ("mkdocs", "build"),
    "mkdocs build --strict": ("mkdocs", "build", "--strict"),
}


def many() -> str:
    """A record with 400 authors, a group of 300, 60 affiliations, 500 references and 100 keywords."""
    people = "".join(
        f"  - {{given: Given {n}, family: Family {n}, affiliations: [a{n % 60}, a{(n + 1) % 60}]}}\n"
        for n in range(400)
    )
    members = "".join(f"      - {{given: Member, family: Of the Group {n}}}\n" for n in range(300))
    places = "".join(f"  a{n}: {{name: Institute {n}, city: City {n}}}\n" for n in range(60))
    works = "".join(
        f"  - {{id: r{n}, title: 'Work {n}', authors: [{{family: Writer {n}}}]}}\n" for n in range(500)
    )
    keywords = ", ".join(f"keyword {n}" for n in range(100))
    return (
        f"---\ntitle: 'Many hands'\ntype: viewpoint\nauthors:\n{people}  - group: A Group\n    members:\n{members}"
        f"affiliations:\n{places}journal: odd\npublished: 2021-10-02\nspecialties: [con]\nkeywords: [{keywords}]\n"
        f"references:\n{works}---\n\n{' '.join(f'[@r{n}]' for n in range(500))}\n"
    )  # fmt: skip


def sound(folder: Path) -> SiteTest:
    """The hostile archive without what is broken."""
    site = SiteTest.copy_of("hostile", folder).remove("articles/broken").remove("contradictions")
    return site.write("articles/sound/many.md", many())


def hostile(folder: Path) -> SiteTest:
    """The hostile archive with everything but the contradictory vocabularies."""
    site = SiteTest.copy_of("hostile", folder).write("articles/sound/many.md", many())
    (site.root / FOLDER).mkdir()
    for name, made in MADE.items():
        made.make(site.root / FOLDER / name)
    return site


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    return hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    site = sound(tmp_path_factory.mktemp("sound"))
    return BuiltSite(site.root).build(strict=True)


def findings(site: SiteTest) -> dict[str, set[str]]:
    """The codes that are told of each file."""
    examined = Site.examine(settings_of(site.root, journal=""))
    examined.close()
    check_report(site.root, examined.report)
    found: dict[str, set[str]] = {}
    for finding in examined.report.findings:
        found.setdefault(finding.path, set()).add(finding.code)
    return found


# Everything at once


def test_everything_is_told_at_once(whole: SiteTest) -> None:
    found = findings(whole)
    broken = {
        path: " ".join(sorted(codes)) for path, codes in found.items() if path.startswith("articles/broken/")
    }
    assert broken == {f"articles/broken/{name}.md": codes for name, codes in BROKEN.items()}
    for name, row in MADE.items():
        told = found.pop(f"{FOLDER}/{name}".encode("utf-8", "replace").decode(), set())
        told |= found.pop(f"{FOLDER}/{name}/{'/'.join(['d'] * 31)}", set())
        assert " ".join(sorted(told)) == row.codes, name
    assert {path for path in found if path.startswith(FOLDER)} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_and_fails_at_nothing(whole: SiteTest, command: str) -> None:
    done = whole.run(*COMMANDS[command], NO_MKDOCS_2_WARNING="1")
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in told
    assert " errors, " in told
    assert re.sub(r"[\n\r]", "", told.replace("\x1b[31m", "").replace("\x1b[0m", "")).isprintable()
    assert "\n::error::" not in told
    assert not whole.site_dir.exists() or not list(whole.site_dir.iterdir())
    assert not (whole.root / "evil-was-here").exists()
    assert "root:x:0" not in told
    assert "secret words" not in told


@pytest.mark.parametrize("form", ["github", "json", "sarif"])
def test_every_form_of_the_report_holds_it(whole: SiteTest, form: str) -> None:
    done = whole.run("postilla.cli", "check", "--quiet", "--format", form)
    assert (done.returncode, done.stderr) == (1, "")
    if form == "github":
        *lines, _summary = done.stdout.splitlines()
        assert all(
            re.match(r"::(error|warning) file=[^:]*,line=\d+,col=\d+,title=[^:]*::", line) for line in lines
        )
        assert len(lines) == len(set(lines))
    else:
        data = json.loads(done.stdout)
        results = data["findings"] if form == "json" else data["runs"][0]["results"]
        assert len(results) > len(BROKEN) + len(MADE)


def test_vocabularies_that_contradict_themselves_are_told(tmp_path: Path) -> None:
    site = sound(tmp_path)
    shutil.copytree(
        SiteTest.copy_of("hostile", tmp_path / "again").root / "contradictions",
        site.root / "articles/_vocabulary",
        dirs_exist_ok=True,
    )
    told = {
        Path(path).stem: " ".join(sorted(codes))
        for path, codes in findings(site).items()
        if path.startswith("articles/_vocabulary/")
    }
    assert told == CONTRADICTIONS


# One thing at a time


@pytest.mark.parametrize("name", [name for name in MADE if not name.startswith("huge")], ids=ascii)
def test_one_bad_thing_is_told_and_nothing_else(tmp_path: Path, name: str) -> None:
    site = sound(tmp_path).remove("articles/sound/many.md")
    before = findings(site)
    (site.root / FOLDER).mkdir()
    MADE[name].make(site.root / FOLDER / name)
    after = findings(site)
    assert {code for path in after.keys() - before.keys() for code in after[path]} == set(
        MADE[name].codes.split()
    )
    assert {path: after[path] for path in before} == before


@pytest.mark.parametrize("name", VOCABULARIES)
def test_what_stands_for_a_vocabulary_is_told(tmp_path: Path, name: str) -> None:
    site = sound(tmp_path).remove("articles/sound/many.md")
    path = "articles/_vocabulary/collections.yml"
    findings(site)
    site.remove(path)
    without = findings(site)
    VOCABULARIES[name].make(site.root / path)
    found = findings(site)
    assert found.pop(path) == set(VOCABULARIES[name].codes.split())
    assert found == without


@pytest.mark.parametrize("form", ["text", "github", "json", "sarif"])
def test_a_vocabulary_may_have_any_name(tmp_path: Path, form: str) -> None:
    site = sound(tmp_path).remove("articles/sound/many.md")
    for name in (b"\xff.yml", b"a\nb.yaml", b"::error::.yml"):
        (site.root / "articles/_vocabulary" / os.fsdecode(name)).write_text("[]", "utf-8")
    done = site.run("postilla.cli", "check", "--quiet", "--format", form)
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("there is no such vocabulary") == 3
    assert "\n::error::" not in done.stdout.replace("\n::error file=", "")


def test_folders_without_end_are_told(tmp_path: Path) -> None:
    site = sound(tmp_path).remove("articles/sound/many.md")
    start = os.open(site.root / "articles", os.O_RDONLY)
    folders = [start]
    try:
        # deeper than a path may be long
        for _ in range(3_000):
            os.mkdir("d", dir_fd=folders[-1])
            folders.append(os.open("d", os.O_RDONLY, dir_fd=folders[-1]))
            if len(folders) > 100:
                os.close(folders.pop(0)) if folders[0] != start else os.close(folders.pop(1))
        assert findings(site)[f"articles/{'/'.join(['d'] * 33)}"] == {"P113"}
    finally:
        for folder in folders:
            os.close(folder)
        subprocess.run(["rm", "-rf", site.root / "articles/d"], check=True)


# What is left


def test_what_is_sound_is_built_when_the_rest_is_gone(
    whole: SiteTest, made: BuiltSite, tmp_path: Path
) -> None:
    site = hostile(tmp_path)
    assert "errors" in site.refuses()
    for name in (*("articles/broken", "contradictions"), *(f"{FOLDER}/{name}" for name in MADE)):
        path = site.root / name
        if path.is_symlink() or not path.is_dir():
            path.unlink()
        else:
            shutil.rmtree(path)
    assert site.build(strict=True).files == made.files


def test_every_record_that_is_sound_has_its_page(made: BuiltSite) -> None:
    for name in SOUND:
        address = "_6eul" if name == "nul" else name
        assert f"articles/{address}/" in made.addresses
        assert made.page(f"articles/{address}/").one("h1").text


def test_nothing_is_lost_of_many(made: BuiltSite) -> None:
    page = made.page("articles/many/")
    text = page.text
    for number in (0, 199, 399):
        assert f"Given {number} Family {number}" in text
    for number in (0, 299):
        assert f"Member Of the Group {number}" in text
    assert len(page.all(".p-refs li")) == 500
    assert len(page.all(".p-affiliations li")) == 60


def test_what_looks_like_a_template_is_text(made: BuiltSite) -> None:
    page = made.page("articles/template/")
    assert page.one("h1").text == "{{ 7*7 }} {% raw %} ${7*7} #{7*7} <%= 7*7 %> %s %(x)s {0} {x!r}"
    assert "{{ config.items() }} [[ x ]] {: .class onclick=x }" in page.text
    assert '--8<-- "../../mkdocs.yml"' in page.text
    assert "{{ view }} {% raw %} ${x} %s {0}" in made.page("").text
    assert "{{ page.title }}" in made.page("").one("footer").text


def test_what_looks_like_a_slot_is_text(made: BuiltSite) -> None:
    for page in made.pages.values():
        assert len(page.all("main")) == 1
        assert len(page.all("h1")) == 1


def test_every_path_can_be_written_on_every_system(made: BuiltSite) -> None:
    folded: set[str] = set()
    for path in made.files:
        for part in path.split("/"):
            assert not re.fullmatch(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", part), path
            assert re.fullmatch(r"[A-Za-z0-9_.-]+", part), path
            assert part.strip(". ") == part or part == ".nojekyll", path
            assert len(part.encode()) <= 200, path
        assert path.casefold() not in folded
        folded.add(path.casefold())


def test_every_link_of_it_leads_somewhere(made: BuiltSite) -> None:
    later = re.compile(r"(?:feeds|search)/$")
    assert [
        link for link in broken_links(made, "https://example.org/odd/") if not later.search(unquote(link))
    ] == []


def test_every_page_of_it_is_valid_html(made: BuiltSite, vnu: tuple[str, ...]) -> None:
    assert invalid(vnu, made.site_dir) == []
