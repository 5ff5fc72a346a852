"""Every row of every table has its place in `docs/reference/`, and the pages of `docs/guide/` tell no tales."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from postilla.bodies import CODES as BODY_CODES
from postilla.checks import RULES
from postilla.cli.catalogue import KINDS
from postilla.cli.main import COMMANDS, load
from postilla.cli.manual import pages
from postilla.cli.report import FORMATS
from postilla.formats import FEED_FORMATS
from postilla.formats import FORMATS as ARTICLE_FORMATS
from postilla.model import LICENSES, SCHEMES, Relation
from postilla.records import CODES as RECORD_CODES
from postilla.records import FIELDS, VOCABULARIES
from postilla.settings import ROWS

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
GUIDE = ROOT / "docs" / "guide"
PAGES = pages()
GUIDES = sorted(GUIDE.rglob("*.md"))


def _name(path: Path) -> str:
    return path.relative_to(GUIDE).with_suffix("").as_posix()


def rows(page: str) -> dict[str, str]:
    """The rows of all tables of a page, by their first cell; of two with one key the first."""
    found: dict[str, str] = {}
    for key, rest in re.findall(r"^\| `([^`]+)` \| (.*) \|$", PAGES[page], re.MULTILINE):
        found.setdefault(key, rest)
    return found


def test_the_pages_of_the_reference_are_current() -> None:
    standing = {p.relative_to(REFERENCE).as_posix(): p.read_text("utf-8") for p in REFERENCE.rglob("*.md")}
    stale = sorted(path for path in PAGES.keys() | standing.keys() if PAGES.get(path) != standing.get(path))
    assert not stale, "run `postilla reference`"


def test_every_field_is_documented() -> None:
    told = rows("fields.md")
    for field in FIELDS:
        assert field.doc
        assert field.doc.split("`")[0] in told[field.key]
        assert ("**yes**" in told[field.key]) == field.needed


def test_every_vocabulary_is_documented() -> None:
    for kind in VOCABULARIES.values():
        section = PAGES["vocabularies.md"].split(f"\n## {kind.name.capitalize()}\n")[1].split("\n## ")[0]
        assert kind.doc in section
        for row in kind.rows:
            assert f"| `{row.key}` | " in section
    for row in next(iter(VOCABULARIES.values())).shape.rows:
        assert f"| `{row.key}` | " in PAGES["vocabularies.md"]


def test_every_setting_is_documented() -> None:
    told = rows("settings.md")
    assert list(told) == list(ROWS)
    for row in ROWS.values():
        assert row.doc in told[row.name]
        assert (str(row.default).lower() if row.kind is bool else str(row.default)) in told[row.name]


def test_every_format_of_feeds_and_what_machines_can_set_is_in_the_guide() -> None:
    text = (GUIDE / "machines.md").read_text("utf-8")
    for row in FEED_FORMATS:
        assert f"| `{row.file}` | {row.name}" in text
    for name in ("mirror", "feeds", "alerts", "linksets", "twins"):
        assert name in ROWS
        assert f"`{name}`" in text or f"`{name}: " in text or f"      {name}: " in text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    section = PAGES["commands.md"].split(f"\n## {name}\n")[1].split("\n## ")[0]
    command = load(name)
    assert (command.help or "").split("\n")[0].split("<")[0] in section
    for param in command.params:
        if isinstance(param, click.Option):
            assert all(f"`{option}" in section for option in param.opts)
        else:
            assert (param.metavar or f"{param.name}".upper()).strip("[]") in section


def test_every_format_is_documented() -> None:
    for row in ARTICLE_FORMATS.values():
        assert f"](formats/{row.id}.md) |" in PAGES["formats.md"]
        text = PAGES[f"formats/{row.id}.md"]
        assert row.doc in text
        assert row.specification.split("`")[0] in text
        assert row.verified in text
        assert "Varga-Holm" in text.split("## Example")[1]


def test_every_format_of_the_report_is_documented() -> None:
    assert FORMATS.keys() <= rows("commands.md").keys()


def test_every_finding_has_its_page_and_its_line() -> None:
    codes = {*RECORD_CODES, *(row.code for row in BODY_CODES.values()), *(rule.CODE for rule in RULES)}
    assert codes == KINDS.keys()
    for kind in KINDS.values():
        page = PAGES[f"findings/{kind.code.lower()}.md"]
        assert f"**{kind.severity}**" in page
        assert f"| [{kind.code}]({kind.code.lower()}.md) | {kind.severity} | " in PAGES["findings/index.md"]


def test_a_code_belongs_to_one_finding_only() -> None:
    codes = [*RECORD_CODES, *(row.code for row in BODY_CODES.values()), *(rule.CODE for rule in RULES)]
    assert len(set(codes)) == len(codes)


def test_every_rule_is_documented_in_its_module() -> None:
    for rule in RULES:
        text = PAGES[f"findings/{rule.CODE.lower()}.md"]
        assert rule.__doc__
        assert "\n\n" in rule.__doc__, f"{rule.CODE}: a title, then what it means"
        assert rule.__doc__.partition("\n")[0].rstrip(".") in text


def test_every_code_that_the_program_reports_is_known() -> None:
    for path in sorted((ROOT / "src" / "postilla").rglob("*.py")):
        used = set(re.findall(r"[\"'](P[1-5][0-9]{2})[\"']", path.read_text("utf-8")))
        assert used <= KINDS.keys(), path.name


def test_relations_licences_and_identifiers_are_documented() -> None:
    assert list(rows("relations.md")) == list(Relation)
    assert list(rows("licenses.md")) == list(LICENSES)
    for scheme in SCHEMES.values():
        assert f"| {scheme.title} | `{scheme.example}` | " in PAGES["identifiers.md"]


# ----------------------------------------------------------------------------------------------------------------------

CODE_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("path", GUIDES, ids=_name)
def test_a_guide_names_only_what_there_is(path: Path) -> None:
    text = path.read_text("utf-8")
    for command, rest in re.findall(r"postilla ([a-z]+)((?: [^\s`]+)*)", _of_shell(text)):
        assert command in COMMANDS, command
        known = {option for param in load(command).params for option in param.opts}
        assert {o.partition("=")[0] for o in re.findall(r"(?<= )--?[a-z][a-z-]*", rest)} <= known
    assert set(re.findall(r"\bP[1-5][0-9]{2}\b", text)) <= KINDS.keys()


@pytest.mark.parametrize("path", GUIDES, ids=_name)
def test_a_guide_can_be_read_by_mkdocs(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.match(r"---\ntitle: .+\ndescription: .+\n", text)
    outside = CODE_BLOCK.sub("", text)
    assert len(re.findall(r"^# ", outside, re.MULTILINE)) == 1


def _of_shell(text: str) -> str:
    blocks = [code for language, code in CODE_BLOCK.findall(text) if language in ("sh", "console")]
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", CODE_BLOCK.sub("", text))])


def test_guide_and_reference_are_clean_in_strict_mode(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Every link between their pages leads to a page and a heading that are there."""
    docs = tmp_path / "docs"
    for path, text in [
        *((f"reference/{path}", text) for path, text in PAGES.items()),
        *((f"guide/{_name(path)}.md", path.read_text("utf-8")) for path in GUIDES),
        ("index.md", "# Home\n"),
    ]:
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Documentation\nplugins: []\n"
        "markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, md_in_html, tables]\n"
        "validation: {links: {anchors: warn, not_found: warn, absolute_links: warn, unrecognized_links: warn}}\n"
    )
    build(load_config(str(tmp_path / "mkdocs.yml")))
    told = [record.getMessage() for record in caplog.records if record.levelname in ("WARNING", "ERROR")]
    assert not told
