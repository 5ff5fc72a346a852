"""Runs a module without the rights by which root reads everything: `-m tests.faults.unprivileged mkdocs build`.

Files stay root's, so that nothing has to be made readable for another user. On systems without such rights, and for any
other user, the module just runs.
"""

from __future__ import annotations

import ctypes
import os
import runpy
import sys

_VERSION = 0x20080522
"""Of the interface of `capset` (capset(2), Linux): two sets of three words follow."""
_SET_SECUREBITS, _NOROOT = 28, 1
"""Of `prctl` (prctl(2), Linux): a program that root starts gets no rights by that."""


def drop_rights() -> None:
    """Give up every capability of this process and of those it starts; permissions hold for root from then on."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return
    header, none = (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)()
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_SET_SECUREBITS, _NOROOT, 0, 0, 0) != 0 or system.capset(header, none) != 0:
        raise OSError(ctypes.get_errno(), "the rights of root cannot be given up")


if __name__ == "__main__":
    drop_rights()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
