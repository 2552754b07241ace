"""Figures handed to a kernel by the process that planned its run, which has measured them.

An external run is handed the protected figures of its publication, never the true ones.

A kernel neither lists the deliveries nor measures them. It is handed a folder with the figures,
laid out as ``<project>/<period>/<place's slug>.csv`` beside a file that says for whom they are and
whether they are synthetic, and finds it by the environment variable `VARIABLE`. A notebook that
somebody opens in JupyterLab is handed nothing: an internal one measures by itself.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.period import Period
from stegvis.place import ALL, ALL_SLUG, find_municipality
from stegvis.project import Project

if TYPE_CHECKING:  # who hands figures on does not read them
    from stegvis.audience import Audience
    from stegvis.figures import Figures

VARIABLE = "STEGVIS_FIGURES"
"""The environment variable that names the folder of the figures that a kernel is handed."""
FOLDER = ".figures"
"""Where that folder lies, relative to a folder that a run is sent to."""


ABOUT = "om.json"
"""The file in it that says for whom the figures are, and whether they are synthetic."""


def lay_out(
    folder: Path, audience: Audience = "intern", *, synthetic: bool, known: str = ""
) -> None:
    """Make a folder to hand on; the figures come next, each at its `figures_path`.

    ``known`` is the mark of reports that tell what was known at an earlier time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    about = {"audience": audience, "synthetic": synthetic, "known": known}
    (folder / ABOUT).write_text(json.dumps(about), encoding="utf-8")


def figures_path(folder: Path, project: str, period: str, slug: str) -> Path:
    """Give the path of a place's figures in a folder to hand on."""
    return folder / project / period / f"{slug}.csv"


@contextmanager
def handing(folder: Path) -> Iterator[None]:
    """Hand a folder of figures to the kernels, and processes, that are started meanwhile."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(folder.resolve())
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


def handed_folder() -> Path | None:
    """Give the folder that this process was handed, if it was handed any."""
    folder = os.environ.get(VARIABLE)
    return Path(folder) if folder else None


def handed_known() -> str:
    """Give the mark of what the handed figures knew, if they knew less than there is to know."""
    folder = handed_folder()
    if folder is None or not (folder / ABOUT).exists():
        return ""
    return str(json.loads((folder / ABOUT).read_text(encoding="utf-8"))["known"])


def handed(
    project: Project, period: Period, place: str, audience: Audience = "intern"
) -> tuple[Figures, bool] | None:
    """Give the figures that this process was handed, and whether they are synthetic.

    None where it was handed none for this project, period, place and audience.

    Raises
    ------
    UnknownNameError
        When the project has no such municipality.
    """
    folder = handed_folder()
    if folder is None:
        return None
    everyone = place == ALL
    slug = ALL_SLUG if everyone else find_municipality(place, project.municipalities).slug
    path = figures_path(folder, project.id, period.label, slug)
    if not path.exists():
        return None
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    if about["audience"] != audience:
        return None
    from stegvis.figures import Figures

    return Figures.read(path), bool(about["synthetic"])
