"""The folder of the reports: synthetic or real, never both."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock

from stegvis.errors import FailedError
from stegvis.one_at_a_time import Holder, holder_of, holding
from stegvis.report.together import DECIDED, SCRATCH, finish
from stegvis.whole import UNFINISHED, written_whole

ABOUT = "om.json"
EXAMPLE_FOLDER = "exempel"
FAILED_FOLDER = "misslyckade"
_LOCK = ".publicering.lock"
_COMMAND_LOCK = ".kommando.lock"
_GATHERED = ".exempel"
_STAYS = (EXAMPLE_FOLDER, _GATHERED, ABOUT, "README.md", _LOCK, DECIDED)


class ReportsError(FailedError, ValueError):
    """The folder cannot take these reports; the message is a Swedish sentence."""


@contextmanager
def working_in(reports: Path, command: str) -> Iterator[None]:
    """Let one command at a time write reports: what an interrupted one decided is done first.

    Nothing but that command's is under way in the folder then. What killed ones left is removed.

    Raises
    ------
    BusyError
        When another command is writing there.
    ReportsError
        When the folder cannot be written in.
    """
    what = f"Rapporternas mapp {reports}"
    with ExitStack() as held:
        try:
            held.enter_context(holding(reports / _COMMAND_LOCK, command, what))
            with publishing(reports):
                finish_interrupted(reports)
        except OSError as error:
            why = error.strerror or error
            raise ReportsError(f"{what} går inte att skriva i: {why}.") from error
        yield


def who_works_in(reports: Path) -> Holder | None:
    """Tell which command is writing reports in a folder, if any is."""
    return holder_of(reports / _COMMAND_LOCK)


def finish_interrupted(reports: Path) -> None:
    """Do what an interrupted command decided, and remove what killed ones left; no other works."""
    finish(reports)
    for left in reports.glob(f"{SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    for left in reports.rglob(f".*{UNFINISHED}"):
        left.unlink(missing_ok=True)


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
        if was_synthetic and not synthetic:
            _gather_example(reports)
            _say_what_it_holds(about, synthetic=False)
    else:
        _say_what_it_holds(about, synthetic=synthetic)
    if not synthetic:
        _put_example_aside(reports)


def _say_what_it_holds(about: Path, *, synthetic: bool) -> None:
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


def _gather_example(reports: Path) -> None:
    """Move the example's reports to a folder within; begun before, it goes on from there.

    The folder says that it holds the example's until all of them are there.
    """
    gathered = reports / _GATHERED
    gathered.mkdir(exist_ok=True)
    shutil.copyfile(reports / ABOUT, gathered / ABOUT)
    for entry in sorted(reports.iterdir()):
        if entry.name not in _STAYS and not entry.name.startswith(_COMMAND_LOCK):
            there = gathered / entry.name
            if there.is_dir():  # the example was made again in between: what is newest is kept
                shutil.rmtree(there)
            entry.replace(there)


def _put_example_aside(reports: Path) -> None:
    """Give what was gathered its name, in the place of an example that lay there before."""
    gathered, aside = reports / _GATHERED, reports / EXAMPLE_FOLDER
    if gathered.exists():
        if aside.exists():
            shutil.rmtree(aside)
        gathered.replace(aside)
