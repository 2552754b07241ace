"""What has been published externally, read back from the folder that it was published in.

Whoever opens an external notebook by hand is shown what outsiders have been shown: nothing else of
the deliveries is read.
"""

from __future__ import annotations

from pathlib import Path

from stegvis.errors import FailedError
from stegvis.figures import Figures
from stegvis.period import Period
from stegvis.place import ALL, ALL_SLUG, find_municipality
from stegvis.project import Project
from stegvis.report.reports import holds_example
from stegvis.report.unchanged import FIGURES
from stegvis.root import Root


class UnpublishedError(FailedError, LookupError):
    """Nothing is published that could be shown; the message is a Swedish sentence."""


def public_figures(folder: Path, project: Project, place: str) -> Path:
    """Give the file of a place's published figures in the folder of an external publication.

    Raises
    ------
    UnknownNameError
        When the project has no such municipality.
    """
    everyone = place == ALL
    slug = ALL_SLUG if everyone else find_municipality(place, project.municipalities).slug
    return folder / slug / FIGURES


def published(root: Root, project: Project, period: Period, place: str) -> tuple[Figures, bool]:
    """Give the published figures of a place, and whether they are synthetic.

    Raises
    ------
    UnpublishedError
        When none are; says how they are.
    """
    folder = root.reports / project.id / period.label / "extern"
    path = public_figures(folder, project, place)
    if not path.exists():
        raise UnpublishedError(
            "Ett avsnitt för extern spridning visar bara det som är publicerat externt, och det "
            f"finns inget för {project.name} {period.label} än. Kör stegvis run --audience extern "
            f"--project {project.id} --period {period.label}, och kör sedan boken igen."
        )
    return Figures.read(path), holds_example(root.reports)
