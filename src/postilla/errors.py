"""What can be wrong with the program, its settings or the machine it runs on.

What is wrong with the *data* is never an exception: it is a `postilla.diagnostics.Diagnostic`.

    PostillaError
    ├── SettingsError    a setting in mkdocs.yml, or an argument, that cannot be used
    ├── MachineError     the disk, a permission, a missing program
    ├── BuildError       the site cannot be made although every record was read
    └── RecordsError     the records have findings that stop a build, or their being written; carries the report

`plugin` turns them into MkDocs' `PluginError`, `cli` into exit codes; nobody else catches them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postilla.diagnostics import Report


class PostillaError(Exception):
    """The root of all errors that are told to the user in one line, without a traceback."""

    exit_code = 2


class SettingsError(PostillaError):
    """A setting or an argument that cannot be used."""


class MachineError(PostillaError):
    """Something the machine lacks or refuses: space, a permission, a program."""


class BuildError(PostillaError):
    """The site cannot be made although the records are in order."""


class RecordsError(PostillaError):
    """The findings stop what was to be done; `report` tells them all."""

    exit_code = 1

    def __init__(self, report: Report) -> None:
        super().__init__(report.summary())
        self.report = report
