"""The pages of closed lists: settings, relations, licences, identifiers."""

from __future__ import annotations

from postilla.model import LICENSES, SCHEMES, SYMMETRIC, Relation
from postilla.settings import KIND_NAMES, ROWS, SettingRow
from postilla.words import ENGLISH

from .markdown import code, page, prose, table

_SETTINGS = """\
The settings stand in `mkdocs.yml` under the plugin. A key that is not here and a value that cannot be used are errors,
all told at once.

```yaml
plugins:
  - postilla:
      journal: jci
      fail_on: warning
```
"""

_OF_MKDOCS = """\
Of MkDocs' own settings the archive uses `site_name`, `site_url`, `site_description`, `docs_dir`, `site_dir`, `nav`,
`theme`, and `repo_url` with `edit_uri` for the links that lead to a record's source. `use_directory_urls: false` is
refused, because the addresses of the archive are folders; so is `--dirty`. MkDocs' `search` is switched off.
"""

_RELATIONS = """\
`related` of a record says what the article is to another work: an article of the archive, or any work. The page of the
article shows the relation forwards; the page of the other, if the archive has one, shows it backwards.
"""

_LICENSES = """\
`license` of a record or of a journal is one of these identifiers of the SPDX licence list; upper and lower case are
the same, and the address of a licence is read as its identifier. Other terms are named `LicenseRef-` and a name of your
own, such as `LicenseRef-publisher`: pages show the name without a link.
"""


def settings_page() -> str:
    """`settings.md`."""
    rows = ((code(row.name), _kind(row), _default(row), prose(row.doc)) for row in ROWS.values())
    return page(
        "Settings",
        "Every setting of the plugin in mkdocs.yml, with its default.",
        _SETTINGS,
        table(("setting", "value", "default", "what it is"), rows),
        "## Settings of MkDocs",
        _OF_MKDOCS,
    )


def relations_page() -> str:
    """`relations.md`."""
    rows = (
        (
            code(relation),
            prose(ENGLISH.word(f"relation-{relation}")),
            prose(ENGLISH.form(1, f"back-{relation}")),
            "both ways" if relation in SYMMETRIC else "one way",
        )
        for relation in Relation
    )
    return page(
        "Relations",
        "What an article can be to another work, and the words for both directions.",
        _RELATIONS,
        table(("relation", "forwards", "backwards", "direction"), rows),
    )


def licenses_page() -> str:
    """`licenses.md`."""
    rows = ((code(key), f"[{prose(row.name)}]({row.url})") for key, row in LICENSES.items())
    return page(
        "Licences",
        "The licences that a record can name, by SPDX identifier.",
        _LICENSES,
        table(("identifier", "licence"), rows),
    )


def identifiers_page() -> str:
    """`identifiers.md`."""
    rows = (
        (
            prose(scheme.title),
            code(scheme.example),
            prose(scheme.specification),
            _resolved(scheme.url(scheme.example)),
        )
        for scheme in SCHEMES.values()
    )
    return page(
        "Identifiers",
        "The identifiers that records hold, how they are written and what checks them.",
        "Identifiers are read in the forms in which they are usually copied, addresses included, and kept in one form. "
        "Check digits are verified: a wrong one is the finding [P204](findings/p204.md).",
        table(("identifier", "example", "specification", "leads to"), rows),
    )


def _default(row: SettingRow) -> str:
    """The default as YAML has it."""
    if row.default == "":
        return ""
    return code(str(row.default).lower() if row.kind is bool else str(row.default))


def _kind(row: SettingRow) -> str:
    return " or ".join(map(code, row.choices)) or prose(KIND_NAMES[row.kind])


def _resolved(url: str) -> str:
    return f"<{url}>"
