"""Figures measured once and kept beside the store, for every section that tells them.

A kept file is named after everything it depends on: the code that measures, the project's
definition, the period, and the deliveries. So it is never stale, and two processes that write it
write the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.delivery.kept import Kept
from stegvis.delivery.store import Store
from stegvis.owner_only import owner_only
from stegvis.period import Period
from stegvis.place import ALL, find_municipality
from stegvis.project import Project
from stegvis.report.code import Code, our_code
from stegvis.report.digest import LENGTH, digest
from stegvis.whole import written_whole

if TYPE_CHECKING:  # who plans runs that are all unchanged reads no figures
    from stegvis.figures import Figures

Slice = Mapping[str, Mapping[str, str]]
"""What tells a place's deliveries from others, by kommunkod and period."""

PROTECTED = "extern"
"""Stands for a kommunkod where a run depends on the protected figures of a publication."""

_MEASURES = ("stegvis.report.measuring",)
"""The module that imports all that a figure depends on."""


def slice_of(kept: Iterable[Kept], project: Project, place: str = ALL) -> Slice:
    """Give the deliveries, among a project's, that a place's figures depend on.

    When a delivery was added is part of it: which of two is in use can hang on that, and a store
    that was built anew may have read them otherwise.
    """
    codes = {m.code for m in project.municipalities if place in (ALL, m.name)}
    found: dict[str, dict[str, str]] = {}
    for one in kept:
        if one.code in codes:
            own, label = found.setdefault(one.code, {}), one.period.label
            told = digest([one.hash, one.added.isoformat()])
            own[label] = f"{own[label]} {told}" if label in own else told
    return found


def figures_name(code: Code, definition: str, period: Period, place: str, deliveries: Slice) -> str:
    """Name a place's figures after all that they depend on.

    ``definition`` is the `definition_of` their project.
    """
    content = [code.hash(_MEASURES), definition, period.label, place, deliveries]
    return f"{digest(content, 2 * LENGTH)}.csv"


def definition_of(project: Project) -> str:
    """Tell a project's definition from any other."""
    return digest(project.model_dump(mode="json"))


def kept_figures(store: Store, name: str) -> Path:
    """Give the path where figures of some name are kept, once they have been measured."""
    return store.figures / name


def _path(store: Store, project: Project, period: Period, place: str) -> Path:
    code = "*" if place == ALL else find_municipality(place, project.municipalities).code
    deliveries = slice_of(store.deliveries(project.id, code), project, place)
    name = figures_name(our_code(), definition_of(project), period, place, deliveries)
    return kept_figures(store, name)


def measured(store: Store, project: Project, period: Period, place: str) -> Figures:
    """Give the figures of a municipality, or of ALLA with every municipality's.

    Raises
    ------
    UnknownNameError
        When the project has no such municipality.
    """
    from stegvis.figures import Figures

    path = _path(store, project, period, place)
    if path.exists():
        return Figures.read(path)
    from stegvis.report.measuring import measure_place  # only when something is measured

    figures = measure_place(store, project, period, place)
    keep(figures, path)
    return figures


def keep(figures: Figures, path: Path) -> None:
    """Keep figures for who asks next, unless they are kept already or the store is read-only."""
    if not path.exists():
        with owner_only(), suppress(OSError), written_whole(path) as beside:
            figures.write(beside)
