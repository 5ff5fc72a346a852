"""The pages of the reference, made from the code's own tables."""

from .pages import pages

__all__ = ["pages"]
