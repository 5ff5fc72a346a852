"""The pages of the reference, made from the code's own tables."""

from .markdown import MARK
from .pages import pages

__all__ = ["MARK", "pages"]
