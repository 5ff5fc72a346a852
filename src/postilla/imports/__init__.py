"""Import: from what publishers have to records in the archive, with a report of all that could not be carried."""

from .fetching import forget as forget_fetched
from .importer import Options, run_import
from .report import ImportReport

__all__ = ["ImportReport", "Options", "forget_fetched", "run_import"]
