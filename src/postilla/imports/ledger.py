"""What the last import of each record said, field by field, so that an editor's change is known for one.

One line for each record and format in `.imports.tsv` in the folder of records, sorted, to be committed with them: the
id, the format, then `field=digest` of every field that the source gave. Without a line nothing of a record is taken for
unchanged; so a source in another format fills gaps and takes nothing away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from postilla.errors import MachineError

from .atomic import put

NAME = ".imports.tsv"
Key = tuple[str, str]
"""The id of a record, and the format of a source that gave it something."""
Fields = Mapping[str, str]
"""Field → digest of its lines in canonical form."""


def digest(text: str) -> str:
    """Eight hexadecimal digits; of an empty text none."""
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest() if text else ""


def load(articles: Path) -> dict[Key, str]:
    """The digests of each record and format; lines that are none, as after a conflict of git, say nothing."""
    try:
        text = (articles / NAME).read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise MachineError(f"{NAME} cannot be read: {error}") from error
    rows = (line.split("\t") for line in text.splitlines())
    return {(row[0], row[1]): row[2] for row in rows if len(row) == 3}


def parsed(line: str) -> Fields:
    """The digests of a line."""
    return dict(pair.split("=", 1) for pair in line.split() if "=" in pair)


def written(fields: Fields) -> str:
    """The line of digests."""
    return " ".join(f"{name}={value}" for name, value in sorted(fields.items()) if value)


def save(articles: Path, lines: Mapping[Key, str]) -> None:
    """Write the ledger; what was there stands until the new one does."""
    text = "".join(f"{id}\t{form}\t{line}\n" for (id, form), line in sorted(lines.items()))
    put(articles / NAME, text.encode())
