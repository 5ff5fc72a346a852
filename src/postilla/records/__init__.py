"""A file ↔ a Record: front matter, the one table of fields, reading, decoding, writing."""

from .codes import CODES
from .data import as_json
from .decode import BlockPlace, Decoded, decode
from .encode import encode, encode_fields
from .frontmatter import MAX_FILE, source_lines, text_of
from .json_schema import json_schema
from .places import place_of
from .schema import FIELDS, Field
from .shape import Row
from .template import template
from .vocabularies import VOCABULARIES, VocabularyKind, decode_vocabulary
from .write import update, write

__all__ = [
    "CODES", "FIELDS", "MAX_FILE", "VOCABULARIES", "BlockPlace", "Decoded", "Field", "Row", "VocabularyKind", "as_json",
    "decode", "decode_vocabulary", "encode", "encode_fields", "json_schema", "place_of", "source_lines", "template",
    "text_of", "update", "write",
]  # fmt: skip
