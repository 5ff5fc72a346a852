from __future__ import annotations

import pytest

from .conftest import RECORD, Archive


@pytest.fixture
def addressed(archive: Archive) -> Archive:
    archive.change(
        "mkdocs.yml",
        "site_name: Imagined archive\n",
        "site_name: Imagined archive\nsite_url: https://jim.example/\n",
    )
    archive.write("articles/2024/jim2.md", RECORD.replace("2024-09-12", "2024-10").replace("1201", "1202"))
    return archive


def test_a_digest_has_what_is_new_in_three_files(addressed: Archive) -> None:
    code, out, err = addressed.run("digest", "--since", "2024-10")
    assert (code, out, err) == (0, "digest/digest.html\ndigest/digest.txt\ndigest/digest.eml\n", "")
    text = (addressed.root / "digest/digest.txt").read_text("utf-8")
    assert text.startswith("Imagined archive: new since October 2024\n")
    assert "https://jim.example/articles/jim2/" in text
    assert "articles/jim1/" not in text
    html = (addressed.root / "digest/digest.html").read_text("utf-8")
    assert (
        '<a style="color:#0a5070" href="https://jim.example/articles/jim2/">Lantern walks: a comment</a>'
        in html
    )


def test_days_are_counted_once(addressed: Archive) -> None:
    assert (
        addressed.run("digest", "-q", "--since", "2024-09-12", "--until", "2024-10-01", "-o", "out").code == 0
    )
    text = (addressed.root / "out/digest.txt").read_text("utf-8")
    assert "articles/jim1/" in text
    assert "articles/jim2/" not in text


def test_a_correction_stands_before_what_is_new(addressed: Archive) -> None:
    notice = RECORD
    for old, new in (
        ("2024-09-12", "2024-11-01"),
        ("1201", "1203"),
        ("type: commentary", "type: correction"),
        ("comments-on, doi: 10.5555/jim.2024.1187, title: 'Lantern walks'", "corrects, article: jim1"),
        ("Lantern walks: a comment", "Correction"),
    ):
        assert old in notice
        notice = notice.replace(old, new)
    addressed.write("articles/2024/jim3.md", notice)
    types = (addressed.root / "articles/_vocabulary/types.yml").read_text("utf-8")
    correction = "- {id: correction, name: Correction, notice: true, needs: [corrects]}\n"
    addressed.write("articles/_vocabulary/types.yml", types + correction)
    assert addressed.run("digest", "-q", "--since", "2024-10").code == 0
    text = (addressed.root / "digest/digest.txt").read_text("utf-8")
    places = [text.index(f"articles/{id}/") for id in ("jim3", "jim1", "jim2")]
    assert places == sorted(places)
    assert "3 articles" in text


def test_only_one_term(addressed: Archive) -> None:
    addressed.change("articles/2024/jim2.md", "specialties: [immunology]\n", "")
    assert addressed.run("digest", "-q", "--since", "2024", "--term", "specialties/immunology").code == 0
    text = (addressed.root / "digest/digest.txt").read_text("utf-8")
    assert text.startswith("Immunology | Imagined archive: new since 2024\n")
    assert "articles/jim2/" not in text


def test_nothing_new_writes_nothing(addressed: Archive) -> None:
    code, out, _ = addressed.run("digest", "--since", "2030")
    assert (code, out) == (0, "nothing is new since 2030; no file is written\n")
    assert not (addressed.root / "digest").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--since", "soon"), "--since soon: is not a date"),
        (("--since", "2024", "--until", "2024-13"), "--until 2024-13: there is no month 13"),
        (
            ("--since", "2024", "--term", "specialties/nothing"),
            "the archive has no term 'specialties/nothing'",
        ),
        (("--since", "2024", "--term", "nothing"), "the archive has no term 'nothing'"),
    ],
)
def test_wrong_use_is_told(addressed: Archive, arguments: tuple[str, ...], message: str) -> None:
    code, out, err = addressed.run("digest", "-q", *arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_a_digest_needs_an_address_and_a_folder(archive: Archive) -> None:
    code, _, err = archive.run("digest", "-q", "--since", "2024")
    assert code == 2
    assert "site_url" in err
    archive.change(
        "mkdocs.yml",
        "site_name: Imagined archive\n",
        "site_name: Imagined archive\nsite_url: https://jim.example/\n",
    )
    archive.write("digest", "a file")
    code, _, err = archive.run("digest", "-q", "--since", "2024")
    assert code == 2
    assert "digest" in err
