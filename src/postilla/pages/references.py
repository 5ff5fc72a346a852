"""The reference list of an article as HTML; nothing in it depends on where the page stands."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from postilla.model import Reference
from postilla.words import Language

from .citation import reference_html, scholar_link, work_links


def reference_list(references: Sequence[Reference], citations: Sequence[str], language: Language) -> str:
    """The items of the list.

    Args:
        references: in printed order.
        citations: the id that is cited at each place of the text, in order; place n has the id `t-cite-n`.
        language: of the interface.
    """
    backs: dict[str, list[int]] = {}
    for place, cited in enumerate(citations, 1):
        backs.setdefault(cited, []).append(place)
    return "".join(
        _item(reference, number, backs.get(reference.id, ()), language)
        for number, reference in enumerate(references, 1)
    )


def _item(reference: Reference, number: int, places: Sequence[int], language: Language) -> str:
    work = reference.work
    links = "".join(
        f'<a href="{escape(address)}">{escape(name)}</a>\n'
        for name, address in (*work_links(work, language), *scholar_link(work))
    )
    back = f'<span class="p-backs">{_backs(places, language)}</span>\n' if places else ""
    start = f'<li id="ref-{reference.id}" value="{number}"><span>{reference_html(work)}</span>\n'
    return f"{start}{links}{back}</li>\n"


def _backs(places: Sequence[int], language: Language) -> str:
    return "".join(
        f'<a href="#t-cite-{place}" aria-label="{escape(language.word("citation-in-text", number=number))}">'
        f"↑{number if len(places) > 1 else ''}</a>"
        for number, place in enumerate(places, 1)
    )
