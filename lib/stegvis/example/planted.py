"""Write the deliveries with one planted error each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from stegvis.delivery.write import cover
from stegvis.example.changes import Delivery
from stegvis.example.errors import ERRORS, PlantedError
from stegvis.example.forms import file_name, write
from stegvis.example.places import PLUS
from stegvis.example.small import COUNTS_CODE, PEOPLE_CODE, PERIOD, SUBMITTED, counts, people
from stegvis.period import Period
from stegvis.place import find_municipality
from stegvis.project import Project

FOLDER = "planterade-fel"
_FORMS = ("xlsx", "zip")


def plant(folder: Path, project: Project) -> Iterator[tuple[PlantedError, Path]]:
    """Write every planted error into a folder of its own; give it with its delivery's path."""
    for number, error in enumerate(ERRORS):
        own = folder / error.name
        own.mkdir(parents=True)
        form = _FORMS[number % len(_FORMS)]
        code = error.code or _code(error.scope)
        path = own / file_name(PLUS, code, PERIOD, form)
        write(path, form, error.change(small(project, error.scope)).values())
        yield error, path


def small(project: Project, scope: str) -> Delivery:
    """Give one of the two small deliveries, as it is before an error is planted in it."""
    first = cover(
        project,
        find_municipality(_code(scope), project.municipalities),
        Period.parse(PERIOD),
        SUBMITTED,
        scope,
        synthetic=True,
    )
    sheets = people() if scope == "individ" else counts()
    return {grid.name: grid for grid in (first, *sheets)}


def _code(scope: str) -> str:
    return PEOPLE_CODE if scope == "individ" else COUNTS_CODE
