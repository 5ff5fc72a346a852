"""`postilla schema`: the JSON Schema of the front matter."""

from __future__ import annotations

import json

import click

from postilla.records import json_schema


@click.command("schema")
def command() -> None:
    """Print the JSON Schema (2020-12) of a record's front matter, for editors and other programs."""
    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
