"""A command waits only for what it works with: what each imports, told by Python itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DELIVERY = ROOT / "data" / "example" / "cresco-plus" / "cresco-plus_1444_2025Q1.xlsx"

DRAWING = {"matplotlib", "seaborn", "scipy", "statsmodels"}
RUNNING = {"papermill", "nbclient", "nbconvert", "nbformat", "jupyter_client", "IPython"}
WRITING = {"typst", "docx", "xlsxwriter", "fontTools", "jinja2", "mistune", "bs4"}
BY_TYPER = {"pydantic"}
"""What typer tries, where it is installed, when a command has options."""
READING = {"numpy", "pandas", "pyarrow", "pydantic", "yaml", "python_calamine"}
PAST_THIS_MACHINE = {"distributed", "dask", "fsspec", "upath"}
NOT_TO_CHECK = DRAWING | RUNNING | WRITING | PAST_THIS_MACHINE | {"filelock"}


def _imported(*arguments: str) -> set[str]:
    """Give the packages that a command imported, in a process of its own."""
    command = [sys.executable, "-X", "importtime", "-m", "stegvis", *arguments]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told = (line for line in ended.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in told}


def test_help_reads_counts_and_draws_nothing() -> None:
    imported = _imported("--help")
    assert {"stegvis", "typer"} <= imported
    assert imported & (READING | NOT_TO_CHECK) == set()


@pytest.mark.parametrize(
    "command",
    [
        "new-project",
        "check",
        "add",
        "template",
        "example",
        "quarter",
        "run",
        "book",
        "open",
        "withdraw",
        "forget",
    ],
)
def test_help_of_a_command_neither_reads_deliveries_nor_makes_reports(command: str) -> None:
    imported = _imported(command, "--help")
    assert imported & (READING - BY_TYPER | NOT_TO_CHECK) == set()


def test_checking_a_delivery_imports_what_reads_and_nothing_that_makes_reports() -> None:
    imported = _imported("check", str(DELIVERY))
    assert imported >= READING
    assert imported & NOT_TO_CHECK == set()
