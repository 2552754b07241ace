"""Made-up deliveries of any project, to try it with before the first real ones."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from stegvis.example.deliveries import deliver
from stegvis.example.history import histories
from stegvis.project import Project


def deliver_project(
    folder: Path,
    project: Project,
    *,
    codes: Collection[str] | None = None,
    periods: Collection[str] | None = None,
) -> None:
    """Write a project's deliveries into a folder: the same each time, and marked as synthetic.

    Parameters
    ----------
    codes, periods
        The municipalities and the quarters to write; all when none are named.

    Raises
    ------
    PseudonymError
        When nobody can be made up as the project calls its people.
    """
    made_up = histories(project)
    folder.mkdir(parents=True, exist_ok=True)
    for history in made_up:
        if codes is None or history.place.code in codes:
            deliver(folder, project, history, periods)
