"""The folder of the reports: synthetic or real, never both."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

from filelock import FileLock

from stegvis.errors import FailedError
from stegvis.whole import written_whole

ABOUT = "om.json"
EXAMPLE_FOLDER = "exempel"
FAILED_FOLDER = "misslyckade"
_LOCK = ".publicering.lock"
_COMMAND_LOCK = ".kommando.lock"
_STALE_SECONDS = 24 * 60 * 60
_SCRATCH = ".arbete-"


class ReportsError(FailedError, ValueError):
    """The folder cannot take these reports; the message is a Swedish sentence."""


def scratch_prefix(reports: Path) -> str:
    """Prepare for work beside the reports, on their disk; what a killed run left is removed."""
    for left in reports.glob(f"{_SCRATCH}*"):
        if time.time() - left.stat().st_mtime > _STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    return _SCRATCH


def publishing(reports: Path) -> FileLock:
    """Give the lock to hold while published pages are put in their places, or seen through.

    Runs and books put pages there; the index gives them their ways to each other afterwards.
    Without the lock, what one command had read could be written over what another published since.
    """
    return FileLock(reports / _LOCK)


def claim(reports: Path, *, synthetic: bool) -> None:
    """Make the folder ready for reports on example data, or on real data.

    Reports on the example never stand beside real ones: when real ones come, the example's are
    moved aside to ``exempel/``, where the newest of them is kept.

    Raises
    ------
    ReportsError
        When example reports would be written among real ones, or it cannot be told which they are.
    """
    about = reports / ABOUT
    if about.exists():
        was_synthetic = holds_example(reports)
        if synthetic and not was_synthetic:
            raise ReportsError(
                f"{reports} innehåller riktiga rapporter. Exemplets rapporter skrivs inte dit; "
                "ange en annan mapp med --reports."
            )
        if was_synthetic == synthetic:
            return
        _move_example_aside(reports)
    with written_whole(about) as beside:
        beside.write_text(json.dumps({"synthetic": synthetic}) + "\n", encoding="utf-8")


def holds_example(reports: Path) -> bool:
    """Whether the reports in the folder are the example's.

    Raises
    ------
    ReportsError
        When the folder's ``om.json`` does not say.
    """
    about = reports / ABOUT
    try:
        said = json.loads(about.read_text(encoding="utf-8"))["synthetic"]
    except (ValueError, KeyError, TypeError) as error:
        raise ReportsError(
            f"{about} går inte att läsa. Flytta undan mappen {reports} och kör igen."
        ) from error
    return bool(said)


def _move_example_aside(reports: Path) -> None:
    aside = reports / EXAMPLE_FOLDER
    if aside.exists():
        shutil.rmtree(aside)
    aside.mkdir()
    for entry in sorted(reports.iterdir()):
        if entry.name not in (EXAMPLE_FOLDER, "README.md", _LOCK):
            entry.replace(aside / entry.name)
