"""JATS 1.3 (ANSI/NISO Z39.96-2021): the whole article with its text, references and relations."""

from .article import jats
from .marks import marked

__all__ = ["jats", "marked"]
