"""Deposit: what a file for an agency says of itself, beside the articles in it."""

from __future__ import annotations

from typing import NamedTuple


class Deposit(NamedTuple):
    """Who sends a file, and when; of Crossref's terms."""

    depositor: str = ""
    email: str = ""
    registrant: str = ""
    crossmark_policy: str = ""
    """The DOI of the journal's policy on updates; empty where it does not take part in Crossmark."""
    batch: str = "postilla"
    """A name of the file that no other has."""
    timestamp: str = "0"
    """A whole number that grows from deposit to deposit, such as 20260101120000."""
