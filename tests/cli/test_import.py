"""`postilla import` as an editor runs it, good files and bad ones."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from .conftest import Archive

SAMPLES = Path(__file__).parents[1] / "formats/readers/samples"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
RIS = """\
TY  - JOUR
TI  - {title}
AU  - Varga, Ilse
JO  - Journal of Imagined Medicine
PY  - 2024
DO  - {doi}
ER  -
"""


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")


def article(doi: str = "10.5555/jim.2024.77", **parts: str) -> str:
    """A short article in JATS; `front` and `body` are added to it."""
    journal = "<journal-title-group><journal-title>Journal of Imagined Medicine</journal-title></journal-title-group>"
    name = "<name><surname>Varga</surname><given-names>Ilse</given-names></name>"
    related = "related-article-type='commentary-article' ext-link-type='doi' xlink:href='10.5555/jim.2024.70'"
    return f"""<article article-type="article-commentary" xmlns:xlink="http://www.w3.org/1999/xlink"><front>
<journal-meta>{journal}</journal-meta>
<article-meta><article-id pub-id-type="doi">{doi}</article-id>
<title-group><article-title>{parts.get("title", "Lamps at night")}</article-title></title-group>
<contrib-group><contrib contrib-type="author">{name}</contrib></contrib-group>
<pub-date pub-type="epub"><day>1</day><month>2</month><year>2024</year></pub-date>
<related-article {related}/>{parts.get("front", "")}</article-meta>
</front><body>{parts.get("body", "<p>It was dark.</p>")}</body></article>"""


def records(archive: Archive) -> list[str]:
    return [path for path in archive.files("articles") if path.endswith(".md")]


def test_every_sample_becomes_records_that_pass_the_check(archive: Archive) -> None:
    shutil.copytree(SAMPLES, archive.root / "incoming", ignore=shutil.ignore_patterns("*.records"))
    (archive.root / "incoming/lamp.png").write_bytes(PNG)
    (archive.root / "incoming/data.csv").write_text("a,b\n1,2\n", "utf-8")
    code, out, _ = archive.run("import", "incoming", "--create-terms")
    assert code == 1, "two of the samples are broken in places"
    assert "incoming/library.bib: line 10: this entry cannot be read" in out
    assert "incoming/managers.ris: line 18: this record has no `ER  -`" in out
    assert archive.run("check", "--quiet", "--format", "json").code == 0
    assert "articles/2024/journal-jim-0001201/lamp.png" in archive.files("articles")
    assert "articles/2024/journal-jim-0001201/data.csv" in archive.files("articles")
    assert archive.run("build", "--quiet").code == 0


def test_a_record_says_where_it_came_from(archive: Archive) -> None:
    archive.write("in/a.xml", article())
    assert archive.run("import", "in/a.xml").code == 0
    text = (archive.root / "articles/2024/jim-2024-77.md").read_text("utf-8")
    assert "source: {format: jats, file: a.xml, date: 2026-01-01}" in text
    assert text.endswith("---\n\nIt was dark.\n")


def test_a_dry_run_writes_nothing(archive: Archive) -> None:
    archive.write("in/a.xml", article())
    before = archive.files()
    code, out, _ = archive.run("import", "in", "--dry-run", "--create-terms")
    assert code == 0
    assert "1 record in 1 file: 1 new (nothing was written)" in out
    assert [path for path in archive.files() if not path.startswith(".cache/")] == before


def test_a_record_that_is_there_is_left_alone_without_update(archive: Archive) -> None:
    archive.write("in/a.xml", article("10.5555/JIM.2024.1201", title="Another title"))
    before = (archive.root / "articles/2024/jim1.md").read_bytes()
    code, out, _ = archive.run("import", "in")
    assert code == 0
    assert "1 in the archive already" in out
    assert "--update" in out
    assert (archive.root / "articles/2024/jim1.md").read_bytes() == before
    assert records(archive) == ["articles/2024/jim1.md"]


def test_an_update_takes_what_the_source_changed_and_keeps_what_an_editor_wrote(archive: Archive) -> None:
    archive.write("in/a.xml", article())
    assert archive.run("import", "in").code == 0
    path = "articles/2024/jim-2024-77.md"
    archive.change(path, "\ndoi: 10", "\n# checked by hand\ndoi: 10")
    archive.change(path, "title: 'Lamps at night'", "title: 'Lamps, at night'")
    archive.change(path, "related:\n", "specialties: [immunology]\nrelated:\n")
    before = (archive.root / path).read_text("utf-8")
    assert archive.run("import", "in", "--update").out.endswith("1 record in 1 file: 1 unchanged\n")
    assert (archive.root / path).read_text("utf-8") == before

    archive.write("in/a.xml", article(title="Lamps by night", front="<volume>12</volume>"))
    code, out, _ = archive.run("import", "in", "--update")
    assert code == 0
    assert f"{path}: title stayed, though this source says otherwise" in out
    after = (archive.root / path).read_text("utf-8")
    assert after == before.replace("# checked by hand\n", "volume: 12\n# checked by hand\n")

    assert archive.run("import", "in", "--force").code == 0
    assert "title: 'Lamps by night'" in (archive.root / path).read_text("utf-8")
    assert "specialties: [immunology]" in (archive.root / path).read_text("utf-8")


def test_a_source_in_another_format_fills_gaps_and_takes_nothing_away(archive: Archive) -> None:
    archive.write("a.xml", article(title="Lamps in full"))
    archive.write(
        "a.ris",
        RIS.format(title="Lamps", doi="10.5555/jim.2024.77").replace("PY  - 2024", "PY  - 2024\nVL  - 12"),
    )
    assert archive.run("import", "a.xml").code == 0
    path = archive.root / "articles/2024/jim-2024-77.md"
    before = path.read_text("utf-8")
    _, out, _ = archive.run("import", "a.ris", "--update")
    assert "jim-2024-77.md: title, published stayed" in out
    doi = "doi: 10.5555/jim.2024.77\n"
    assert path.read_text("utf-8") == before.replace(doi, f"volume: 12\n{doi}", 1)
    assert archive.run("import", "a.ris", "--update").out.endswith("1 unchanged\n")
    archive.write("a.xml", article(title="Lamps in full, mended"))
    archive.run("import", "a.xml", "--update")
    assert "title: 'Lamps in full, mended'" in path.read_text("utf-8")
    assert "volume: 12" in path.read_text("utf-8")


def test_an_article_without_identifiers_is_known_again(archive: Archive) -> None:
    archive.write("a.ris", RIS.format(title="Lamps by moonlight", doi="").replace("DO  - \n", ""))
    assert archive.run("import", "a.ris").code == 0
    assert "articles/2024/varga-2024-lamps-by-moonlight.md" in records(archive)
    assert "1 in the archive already" in archive.run("import", "a.ris").out
    assert archive.run("import", "a.ris", "--update").out.endswith("1 unchanged\n")


def test_a_probable_match_is_told_and_not_merged(archive: Archive) -> None:
    archive.write("in/a.ris", RIS.format(title="Lantern walks: a comment", doi="10.5555/other"))
    code, out, _ = archive.run("import", "in")
    assert code == 0
    assert "articles/2024/other.md may be the same article as jim1: title and year are alike" in out
    assert len(records(archive)) == 2


def test_one_article_in_two_files_becomes_one_record_and_the_full_text_counts(archive: Archive) -> None:
    archive.write("in/a.ris", RIS.format(title="Lamps at night", doi="10.5555/jim.2024.77"))
    archive.write("in/z.xml", article())
    code, out, _ = archive.run("import", "in")
    assert code == 0
    assert "1 new, 1 more than once in this import" in out
    assert "It was dark." in (archive.root / "articles/2024/jim-2024-77.md").read_text("utf-8")


def test_unknown_terms_are_listed_and_made_when_asked_for(archive: Archive) -> None:
    subjects = "".join(f"<subject>{s}</subject>" for s in ("IMMUNOLOGY", "Night vision", "Night vision"))
    front = f'<article-categories><subj-group subj-group-type="heading">{subjects}</subj-group></article-categories>'
    archive.write("in/a.xml", article(front=front))
    before = (archive.root / "articles/_vocabulary/specialties.yml").read_text("utf-8")
    code, out, _ = archive.run("import", "in")
    assert code == 0
    assert "not in the vocabulary specialties: Night vision (1)" in out
    assert "specialties: [immunology]" in (archive.root / "articles/2024/jim-2024-77.md").read_text("utf-8")
    assert (archive.root / "articles/_vocabulary/specialties.yml").read_text("utf-8") == before

    code, out, _ = archive.run("import", "in", "--update", "--create-terms")
    assert code == 0
    assert "added to the vocabulary specialties: night-vision" in out
    after = (archive.root / "articles/_vocabulary/specialties.yml").read_text("utf-8")
    assert after == before + "- id: night-vision\n  name: 'Night vision'\n"
    assert "[immunology, night-vision]" in (archive.root / "articles/2024/jim-2024-77.md").read_text("utf-8")
    assert archive.run("check").code == 0


def test_an_unknown_journal_or_type_is_refused_with_what_to_do(archive: Archive) -> None:
    archive.write("in/a.xml", article().replace("Journal of Imagined Medicine", "Another Journal"))
    code, out, _ = archive.run("import", "in")
    assert code == 1
    assert (
        "its journal `Another Journal` is not in the vocabulary journals: add it, or use --create-terms"
        in out
    )
    code, out, _ = archive.run("import", "in", "--type", "poem")
    assert code == 1
    assert archive.run("import", "in", "--create-terms").code == 0
    assert "- id: another-journal\n  name: 'Another Journal'\n" in (
        archive.root / "articles/_vocabulary/journals.yml"
    ).read_text("utf-8")


def test_a_vocabulary_that_cannot_be_added_to_says_so(archive: Archive) -> None:
    archive.write("articles/_vocabulary/specialties.yml", "[{id: immunology, name: Immunology}]\n")
    front = (
        "<article-categories><subj-group><subject>Night vision</subject></subj-group></article-categories>"
    )
    archive.write("in/a.xml", article(front=front))
    code, _, err = archive.run("import", "in", "--create-terms")
    assert code == 2
    assert "specialties.yml cannot be added to" in err
    assert records(archive) == ["articles/2024/jim1.md"], "nothing is written before"
    assert (archive.root / "articles/_vocabulary/specialties.yml").read_text("utf-8").startswith("[{id")


def test_a_notice_without_its_article_becomes_a_draft(archive: Archive) -> None:
    types = "- {id: retraction, name: Retraction, notice: true, needs: [retracts]}\n"
    archive.write("articles/_vocabulary/types.yml", types)
    archive.write(
        "in/a.xml",
        article().replace("article-commentary", "retraction").replace("commentary-article", "companion"),
    )
    code, _, _ = archive.run("import", "in", "--report", "r.txt")
    assert code == 0
    assert "draft: true" in (archive.root / "articles/2024/jim-2024-77.md").read_text("utf-8")
    report = (archive.root / "r.txt").read_text("utf-8")
    assert "a notice needs a relation retracts, and none is given: it became a draft" in report


def test_the_report_has_every_loss_with_its_place(archive: Archive) -> None:
    mood = "<custom-meta><meta-name>Mood</meta-name><meta-value>dark</meta-value></custom-meta>"
    archive.write("in/a.xml", article(front=f"<custom-meta-group>{mood}</custom-meta-group>"))
    assert archive.run("import", "in", "--report", "r.json").code == 0
    report = json.loads((archive.root / "r.json").read_text("utf-8"))
    (record,) = report["records"]
    assert record["path"] == "articles/2024/jim-2024-77.md"
    assert record["losses"] == [
        {
            "kind": "dropped",
            "place": "/article/front/article-meta/custom-meta-group/custom-meta",
            "what": "Mood: `dark`",
        }
    ]
    assert archive.run("import", "in", "--update", "--report", "r.txt").code == 0
    text = (archive.root / "r.txt").read_text("utf-8")
    assert "dropped /article/front/article-meta/custom-meta-group/custom-meta: Mood: `dark`" in text


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.xml", article()[:400], "the file is not complete"),
        ("a.xml", "<!DOCTYPE html><html><body><p>x</body></html>", "this is a web page"),
        ("a.xml", '<!DOCTYPE article [<!ENTITY a "b">]><article/>', "declares entities of its own"),
        ("a.xml", article(title=""), "it has no title"),
        ("a.bib", "@article{a, title={Open,\n year=2020\n", "a brace that is not closed"),
        ("a.csv", "title|authors\n", ""),
        ("a.csv", 'Title;Authors\n"x;y";z;more;cells\n', "the row has 4 cells, and the table 2 columns"),
        ("a.csv", 'Title,Authors\nx,y\n"z,y\nw,v\n', "line 3: a quotation mark is opened in this row and never closed"),
        ("a.csv", "name of it,people\nx,y\n", "the first row names no column `title`"),
        ("a.json", '[{"type": "article-journal", "title": "x", "issued"', "this is no JSON"),
        ("a.json", '[{"type": "article-journal", "title": "x", "issued": {}},', "the file is not complete"),
        ("a.ris", "TY  - JOUR\nTI  - x", "has no `ER  -` at its end"),
        ("a.txt", "", "the file is empty"),
        ("a.bin", "\0\1\2", "no format that can be imported"),
    ],
)  # fmt: skip
def test_a_bad_file_is_told_and_everything_else_is_imported(
    archive: Archive, name: str, text: str, said: str
) -> None:
    archive.write(f"in/{name}", text)
    archive.write("in/good.xml", article())
    code, out, _ = archive.run("import", f"in/{name}", "in/good.xml")
    assert code == (1 if said else 0)
    assert said in out
    assert "articles/2024/jim-2024-77.md" in records(archive)
    assert not [path for path in archive.files() if path.endswith(".tmp")]
    assert archive.run("check", "--quiet").code == 0


def test_what_lies_in_a_folder_and_is_no_article_is_told(archive: Archive) -> None:
    archive.write("in/good.xml", article())
    archive.write("in/numbers.csv", "lux:lumen\n1:2\n")
    archive.write("in/manifest.xml", "<files><file/></files>")
    code, out, _ = archive.run("import", "in", "--report", "r.json")
    assert code == 0
    assert "left out: in/manifest.xml, in/numbers.csv" in out
    report = json.loads((archive.root / "r.json").read_text("utf-8"))
    assert [one["file"] for one in report["skipped"]] == ["in/manifest.xml", "in/numbers.csv"]
    assert report["files"] == 1
    archive.write("in/meant.csv", "title:authors:doi\nA lamp:Ilse Varga:10.5555/jim.9\n")
    code, out, _ = archive.run("import", "in")
    assert code == 1
    assert "in/meant.csv: the first row names no column `title` beside others" in out
    archive.write("in/page.xml", "<!DOCTYPE html><html><body><p>x</body></html>")
    archive.write("in/list.ris", "")
    code, out, _ = archive.run("import", "in")
    assert code == 1
    assert "in/page.xml: this is a web page" in out
    assert "in/list.ris: the file is empty" in out


def test_a_folder_with_nothing_to_import_says_why(archive: Archive) -> None:
    archive.write("in/list.xlsx", "PK")
    archive.write("in/numbers.csv", "lux:lumen\n1:2\n")
    code, out, _ = archive.run("import", "in")
    assert code == 1
    assert "in/list.xlsx: a workbook of a spreadsheet program: save its sheet as CSV" in out
    assert "in/numbers.csv: the first row names no column `title`" in out
    assert archive.run("import", "in/list.xlsx").code == 1


def test_a_new_journal_has_its_issns_where_they_belong(archive: Archive) -> None:
    journal = "<journal-title>Lamps Today</journal-title>"
    issns = '<issn pub-type="ppub">2049-3630</issn><issn pub-type="epub">0317-8471</issn>'
    text = article().replace(
        "<article-meta>", f"<journal-meta>{journal}{issns}</journal-meta><article-meta>", 1
    )
    archive.write("in/a.xml", re.sub(r"<journal-meta>(?!<journal-title>Lamps).*?</journal-meta>", "", text))
    assert archive.run("import", "in", "--create-terms").code == 0
    made = (archive.root / "articles/_vocabulary/journals.yml").read_text("utf-8")
    assert "issn_online: 0317-8471" in made
    assert "issn_print: 2049-3630" in made


def test_markup_in_a_source_does_not_become_markup_of_the_record(archive: Archive) -> None:
    nasty = (
        "&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert(1)) ![y](z) [@ghost] $x$ `c` # --- *b* "
    )
    nasty += "&lt;img src=x onerror=alert(1)&gt;"
    body = f'<p>{nasty}</p><p>---</p><p><ext-link xlink:href="javascript:alert(1)">bad link</ext-link></p>'
    archive.write("in/a.xml", article(title=nasty, body=body, front=f"<abstract><p>{nasty}</p></abstract>"))
    assert archive.run("import", "in").code == 0
    assert archive.run("check", "--quiet").code == 0
    assert archive.run("build", "--quiet").code == 0
    page = (archive.root / "site/articles/jim-2024-77/index.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "<img src=x" not in page.replace('"', "")
    assert 'href="javascript:' not in page
    assert (
        page.count("&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert(1)) ![y](z) [@ghost] $x$") >= 2
    )


def test_pictures_come_along_from_a_zip_and_active_ones_do_not(archive: Archive) -> None:
    names = ("lamp", "bad.svg", "scan.tif", "gone")
    figures = "".join(
        f'<fig id="f{n}"><label>Figure {n}</label><graphic xlink:href="{name}"/></fig>'
        for n, name in enumerate(names, 1)
    )
    with zipfile.ZipFile(archive.root / "p.zip", "w") as package:
        package.writestr(
            "p/a.xml", article(body=figures, front='<self-uri content-type="pdf" xlink:href="a.pdf"/>')
        )
        package.writestr("p/lamp.png", PNG)
        package.writestr(
            "p/bad.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
        )
        package.writestr("p/scan.tif", b"II*\0" + bytes(20))
        package.writestr("p/a.pdf", b"%PDF-1.7\n")
    assert archive.run("import", "p.zip", "--report", "r.txt").code == 0
    made = [path for path in archive.files("articles") if "jim-2024-77" in path]
    assert made == [
        "articles/2024/jim-2024-77.md",
        "articles/2024/jim-2024-77.pdf",
        "articles/2024/jim-2024-77/lamp.png",
    ]
    report = (archive.root / "r.txt").read_text("utf-8")
    for said in (
        "browser: bad.svg holds",
        "do not show: save scan.tif as PNG",
        "not beside the source: gone",
    ):
        assert said in report
    code, out, _ = archive.run("check", "articles/2024/jim-2024-77.md")
    assert code == 0
    assert "P221 figures[0].alt: the figure has no alternative text" in out
    assert out.count("P222") == 3
    assert archive.run("build", "--quiet").code == 0
    page = (archive.root / "site/articles/jim-2024-77/index.html").read_text("utf-8")
    assert page.count('<figure class="figure"') == 4
    assert page.count('alt="Figure 1"') == 1


def test_sub_articles_are_records_that_name_each_other(archive: Archive) -> None:
    shutil.copy(SAMPLES / "translated.xml", archive.root / "t.xml")
    types = (
        "{id: editorial, name: E}",
        "{id: commentary, name: C}",
        "{id: reply, name: R, needs: [replies-to]}",
    )
    archive.write("articles/_vocabulary/types.yml", "".join(f"- {one}\n" for one in types))
    assert archive.run("import", "t.xml", "--create-terms").code == 0
    texts = {path.rpartition("/")[2]: (archive.root / path).read_text("utf-8") for path in records(archive)}
    assert "translations: [rmi-2020-1-s1]" in texts["rmi-2020-1.md"]
    assert "translations: [rmi-2020-1]" in texts["rmi-2020-1-s1.md"]
    assert "article: rmi-2020-1" in texts["rmi-2020-1-r1.md"]
    assert archive.run("check", "--quiet").code == 0
    assert archive.run("import", "t.xml", "--update").out.endswith("3 records in 1 file: 3 unchanged\n")


def test_new_records_can_go_to_a_folder_of_their_own(archive: Archive) -> None:
    archive.write("in/a.xml", article())
    assert archive.run("import", "in", "--into", "articles/imported").code == 0
    assert "articles/imported/2024/jim-2024-77.md" in records(archive)
    code, _, err = archive.run("import", "in", "--into", "../elsewhere")
    assert code == 2
    assert "records lie in articles/" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "say what to import"),
        (("nowhere",), "there is no nowhere"),
        (("in", "--journal", "nature"), "there is no journal 'nature'"),
        (("--doi", "nonsense"), "--doi nonsense: is not a DOI"),
    ],
)
def test_wrong_use_is_exit_code_2(archive: Archive, arguments: tuple[str, ...], said: str) -> None:
    archive.write("in/a.xml", article())
    code, out, err = archive.run("import", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert records(archive) == ["articles/2024/jim1.md"]


def test_many_files_are_read_by_workers_with_the_same_result(archive: Archive) -> None:
    for number in range(60):
        archive.write(f"in/{number:02}.xml", article(f"10.5555/many.{number}"))
    assert archive.run("import", "in", "-j", "2", "-q").code == 0
    many = {path: (archive.root / path).read_bytes() for path in records(archive)}
    assert len(many) == 61
    shutil.rmtree(archive.root / "articles/2024")
    (archive.root / "articles/.imports.tsv").unlink()
    assert archive.run("import", "in", "-j", "1", "-q").code == 0
    alone = {path: (archive.root / path).read_bytes() for path in records(archive)}
    assert alone == {path: data for path, data in many.items() if path != "articles/2024/jim1.md"}
