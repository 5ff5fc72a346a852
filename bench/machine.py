"""What was measured on: a line for below a table."""

from __future__ import annotations

import importlib.metadata
import os
import platform

PACKAGES = ("postilla", "mkdocs", "mkdocs-material", "Markdown", "PyYAML", "Jinja2", "nh3")


def machine() -> str:
    """Processors, memory, load, and the versions that matter."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    load = os.getloadavg()[1]
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    return (
        f"{cores} cores ({platform.machine()}, {platform.system()}), {memory:.0f} GB, load {load:.1f} in the last five "
        f"minutes; Python {platform.python_version()}, {versions}."
    )
