from __future__ import annotations

import re

import pytest

from .conftest import RECORD, Archive


def test_a_build_tells_what_the_site_is_beside_the_limits_of_hosts(archive: Archive) -> None:
    code, out, err = archive.run("build")
    assert code == 0
    files = len(archive.files("site"))
    assert "1 articles" in err or "1 article" in err
    assert re.search(rf"^GitLab Pages +{files} of 200,000 ", out, re.MULTILINE)
    assert re.search(r"^total +\d+\.\d\d s$", out, re.MULTILINE)
    assert (archive.root / "site/articles/jim1/index.html").exists()
    assert (archive.root / "site/about/index.html").exists()


def test_timings_add_up(archive: Archive) -> None:
    code, out, _ = archive.run("build", "--timings")
    assert code == 0
    seconds = {
        name.strip(): float(s) for name, s in re.findall(r"^(.{26}) *(\d+\.\d\d) s$", out, re.MULTILINE)
    }
    total = seconds.pop("total")
    assert len(seconds) > 4
    assert sum(seconds.values()) == pytest.approx(total, abs=0.1)


def test_quiet_says_nothing(archive: Archive) -> None:
    assert archive.run("build", "--quiet") == (0, "", "")


def test_verbose_names_what_was_written_and_removed(archive: Archive) -> None:
    archive.run("build", "-q")
    assert archive.run("build", "-q", "-v") == (0, "", "")
    archive.change("articles/2024/jim1.md", "specialties: [immunology]\n", "aliases: [jim-one]\n")
    code, out, _ = archive.run("build", "-q", "--verbose")
    assert code == 0
    written = [line.removeprefix("written ") for line in out.splitlines() if line.startswith("written ")]
    assert {"articles/jim1/index.html", "articles/jim-one/index.html"} <= set(written)
    assert written == sorted(written)
    archive.change("articles/2024/jim1.md", "aliases: [jim-one]\n", "")
    assert "removed articles/jim-one/index.html" in archive.run("build", "-q", "--verbose").out.splitlines()


def test_another_folder_for_the_site(archive: Archive) -> None:
    assert archive.run("build", "-q", "-d", "elsewhere/site").code == 0
    assert (archive.root / "elsewhere/site/articles/jim1/index.html").exists()
    assert not (archive.root / "site").exists()


@pytest.mark.parametrize("options", [[], ["--quiet"]], ids=["told", "quiet"])
def test_an_error_in_a_record_stops_it_and_is_told_once(archive: Archive, options: list[str]) -> None:
    archive.run("build", "-q")
    before = {path: (archive.root / path).read_bytes() for path in archive.files("site")}
    archive.write("articles/2024/jim1.md", RECORD.replace("journal: jim", "journal: jum"))
    code, out, err = archive.run("build", *options)
    assert (code, out) == (1, "")
    assert err.count("error P310 journal") == 1
    assert {path: (archive.root / path).read_bytes() for path in archive.files("site")} == before


def test_a_warning_does_not_stop_it_unless_the_settings_say_so(archive: Archive) -> None:
    archive.change("articles/2024/jim1.md", "specialties: [immunology]\n", "")
    assert archive.run("build", "--strict", "-q").code == 0
    archive.change("mkdocs.yml", "jobs: 1", "fail_on: warning")
    assert archive.run("build", "-q").code == 1


def test_strict_speaks_of_the_hand_written_pages(archive: Archive) -> None:
    archive.write("docs/about.md", "# About\n\n[Gone](article:gone)\n")
    code, _, err = archive.run("build")
    assert code == 0
    assert "WARNING" in err
    code, _, err = archive.run("build", "--strict")
    assert code == 2
    assert "article:gone" in err
    assert err.count("Aborted") == 1


def test_a_limit_that_is_near_is_told_even_quietly(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def near(site: object) -> tuple[list[str], list[str]]:
        return [], ["GitLab Pages: the site has 90% of the files allowed"]

    monkeypatch.setattr("postilla.cli.build.host_report", near)
    code, out, err = archive.run("build", "--quiet")
    assert (code, out) == (0, "")
    assert err == "WARNING: GitLab Pages: the site has 90% of the files allowed\n"
