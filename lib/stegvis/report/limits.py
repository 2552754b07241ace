"""What a run may take: how long a cell, how much memory a kernel; who runs it may say otherwise."""

from __future__ import annotations

import os
import sys

CELL_SECONDS = 600
"""How long one cell may take before its run is given up, where nobody has said."""
SECONDS, MEGABYTES = "STEGVIS_CELL_SECONDS", "STEGVIS_KERNEL_MB"
"""The environment's variables that say how long, and how much."""

_LEAST_MEGABYTES = 1024
"""No kernel is given less: it has imported much before its first cell."""
_SHARE = 0.75
"""How much of the machine's memory all kernels together may have."""


class LimitError(ValueError):
    """A limit is no whole number; the message is a Swedish sentence."""


def cell_seconds() -> int:
    """Give how long a cell may take.

    Raises
    ------
    LimitError
        When what the environment says is no whole number above zero.
    """
    return _said(SECONDS) or CELL_SECONDS


def kernel_megabytes(jobs: int) -> int:
    """Give how much memory each kernel may take where so many run at a time; 0 for any amount.

    Raises
    ------
    LimitError
        When what the environment says is no whole number above zero.
    """
    if said := _said(MEGABYTES):
        return said
    if sys.platform != "linux":  # elsewhere nothing limits it
        return 0
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1_000_000
    return max(_LEAST_MEGABYTES, int(_SHARE * machine / jobs))


def _said(name: str) -> int:
    said = os.environ.get(name, "")
    if not said:
        return 0
    if not (said.isdecimal() and int(said)):
        raise LimitError(f"{name} är ”{said}”; skriv ett helt tal som är större än noll")
    return int(said)
