"""Write the whole example: deliveries of both projects, planted errors, README and truth file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from stegvis.example.deliveries import deliver
from stegvis.example.history import CREARE, PLUS, histories
from stegvis.project import Project


def generate(folder: Path, projects: Mapping[str, Project]) -> None:
    """Write the example into a folder, which must not hold one already.

    Parameters
    ----------
    folder
        Made if it does not exist.
    projects
        Must hold ``cresco-plus`` and ``cresco-creare`` as ``data/projects`` defines them.
    """
    for name in (PLUS, CREARE):
        own = folder / name
        own.mkdir(parents=True)
        for history in histories(projects[name]):
            for _ in deliver(own, projects[name], history):
                pass
