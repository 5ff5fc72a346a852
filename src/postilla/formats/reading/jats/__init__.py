"""JATS 1.0 to 1.4 and NLM 3.0: archiving, publishing and authoring tag sets (ANSI/NISO Z39.96)."""

from .articles import article, read

__all__ = ["article", "read"]
