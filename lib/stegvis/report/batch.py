"""A batch: everything that is asked for at once, planned; nothing is measured or executed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.audience import Audience
from stegvis.definitions import find_project, read_projects
from stegvis.delivery.address import store_text
from stegvis.delivery.kept import newest
from stegvis.delivery.known import Known
from stegvis.delivery.store import Store
from stegvis.language import swedish_order
from stegvis.place import ALL, read_place
from stegvis.project import Project
from stegvis.report.code import Code, our_code
from stegvis.report.measured import measured, slice_of
from stegvis.report.plan import (
    Notebook,
    PlanError,
    Run,
    check_parameters,
    choose_notebooks,
    find_notebooks,
    plan,
)
from stegvis.report.planned import Planned, delivered
from stegvis.report.protected import as_told, protected_of
from stegvis.report.reasons import FORCED
from stegvis.report.unchanged import code_path
from stegvis.root import Root
from stegvis.show import swedish

if TYPE_CHECKING:  # what is unchanged is not told again
    from stegvis.show.section import Section


@dataclass(frozen=True)
class Request:
    """What is asked for; empty means all of them, and the newest period with a delivery."""

    store: Path
    reports: Path
    project: str | None = None
    period: str | None = None
    municipalities: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    audience: Audience = "intern"
    jobs: int = 1
    scheduler: str | None = None
    force: bool = False
    known: Known | None = None


@dataclass(frozen=True)
class Batch:
    """The runs that were planned, project by project, and what nobody has delivered.

    ``refused`` are the external publications that cannot be made, a sentence each.
    """

    planned: tuple[Planned, ...]
    undelivered: tuple[str, ...]
    code: Code
    refused: tuple[str, ...] = ()

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """List every run, in the order they are done."""
        return tuple(run for planned in self.planned for run in planned.runs)

    def of(self, run: Run) -> Planned:
        """Give what a run was planned among."""
        return next(one for one in self.planned if one.project.id == run.project)

    def reasons(self, run: Run, *, force: bool = False) -> tuple[str, ...]:
        """Say why a run is to be done again; nothing when it is not."""
        return (FORCED,) if force else self.of(run).reasons(run)

    def section(self, run: Run) -> Section:
        """Give what a run tells about, without the analyst's words; it is measured if need be."""
        planned = self.of(run)
        if planned.is_external:
            return planned.section(run, protected_of(planned, run.place))
        figures = measured(planned.store, planned.project, planned.period, run.place)
        return planned.section(run, figures)


def _chosen(root: Root, request: Request) -> list[Project]:
    projects = read_projects(root.projects)
    if request.project is None:
        return list(projects.values())
    return [find_project(request.project, projects.values())]


def prepare(root: Root, request: Request) -> Batch:
    """Check everything that is asked for, and plan the runs.

    The deliveries of a project are listed once.

    Raises
    ------
    PlanError, PeriodError, ProjectError, StoreError, UnknownNameError
        When something asked for does not exist; the message is a Swedish sentence.
    """
    projects = _chosen(root, request)
    for project in projects:
        _places(project, request)
        _ = project.period(request.period) if request.period else None
    notebooks = choose_notebooks(find_notebooks(root, request.audience), request.sections)
    for notebook in notebooks:
        check_parameters(notebook)
    code = our_code(code_path(request.reports))
    planned: list[Planned] = []
    undelivered: list[str] = []
    for project in projects:
        one, missing = _plan_project(root, request, project, notebooks, code)
        planned += [one] if one and one.runs else []
        undelivered += [missing] if missing else []
    if not planned:
        raise PlanError("Inget att köra: " + ("; ".join(undelivered) or "inga avsnitt valda") + ".")
    return Batch(tuple(planned), tuple(undelivered), code)


def _places(project: Project, request: Request) -> list[str]:
    asked = [read_place(name, project.municipalities) for name in request.municipalities]
    return list(dict.fromkeys(asked)) or [ALL, *(one.name for one in project.municipalities)]


def _named(places: Iterable[str]) -> str:
    """List places in the alphabet's order; all of them together only where nothing else is asked.

    >>> _named([ALL, "Vara", "Hjo"]), _named([ALL]), _named([])
    ('Hjo och Vara', 'någon kommun', '')
    """
    away = sorted(places, key=swedish_order)
    return swedish.listed(name for name in away if name != ALL) or ("någon kommun" if away else "")


def _plan_project(
    root: Root, request: Request, project: Project, notebooks: list[Notebook], code: Code
) -> tuple[Planned | None, str]:
    """Plan one project's runs, and say what nobody has delivered."""
    store = Store.at(request.store, root, request.known)
    kept = store.deliveries(project.id)
    latest = newest(kept)
    if request.period:
        period = project.period(request.period)
    elif latest:
        period = latest.period
    else:
        return None, f"{project.name}: ingen kommun har lämnat någon leverans"
    names, there = _places(project, request), delivered(kept, project, period)
    missing = _named(name for name in names if name not in there)
    runs = plan(
        notebooks,
        project,
        period,
        [name for name in names if name in there],
        request.audience,
        store_text(request.store, root.folder) if request.audience == "intern" else "",
        request.reports,
    )
    deliveries = slice_of(kept, project)
    synthetic = store.is_synthetic
    planned = Planned(root, store, synthetic, project, period, tuple(runs), deliveries, code)
    if runs and planned.is_external:
        planned = as_told(planned)
    return planned, f"{project.name} {period}: ingen leverans från {missing}" if missing else ""
