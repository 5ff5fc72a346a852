"""Whose an article is and who paid for it: licence, copyright, funders."""

from __future__ import annotations

import re

from postilla.formats.reading.marks import markdown
from postilla.formats.reading.markup import Element, href, place, words
from postilla.formats.reading.values import identifier, license_id, without_email
from postilla.model import Copyright, Funding

from .context import Context
from .phrases import phrases


def read_permissions(context: Context, meta: Element) -> None:
    """Licence and copyright."""
    candidate = context.candidate
    permissions = meta.find("permissions")
    permissions = meta if permissions is None else permissions
    for license in permissions.findall("license"):
        texts = [
            href(license),
            *(words(e) for e in license.iter("license_ref")),
            *(href(e) for e in license.iter("ext-link", "uri")),
            words(license),
        ]
        found = next((id for text in texts if text and (id := license_id(text))), "")
        if found:
            candidate.fields.setdefault("license", found)
        elif words(license) or href(license):
            context.lose(
                "dropped",
                license,
                f"a licence that has no identifier here: `{(words(license) or href(license))[:100]}`",
            )
    year, holder = words(permissions.find("copyright-year")), words(permissions.find("copyright-holder"))
    statement = words(permissions.find("copyright-statement"))
    if holder or (year and not statement):
        candidate.fields["copyright"] = Copyright(year, without_email(holder, candidate, place(permissions)))
    elif statement:
        candidate.fields["copyright"] = Copyright(
            statement=without_email(statement, candidate, place(permissions))[:4000]
        )


def read_funding(context: Context, meta: Element) -> None:
    """Funders with their awards; statements stand with the acknowledgements."""
    candidate = context.candidate
    awards: dict[tuple[str, str, str], list[str]] = {}
    for group in meta.findall("funding-group"):
        for award in group.findall("award-group"):
            numbers = [words(e) for e in award.findall("award-id") if words(e)]
            sources = award.findall("funding-source")
            for source in sources:
                if key := _funder(context, source):
                    awards.setdefault(key, []).extend(numbers)
            if not sources and words(award):
                context.lose("dropped", award, f"an award without a funder: `{words(award)[:100]}`")
        for statement in group.findall("funding-statement"):
            if not words(statement):
                continue
            if awards:
                context.lose(
                    "dropped", statement, f"the statement beside the awards: `{words(statement)[:120]}`"
                )
                continue
            candidate.add("acknowledgements", markdown(phrases(context, statement)))
            context.lose(
                "changed", statement, "a statement about funding became part of the acknowledgements"
            )
    candidate.give(
        "funding",
        tuple(
            Funding(name[:4000], ror, doi, tuple(dict.fromkeys(numbers)))
            for (name, ror, doi), numbers in awards.items()
        ),
    )


def _funder(context: Context, source: Element) -> tuple[str, str, str] | None:
    """The name of a funder with its ROR and its DOI in the Open Funder Registry."""
    name = words(source, "institution-id", "award-id", "principal-award-recipient", "principal-investigator")
    if not name:
        if words(source):
            context.lose("dropped", source, f"a funder without a name: `{words(source)[:100]}`")
        return None
    ids = [*(words(e) for e in source.iter("institution-id")), href(source)]
    doi = next((re.sub(r"^.*?(?=10\.)", "", text) for text in ids if "10.13039" in text), "")
    ror = next((text for text in ids if "ror.org" in text), "")
    candidate, at = context.candidate, place(source)
    return name, identifier("ror", ror, candidate, at), identifier("doi", doi, candidate, at)
