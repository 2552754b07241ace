"""The machine that times were taken on: without it they say nothing."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
QUIET = 0.3
"""A load below this, for each core, is another's doing that can be forgotten."""
_PEERS = ("papermill", "nbconvert", "ipykernel", "playwright", "pandas", "duckdb", "distributed")


def machine() -> str:
    """Describe it in a few lines, with the load it had before anything was begun."""
    load = os.getloadavg()[0]
    lines = [
        f"{platform.system()} {platform.machine()}, {_processor()}, {CORES} cores",
        f"Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in _PEERS),
        f"load before: {load:.2f}",
    ]
    if load > QUIET * CORES:
        lines.append("NOT QUIET: others use this machine, so only the ratios say something")
    return "\n".join(lines)


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    names = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    named = (line.partition(":")[2].strip() for line in names if line.startswith("model name"))
    return next(named, platform.processor() or "unknown processor")
