"""postilla: a static-site archive generator for journal commentaries."""

__version__ = "0.1.0"
