"""A digest of an archive: what was published, corrected or retracted in a span of time."""

from __future__ import annotations

from postilla import addresses
from postilla.errors import SettingsError
from postilla.formats import Digest, FeedEntry, Metadata, moment
from postilla.model import PartialDate
from postilla.pages import digest_items
from postilla.words import language_of

from .facts import site_facts
from .site import Site


def digest_of(
    site: Site, since: PartialDate, until: PartialDate | None = None, term: str = ""
) -> Digest | None:
    """What is new from `since` on and before `until`; None where nothing is.

    A date that names no day counts as the first that it may mean, so nothing is in two digests that follow each other.

    Args:
        site: the archive.
        since: the first day.
        until: the first day that no longer counts.
        term: only articles with this term, as `specialties/immunology`; empty for all.

    Raises:
        SettingsError: there is no such term, or the site has no address to which a digest could lead.
    """
    settings, archive = site.settings, site.archive
    if not settings.site_url:
        raise SettingsError("a digest leads to pages of the site: give its address as site_url in mkdocs.yml")
    language = language_of(settings.language)
    facts = site_facts(settings, "", "", len(archive.entries))
    name, ids = facts.name, frozenset(archive.entries)
    if term:
        taxonomy_name, _, key = term.partition("/")
        taxonomy = archive.taxonomies.get(taxonomy_name)
        found = taxonomy.get(key) if taxonomy else None
        if taxonomy is None or found is None:
            raise SettingsError(
                f"the archive has no term {term!r}; a term is written as specialties/immunology"
            )
        name, ids = f"{found.name} | {name}", frozenset(head.id for head in taxonomy.articles(found.id))
    groups: dict[str, list[FeedEntry]] = {}
    total = 0
    for item, is_notice in digest_items(archive, site.facts, facts, language):
        day = moment(item.metadata.modified or item.undated).date()
        if day < since.earliest():
            break  # they come newest first
        if item.id not in ids or (until and day >= until.earliest()):
            continue
        metadata = Metadata(site.record_metadata(item.id), item.metadata, facts.metadata)
        entry = FeedEntry(metadata, item.citation, item.works, item.undated)
        total += 1
        changed = is_notice or entry.published.date() < since.earliest()
        groups.setdefault("notices" if changed else "new-articles", []).append(entry)
    if not total:
        return None
    date = language.date(since)
    return Digest(
        language.word("digest-title", name=name, date=date),
        language.word("digest-lead", count=language.count(total, "articles"), date=date),
        language.tag,
        tuple(
            (language.word(key), tuple(groups[key])) for key in ("notices", "new-articles") if key in groups
        ),
        ((facts.name, facts.url), (language.word("feeds"), facts.url + addresses.FEEDS)),
    )
