"""The script that opens the search, with what it has to know of this site: its words, its lists, its modules.

So no page needs the dialog, which would be 1.7 kB in each of them, and a browser keeps it with the script.
"""

from __future__ import annotations

import json

from postilla.pages import all_lists
from postilla.words import Language

from .assets import Asset

WORDS = {
    **{key: f"search-{key}" for key in (
        "label", "hint", "results", "failed", "outdated", "building", "loading", "lists", "all",
    )},
    "close": "close",
}  # fmt: skip
"""What the script says, and the keys of it in the tables of words."""


def find_script(script: Asset, language: Language, modules: str) -> Asset:
    """The script, which is a function as it stands, called with what it has to know.

    Args:
        script: `find.js` as it is in `assets/`.
        language: that of the interface.
        modules: the folder of what is loaded when the search is opened, from the root of the site.
    """
    site = {
        "language": language.tag,
        "modules": modules,
        "words": {key: language.word(name) for key, name in WORDS.items()},
        "lists": [[link.address, link.name] for link in all_lists(language)],
    }
    told = json.dumps(site, ensure_ascii=False, separators=(",", ":"))
    text = f"({script.path.read_text('utf-8')})({told});\n"
    return script.made_of(text)
