"""Crossref deposits by the schema 5.4.0: articles by journal and issue, with relations, updates and references."""

from .document import VERSION, crossref, refused

__all__ = ["VERSION", "crossref", "refused"]
