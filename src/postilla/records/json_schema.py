"""The JSON Schema (2020-12) of the front matter, for editors and other programs."""

from __future__ import annotations

from typing import Any

from .schema import ARTICLE


def json_schema() -> dict[str, Any]:
    """The schema of a record's front matter, made from the table of fields."""
    schema = ARTICLE.schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Article record of postilla",
        "description": "The YAML front matter of one article record.",
        **schema,
        "allOf": [
            {"not": {"required": ["pages", "elocation"]}},
            {
                "anyOf": [
                    {"required": ["published"]},
                    {"properties": {"in_press": {"const": True}}, "required": ["in_press"]},
                    {"properties": {"draft": {"const": True}}, "required": ["draft"]},
                ]
            },
        ],
    }
