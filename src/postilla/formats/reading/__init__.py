"""Readers: pure functions from the bytes of a file to candidates for records, with what could not be carried."""

from .candidate import Candidate, JournalNames, Loss, Problem
from .characters import clean
from .sources import SOURCES, SourceFormat, detect, read
from .spreadsheet import is_meant_as_table

__all__ = [
    "SOURCES",
    "Candidate",
    "JournalNames",
    "Loss",
    "Problem",
    "SourceFormat",
    "clean",
    "detect",
    "is_meant_as_table",
    "read",
]
