"""The plan: which notebook is run for which municipality and period, and where it ends up."""

from __future__ import annotations

import ast
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from stegvis.audience import Audience
from stegvis.errors import FailedError
from stegvis.language import swedish_order
from stegvis.period import Period
from stegvis.place import ALL, UnknownNameError, nearest
from stegvis.place import ALL_SLUG as ALL_SLUG  # whoever knows the runs' folders knows it from here
from stegvis.project import Project
from stegvis.root import Root
from stegvis.sections import KINDS, notebooks_of, section_name

PARAMETERS = ("projekt", "kommun", "period", "mottagare", "underlag")
"""What every report notebook is given, all of it text."""


class PlanError(FailedError, ValueError):
    """The runs asked for cannot be planned; the message is a Swedish sentence."""


@dataclass(frozen=True)
class Notebook:
    """A report notebook: where it is, what its section is called, and what it is run for."""

    path: Path
    section: str
    of_project: bool


@dataclass(frozen=True)
class Run:
    """One notebook for one place and period.

    ``folder`` is where the section ends up; ``store`` is given relative to the root, and is empty
    for an external section, which reads no store.
    """

    notebook: Notebook
    project: str
    place: str
    period: str
    audience: Audience
    store: str
    folder: Path

    @property
    def parameters(self) -> dict[str, str]:
        """Give what papermill hands the notebook."""
        values = (self.project, self.place, self.period, self.audience, self.store)
        return dict(zip(PARAMETERS, values, strict=True))

    def __str__(self) -> str:
        return " ".join((self.project, self.period, self.place, self.notebook.section))


def find_notebooks(root: Root, audience: Audience = "intern") -> list[Notebook]:
    """List the report notebooks of an audience in reading order.

    Raises
    ------
    PlanError
        When there is none, or two would write the same section.
    """
    notebooks = [
        Notebook(path, section_name(path), kind == "projekt")
        for kind in KINDS
        for path in notebooks_of(root, kind, audience)
    ]
    names = [notebook.section for notebook in notebooks]
    if not names:
        external = " för extern spridning" if audience == "extern" else ""
        raise PlanError(f"Hittar inga rapportböcker{external} i {root.notebooks}.")
    if len(set(names)) < len(names):
        raise PlanError("Två rapportböcker skulle skriva samma avsnitt; döp om den ena.")
    return notebooks


def _declared(path: Path) -> set[str]:
    try:
        cells = json.loads(path.read_bytes())["cells"]
        tagged = [c for c in cells if "parameters" in c["metadata"].get("tags", ())]
        statements = [line for c in tagged for line in ast.parse("".join(c["source"])).body]
    except (ValueError, KeyError, TypeError, SyntaxError):  # no notebook that papermill can run
        return set()
    targets = [t for line in statements if isinstance(line, ast.Assign) for t in line.targets]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def check_parameters(notebook: Notebook) -> None:
    """Check that a notebook declares the parameters a report notebook is given.

    Raises
    ------
    PlanError
        When one is missing or has another name: papermill would not have said.
    """
    declared = _declared(notebook.path)
    missing = [name for name in PARAMETERS if name not in declared]
    if missing:
        raise PlanError(
            f"{notebook.path.name} saknar {', '.join(missing)} i cellen med taggen parameters."
        )


def choose_notebooks(notebooks: Sequence[Notebook], wanted: Sequence[str]) -> list[Notebook]:
    """Keep the notebooks of some sections; all of them when none is named.

    Raises
    ------
    UnknownNameError
        When there is no such section; lists the nearest.
    """
    known = [notebook.section for notebook in notebooks]
    for name in wanted:
        if name not in known:
            guesses = ", ".join(nearest(name, known) or known)
            raise UnknownNameError(f"Avsnittet ”{name}” finns inte. Menade du {guesses}?")
    return [notebook for notebook in notebooks if not wanted or notebook.section in wanted]


def plan(
    notebooks: Sequence[Notebook],
    project: Project,
    period: Period,
    places: Sequence[str],
    audience: Audience,
    store: str,
    reports: Path,
) -> list[Run]:
    """Plan the runs of one project and period, place by place with ALLA first."""
    slugs = {municipality.name: municipality.slug for municipality in project.municipalities}
    folder = reports / project.id / period.label / audience

    def order(place: str) -> tuple[bool, tuple[int, ...]]:
        return place != ALL, swedish_order(place)

    return [
        Run(
            notebook,
            project.id,
            place,
            period.label,
            audience,
            store,
            folder / slugs.get(place, ALL_SLUG),
        )
        for place in sorted(places, key=order)
        for notebook in notebooks
        if place == ALL or not notebook.of_project
    ]
