"""The settings of an archive: one table, read once into a frozen value that is passed around."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from postilla.alerts import SHAPE, Alerts
from postilla.diagnostics import Severity
from postilla.errors import SettingsError

NO_ALERTS = Alerts()


def _setting(
    default: Any, kind: type, doc: str, *, choices: tuple[str, ...] = (), form: tuple[str, str] = ("", "")
) -> Any:
    facts = {"kind": kind, "doc": doc, "choices": choices, "form": form}
    return dataclasses.field(default=default, metadata=facts)


@dataclass(frozen=True, slots=True)
class Settings:
    """What `mkdocs.yml` says under `plugins: - postilla:`, with the site's own name and address."""

    root: Path
    """The directory of `mkdocs.yml`; every relative path starts here."""
    site_name: str = "Archive"
    site_url: str = ""
    """The site's absolute address with a final slash, or empty where the site has none."""
    site_description: str = ""
    repo_url: str = ""
    edit_uri: str = ""
    hand_written: tuple[str, ...] = ()
    """The addresses of the pages of `docs/`, sorted; that of the home page is empty."""
    docs_dir: str = "docs"
    """The folder of the hand-written pages, relative to `root`."""

    articles: str = _setting("articles", str, "The folder of the article records, relative to `mkdocs.yml`.")
    cache: str = _setting(".cache/postilla", str, "The folder of the cache. It can be deleted at any time.")
    journal: str = _setting(
        "", str, "The key of the archive's only journal: records then need no `journal` of their own."
    )
    language: str = _setting(
        "en",
        str,
        "The language of the site and of records that name none (BCP 47). The interface speaks English and German; "
        "with any other language it stays English.",
        form=(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "a language tag such as en or pt-BR"),
    )
    fail_on: str = _setting("error", str, "Which findings stop a build.", choices=("error", "warning"))
    search: bool | Mapping[str, str] = _setting(
        True,
        dict,
        "What a search finds. `{text: full}` is every word of every article, `{text: abstract}` the words of titles, "
        "abstracts, summaries and notes; without either it is everything up to 20,000 articles, abstracts from there "
        "on. "
        "`false` makes a site without a search.",
    )
    jobs: int = _setting(0, int, "How many worker processes render; 0 means one for each processor.")
    intro: str = _setting("", str, "What the archive is, in Markdown: the first words of the home page.")
    notice: str = _setting(
        "", str, "A sentence for the foot of every page, in Markdown: words, emphasis and links."
    )

    mirror: bool = _setting(
        False,
        bool,
        "Whether the articles are copies of what a publisher has on the web. The DOI's address is then the canonical "
        "one for search engines, and typed links call it related.",
    )
    feeds: str = _setting(
        "auto",
        str,
        "Which feeds there are: `atom` for Atom alone, `all` for Atom, RSS and JSON Feed; `auto` is all of them up to "
        "5,000 articles, and beyond that the other two only for the site, its journals and its notices.",
        choices=("auto", "atom", "all"),
    )
    alerts: Alerts = _setting(  # noqa: RUF009 - it is frozen
        NO_ALERTS,
        Alerts,
        "Who sends e-mail alerts: `{provider: Buttondown, url: https://…}`. The page of feeds leads there; with "
        "`form: true` it has a form for the reader's address.",
    )
    linksets: str = _setting(
        "auto",
        str,
        "Whether each article has a `linkset.json` with typed links for programs (FAIR Signposting, level 2): `auto` "
        "means up to 2,000 articles, for hosts count files.",
        choices=("auto", "always", "never"),
    )
    twins: str = _setting(
        "auto",
        str,
        "Whether each article is there as Markdown too, for language models and other readers of text: `auto` means "
        "up to 2,000 articles.",
        choices=("auto", "always", "never"),
    )
    headers: str = _setting(
        "none",
        str,
        "A file that tells your server which headers to send: `netlify` and `cloudflare` write `_headers`, `nginx` "
        "writes `nginx-headers.conf`, to be included.",
        choices=("none", "netlify", "cloudflare", "nginx"),
    )
    citation_files: str = _setting(
        "auto",
        str,
        "The formats of the files beside each article, with spaces between them, such as `bibtex ris jats`; `none` for "
        "none. `auto` writes all of them for up to 2,000 articles, BibTeX and RIS for up to 20,000 and RIS for more, "
        "since hosts count files. The formats are listed in the reference.",
    )
    bulk_files: bool = _setting(
        True,
        bool,
        "Whether the archive, every issue, series and specialty have files of all their articles.",
    )
    depositor: str = _setting(
        "", str, "Who deposits DOIs at Crossref: the name in `postilla export crossref`."
    )
    depositor_email: str = _setting("", str, "Where Crossref sends its reports on deposits.")
    registrant: str = _setting("", str, "The organisation that owns the DOIs; by default the depositor.")
    crossmark_policy: str = _setting(
        "",
        str,
        "The DOI of the journal's policy on updates, if it takes part in Crossmark: deposits of notices need it.",
    )

    @classmethod
    def of(cls, root: Path, values: Mapping[str, Any], **site: Any) -> Settings:
        """Settings from the plugin's mapping; `SettingsError` names every unusable key at once."""
        wrong = []
        values = dict(values)
        for key, value in values.items():
            row = ROWS.get(key)
            if row is None:
                wrong.append(f"there is no setting {key!r}; there are {', '.join(ROWS)}")
            elif row.kind is Alerts:
                try:
                    values[key] = Alerts.of(value)
                except ValueError as error:
                    wrong.append(f"{key}: {error}")
            elif row.kind is dict:
                wrong += _unusable_search(key, value)
            elif not isinstance(value, row.kind) or (row.kind is int and isinstance(value, bool)):
                wrong.append(f"{key}: {value!r} is not {KIND_NAMES[row.kind]}")
            elif row.choices and value not in row.choices:
                wrong.append(f"{key}: {value!r} is none of {', '.join(row.choices)}")
            elif row.form[0] and not re.fullmatch(row.form[0], str(value)):
                wrong.append(f"{key}: {value!r} is not {row.form[1]}")
            elif isinstance(value, int) and value < 0:
                wrong.append(f"{key}: cannot be negative")
        if wrong:
            raise SettingsError("plugins: postilla: " + "; ".join(wrong))
        return cls(root=root, **values, **site)

    def with_changes(self, **changes: Any) -> Settings:
        """The settings with those of `changes` that are not None: what a command line says goes before the file."""
        return dataclasses.replace(
            self, **{key: value for key, value in changes.items() if value is not None}
        )

    @property
    def articles_dir(self) -> Path:
        """Where the records lie."""
        return self.root / self.articles

    @property
    def cache_dir(self) -> Path:
        """Where the cache lies."""
        return self.root / self.cache

    @property
    def stop_severity(self) -> Severity:
        """The least severity that stops a build."""
        return Severity(self.fail_on)

    @property
    def has_search(self) -> bool:
        """Whether the site has a search."""
        return self.search is not False

    @property
    def search_text(self) -> str:
        """How much of the texts is searched, if the settings say it: one of `SEARCH_TEXTS`, or empty."""
        return self.search.get("text", "") if isinstance(self.search, Mapping) else ""

    @property
    def workers(self) -> int:
        """How many worker processes to use."""
        return self.jobs or os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as the reference shows it."""

    name: str
    kind: type
    default: Any
    doc: str
    choices: tuple[str, ...]
    form: tuple[str, str]
    """A regular expression that the whole text matches, and what it wants; empty for any text."""


KIND_NAMES: Mapping[type, str] = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    Alerts: SHAPE,
    dict: "false, or settings of its own",
}
SEARCH_TEXTS = ("full", "abstract")
"""The depths of the search, as `search: {text: …}` names them."""


def _unusable_search(key: str, value: Any) -> list[str]:
    if isinstance(value, bool):
        return []
    if not isinstance(value, Mapping):
        return [f"{key}: {value!r} is neither false nor settings such as {{text: full}}"]
    wrong = [f"{key}: there is no {name!r} in it; there is text" for name in value if name != "text"]
    text = value.get("text", SEARCH_TEXTS[0])
    if text not in SEARCH_TEXTS:
        wrong.append(f"{key}: text: {text!r} is none of {', '.join(SEARCH_TEXTS)}")
    return wrong


ROWS: Mapping[str, SettingRow] = {
    f.name: SettingRow(name=f.name, default=f.default, **f.metadata)
    for f in dataclasses.fields(Settings)
    if f.metadata
}
"""Every setting of the plugin, by name, in the order of the reference."""
