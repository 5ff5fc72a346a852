"""Languages as sources name them: tags of BCP 47, codes of ISO 639-2, names in English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_TAG = re.compile(r"([A-Za-z]{2,3})((?:-[A-Za-z0-9]{2,8})*)")
_CODES: Mapping[str, str] = MappingProxyType({
    "ara": "ar", "bul": "bg", "cat": "ca", "ces": "cs", "chi": "zh", "cze": "cs", "dan": "da", "deu": "de", "dut": "nl",
    "ell": "el", "eng": "en", "est": "et", "fas": "fa", "fin": "fi", "fra": "fr", "fre": "fr", "ger": "de", "gre": "el",
    "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ice": "is", "ind": "id", "isl": "is", "ita": "it", "jpn": "ja",
    "kor": "ko", "lav": "lv", "lit": "lt", "nld": "nl", "nob": "nb", "nor": "no", "per": "fa", "pol": "pl", "por": "pt",
    "ron": "ro", "rum": "ro", "rus": "ru", "slk": "sk", "slo": "sk", "slv": "sl", "spa": "es", "srp": "sr", "swe": "sv",
    "tha": "th", "tur": "tr", "ukr": "uk", "vie": "vi", "zho": "zh",
})  # fmt: skip
"""Codes of three letters, of both kinds, for languages that have one of two, which BCP 47 wants."""
_NAMES: Mapping[str, str] = MappingProxyType({
    "american": "en-US", "arabic": "ar", "australian": "en-AU", "austrian": "de-AT", "brazilian": "pt-BR",
    "british": "en-GB", "canadian": "en-CA", "catalan": "ca", "chinese": "zh", "czech": "cs", "danish": "da",
    "dutch": "nl", "english": "en", "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he",
    "hungarian": "hu", "italian": "it", "japanese": "ja", "korean": "ko", "naustrian": "de-AT", "ngerman": "de",
    "norwegian": "no", "nswissgerman": "de-CH", "persian": "fa", "polish": "pl", "portuguese": "pt", "romanian": "ro",
    "russian": "ru", "slovak": "sk", "spanish": "es", "swedish": "sv", "swissgerman": "de-CH", "turkish": "tr",
    "ukenglish": "en-GB", "ukrainian": "uk", "usenglish": "en-US",
})  # fmt: skip
"""Names in English, and those of LaTeX's Babel."""


def language_tag(text: str) -> str:
    """The tag of BCP 47, its region in capitals; empty where the text names no language or none that is known."""
    bare = text.strip().replace("_", "-")
    if name := _NAMES.get(bare.casefold()):
        return name
    match = _TAG.fullmatch(bare)
    if not match or match[1].lower() in ("und", "mul", "mis", "zxx"):
        return ""
    code = match[1].lower()
    rest = [part.upper() if len(part) == 2 else part for part in match[2].split("-")[1:]]
    return "-".join((_CODES.get(code, code), *rest))
