"""Slugs: names and issue numbers in the letters that every address and file system takes."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 80
"""Characters of a slug; a longer one is cut and a hash added: a folder's name has at most 255 bytes."""

NOTHING = "-"
"""Stands in an address for a missing volume or issue."""

_BREAK = re.compile(r"[^a-z0-9]+")
_SILENT = re.compile(r"['’ʼ`]")

_LATIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
    "ŧ": "t", "ŋ": "ng", "ə": "e", "ɛ": "e", "ɔ": "o", "ƒ": "f", "ĸ": "k", "ʻ": "", "ʿ": "", "ʾ": "",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "b", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
    "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
    "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "yu", "я": "ya", "ё": "e", "ђ": "dj", "є": "ye", "і": "i", "ј": "j", "љ": "lj", "њ": "nj",
    "ћ": "c", "џ": "dz", "ґ": "g",
}  # fmt: skip
_LETTERS = str.maketrans(_LATIN | _GREEK | _CYRILLIC)


def slug(text: str) -> str:
    """`Müller-Łukasz, A. B.` as `muller-lukasz-a-b`: lower-case ASCII letters, digits and single hyphens.

    A text without any letter that can be transliterated becomes `n-` and a hash, so a slug is never empty.
    A slug is its own slug.

    >>> slug("Suppl 1")
    'suppl-1'
    """
    plain = _SILENT.sub("", text.lower() if text.isascii() else _transliterated(text))
    cut = _BREAK.sub("-", plain).strip("-")
    if cut and len(cut) <= LONGEST:
        return cut
    whole = unicodedata.normalize("NFC", text).casefold()
    digest = hashlib.sha256(whole.encode(errors="replace")).hexdigest()[:10]
    return f"{cut[: LONGEST - 11].rstrip('-')}-{digest}" if cut else f"n-{digest}"


def issue_slug(text: str) -> str:
    """The slug of a volume or issue as written; `-` where there is none."""
    return slug(text) if text.strip(" -") else NOTHING


def _transliterated(text: str) -> str:
    # The table comes before the decomposition, which would make `й` an `и`, and again for what it reveals.
    composed = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", composed).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
