"""One command per file, one report in several formats. Exit 0 clean, 1 findings, 2 wrong use or broken machine."""

from .main import main

__all__ = ["main"]
