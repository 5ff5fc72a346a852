"""What is known of languages by their tags (BCP 47): the name that each has for itself, and which way it is written."""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "af": "Afrikaans", "am": "አማርኛ", "ar": "العربية", "az": "azərbaycan dili", "be": "беларуская",
    "bg": "български", "bn": "বাংলা", "bs": "bosanski", "ca": "català", "ckb": "کوردیی ناوەندی", "cs": "čeština",
    "cy": "Cymraeg", "da": "dansk", "de": "Deutsch", "dv": "ދިވެހިބަސް", "el": "Ελληνικά", "en": "English",
    "eo": "Esperanto", "es": "español", "et": "eesti", "eu": "euskara", "fa": "فارسی", "fi": "suomi",
    "fr": "français", "ga": "Gaeilge", "gl": "galego", "gu": "ગુજરાતી", "he": "עברית", "hi": "हिन्दी", "hr": "hrvatski",
    "hu": "magyar", "hy": "հայերեն", "id": "Indonesia", "is": "íslenska", "it": "italiano", "ja": "日本語",
    "ka": "ქართული", "kk": "қазақ тілі", "km": "ខ្មែរ", "ko": "한국어", "la": "Latina", "lb": "Lëtzebuergesch",
    "lt": "lietuvių", "lv": "latviešu", "mk": "македонски", "mn": "монгол", "mr": "मराठी", "ms": "Melayu",
    "mt": "Malti", "my": "မြန်မာ", "nb": "norsk bokmål", "ne": "नेपाली", "nl": "Nederlands", "nn": "norsk nynorsk",
    "no": "norsk", "pa": "ਪੰਜਾਬੀ", "pl": "polski", "ps": "پښتو", "pt": "português", "rm": "rumantsch",
    "ro": "română", "ru": "русский", "sd": "سنڌي", "si": "සිංහල", "sk": "slovenčina", "sl": "slovenščina",
    "sq": "shqip", "sr": "српски", "sv": "svenska", "sw": "Kiswahili", "ta": "தமிழ்", "te": "తెలుగు", "th": "ไทย",
    "tr": "Türkçe", "ug": "ئۇيغۇرچە", "uk": "українська", "ur": "اردو", "uz": "o‘zbek", "vi": "Tiếng Việt",
    "yi": "ייִדיש", "zh": "中文", "zu": "isiZulu",
}  # fmt: skip
"""By primary subtag, as the Unicode CLDR has them."""

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Languages that are written from right to left unless a script says otherwise."""

RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})
"""Scripts (ISO 15924)."""


def name(tag: str) -> str:
    """What a language calls itself: `Deutsch`; the tag where that is not known."""
    return NAMES.get(_primary(tag), tag)


def direction(tag: str) -> str:
    """`rtl` or `ltr`, by the script of a tag, otherwise by its language."""
    script = next((part for part in tag.lower().split("-")[1:] if len(part) == 4 and part.isalpha()), "")
    is_rtl = script in RIGHT_TO_LEFT_SCRIPTS if script else _primary(tag) in RIGHT_TO_LEFT
    return "rtl" if is_rtl else "ltr"


def marks(tag: str, around: str) -> str:
    """The attributes of an element in another language than what stands around it; empty where it is the same."""
    if not tag or tag == around:
        return ""
    turned = direction(tag)
    return f' lang="{tag}"' + (f' dir="{turned}"' if turned != direction(around) else "")


def _primary(tag: str) -> str:
    return tag.lower().split("-", 1)[0]
