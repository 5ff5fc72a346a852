"""MkDocs, and nothing but MkDocs, lives here: the plugin, the shells and the theme. Implements `build.Host`."""

from .docs import DocsOfMkDocs
from .host import MkDocsHost
from .plugin import PostillaPlugin
from .run import load, run_build

__all__ = ["DocsOfMkDocs", "MkDocsHost", "PostillaPlugin", "load", "run_build"]
