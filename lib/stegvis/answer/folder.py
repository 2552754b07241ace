"""What lies where among the answers, and how it is removed again."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.whole import UNFINISHED

if TYPE_CHECKING:  # who only removes answers needs nothing that writes them
    from stegvis.answer.received import Received
    from stegvis.answer.state import State

INDEX = "index.html"
STRAY = "okand-"
"""How the name of an answer begins whose delivery does not say whose it is."""
_NO_PROJECT, _NO_PERIOD = "okant-projekt", "okand-period"


def folder_of(answers: Path, one: Received) -> Path:
    """Give the folder of a delivery's answer."""
    project = one.project.id if one.project else _NO_PROJECT
    return answers / project / (one.period.label if one.period else _NO_PERIOD)


def stray_folders(answers: Path, state: State) -> list[Path]:
    """List where answers may lie of a quarter's deliveries that do not say whose they are."""
    periods = (state.period.label, _NO_PERIOD)
    return [
        answers / known / period for known in (state.project.id, _NO_PROJECT) for period in periods
    ]


def remove_answers(answers: Path, project_id: str, slugs: Collection[str]) -> int:
    """Remove what answers tell of some municipalities, and what does not say of whom it tells.

    The next check writes them anew of what is still in the inbox.

    Returns
    -------
    How many files were removed.
    """
    gone = 0
    of_nobody_known = (answers / _NO_PROJECT).glob("*/*")
    for path in sorted([*(answers / project_id).glob("*/*"), *of_nobody_known]):
        unfinished = path.name.endswith(UNFINISHED)  # left by a process that died, of anybody
        if unfinished or path.stem in slugs or path.name == INDEX or path.name.startswith(STRAY):
            path.unlink()
            gone += 1
    return gone
