"""The local server: renders what is asked for, tells browsers what changed. Is handed whoever renders `docs/`."""

from .docs import Docs, DocsMaker
from .serving import serving

__all__ = ["Docs", "DocsMaker", "serving"]
