"""The forms a delivery of the example comes in, and the name its file then has."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from stegvis.delivery.write import Grid, write_folder, write_workbook, write_zip

_WRITERS = {"xlsx": write_workbook, "csv": write_folder, "zip": write_zip}
_SUFFIXES = {"xlsx": ".xlsx", "csv": "", "zip": ".zip"}


def file_name(project: str, code: str, period: str, form: str) -> str:
    """Give a delivery's file name.

    >>> file_name("cresco-plus", "1497", "2023Q3", "xlsx")
    'cresco-plus_1497_2023Q3.xlsx'
    """
    return f"{project}_{code}_{period}{_SUFFIXES[form]}"


def write(path: Path, form: str, delivery: Iterable[Grid]) -> None:
    """Write a delivery in a form: ``xlsx``, ``csv`` (a folder) or ``zip``."""
    _WRITERS[form](path, delivery)
