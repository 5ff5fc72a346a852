"""Statements of competing interests that say nothing but that there are none."""

from __future__ import annotations

import re

from .candidate import Candidate

_ENGLISH = (
    r"(?:(?:conflicts? of interests?|competing (?:financial )?interests?|disclosures?|declaration of interests?)\W+)?"
    r"(?:(?:the|all|both)? ?(?:co-?)?authors?'? (?:declares?|have declared|has declared|reports?|states?) )?"
    r"(?:that )?(?:(?:they|he|she) (?:have|has) )?(?:there (?:are|is) )?"
    r"(?:no (?:potential |known |financial |other )*"
    r"(?:conflicts? of interests?|competing (?:financial |financial or non-financial )?interests?)"
    r"|nothing to disclose|none|no)"
    r"(?: (?:exists?|to (?:declare|disclose|report)|(?:were |was |are )?(?:declared|disclosed|reported|stated)))?\.?"
)
_ROMANCE = (
    r"(?:conflitos? de interesses?\W+|conflictos? de inter[eé]s(?:es)?\W+)?"
    r"(?:(?:[oa]s?|l[oa]s|el|la) autor(?:es|as|a)? (?:declaram?|declaran?|refierem?) )?(?:que )?"
    r"(?:n[aã]o (?:haver|h[aá]|ter|t[eê]m|possuir|existem?)|no (?:tener|tienen|haber|hay|existen?)|n[aã]o|no)"
    r"(?: (?:ning[uú]n|nenhum|qualquer))? (?:conflitos? de interesses?|conflictos? de inter[eé]s(?:es)?)\.?"
)
_NONE = re.compile(f"{_ENGLISH}|{_ROMANCE}", re.IGNORECASE)


def interests(candidate: Candidate, text: str, shown: str, place: str) -> str:
    """The statement `text`, in Markdown; `none` where what it says, `shown`, is nothing else."""
    bare = re.sub(
        r"^(?:competing interests?|conflicts? of interests?)\s*:?\s*", "", shown, flags=re.IGNORECASE
    ).strip()
    if not _NONE.fullmatch(bare):
        return text
    if bare.lower() not in ("none", "no"):
        candidate.lose("changed", place, f"the statement of competing interests became none: `{shown[:80]}`")
    return "none"
