"""Processes that are interrupted, wherever the tests are run from."""

from __future__ import annotations

import signal


def heeds_interrupts() -> None:
    """Let a new process be interrupted: what a shell runs in the background is not, by heritage."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
