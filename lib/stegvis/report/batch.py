"""A batch: everything that is asked for at once, planned, measured, run and published."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from stegvis.definitions import find_project, read_projects
from stegvis.delivery.store import Store
from stegvis.figures import Figures
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.report.handed import FOLDER, figures_path, handing, lay_out
from stegvis.report.measured import measure_once
from stegvis.report.opening import read_place
from stegvis.report.outcome import Outcome, Status
from stegvis.report.plan import (
    PlanError,
    Run,
    check_parameters,
    choose_notebooks,
    find_notebooks,
    plan,
)
from stegvis.report.processes import Processes
from stegvis.report.publish import publish
from stegvis.report.reports import claim, scratch_prefix
from stegvis.report.texts import Text, keep_upon, look_at_text
from stegvis.report.unchanged import fingerprint, forget, is_unchanged, remember
from stegvis.root import Root
from stegvis.show import swedish
from stegvis.show.section import Audience, Section
from stegvis.whole import written_whole


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
    force: bool = False


@dataclass(frozen=True)
class Batch:
    """The runs that were planned, with each one's fingerprint, text and figures.

    ``sections`` are what the runs tell about, without the analyst's words.
    """

    runs: tuple[Run, ...]
    marks: dict[Run, str]
    sections: dict[Run, Section]
    texts: dict[Run, Text]
    figures: dict[Path, Figures]
    undelivered: tuple[str, ...]


def _chosen(root: Root, request: Request) -> list[Project]:
    projects = read_projects(root.projects)
    if request.project is None:
        return list(projects.values())
    return [find_project(request.project, projects.values())]


def _relative(store: Path, root: Root) -> str:
    """Give the store's folder as a parameter: from the root where it lies within, else whole."""
    if store.is_relative_to(root.folder):
        return store.relative_to(root.folder).as_posix()
    return store.as_posix()


def prepare(root: Root, request: Request) -> Batch:
    """Check everything that is asked for, measure it, and plan the runs; no kernel is started.

    Raises
    ------
    PlanError, PeriodError, ProjectError, StoreError, UnknownNameError
        When something asked for does not exist; the message is a Swedish sentence.
    """
    if request.audience == "extern":
        raise PlanError(
            "Rapporter för extern spridning kräver att små tal skyddas, och det gör stegvis ännu "
            "inte. Kör med --audience intern."
        )
    projects = _chosen(root, request)
    places = {
        p.id: list(dict.fromkeys(read_place(name, p) for name in request.municipalities))
        for p in projects
    }
    notebooks = choose_notebooks(find_notebooks(root), request.sections)
    for notebook in notebooks:
        check_parameters(notebook)
    wanted = [project.period(request.period) if request.period else None for project in projects]

    store = Store(request.store)
    runs: list[Run] = []
    marks: dict[Run, str] = {}
    sections: dict[Run, Section] = {}
    texts: dict[Run, Text] = {}
    figures: dict[Path, Figures] = {}
    undelivered: list[str] = []
    for project, asked in zip(projects, wanted, strict=True):
        period = asked or store.newest_period(project)
        if period is None:
            undelivered.append(f"{project.name}: ingen kommun har lämnat någon leverans")
            continue
        everything = measure_once(store, project, period)
        names = places[project.id] or [ALL, *(m.name for m in project.municipalities)]
        there = [name for name in names if everything.delivered(name)]
        missing = swedish.listed(name for name in names if name not in there)
        if missing:
            undelivered.append(f"{project.name} {period}: ingen leverans från {missing}")
        planned = plan(
            notebooks,
            project,
            period,
            there,
            request.audience,
            _relative(request.store, root),
            request.reports,
        )
        runs += planned
        figures |= {
            run.folder: everything if run.place == ALL else everything.of([run.place])
            for run in planned
        }
        sections |= {
            run: Section(
                run.notebook.section,
                project,
                run.place,
                period,
                request.audience,
                store.is_synthetic,
                figures[run.folder],
            )
            for run in planned
        }
        texts |= {run: look_at_text(root, sections[run], run.notebook.section) for run in planned}
        marks |= {run: fingerprint(run, store, project, period, texts[run].mark) for run in planned}
    if not runs:
        raise PlanError("Inget att köra: " + ("; ".join(undelivered) or "inga avsnitt valda") + ".")
    return Batch(tuple(runs), marks, sections, texts, figures, tuple(undelivered))


def carry_out(
    root: Root, request: Request, batch: Batch, tell: Callable[[Outcome], None]
) -> list[Outcome]:
    """Run what has changed, publish it, and tell of each outcome as it comes.

    Raises
    ------
    ReportsError
        When the reports' folder holds real reports and these are the example's.
    """
    synthetic = Store(request.store).is_synthetic
    claim(request.reports, synthetic=synthetic)
    unchanged = {
        run for run in batch.runs if not request.force and is_unchanged(run, batch.marks[run])
    }
    outcomes = [
        Outcome(run, Status.SKIPPED, 0.0, where=run.folder, remarks=batch.texts[run].remarks)
        for run in unchanged
    ]
    for outcome in outcomes:
        tell(outcome)
    runs = [run for run in batch.runs if run not in unchanged]
    if not runs:
        return outcomes
    for run in runs:
        forget(run)
    written: set[Path] = set()
    with TemporaryDirectory(dir=request.reports, prefix=scratch_prefix(request.reports)) as name:
        scratch = Path(name)
        lay_out(scratch / FOLDER, synthetic=synthetic)
        figures = {run.folder: _figures_of(run, scratch / FOLDER, batch) for run in runs}
        with handing(scratch / FOLDER):
            for made in Processes(request.jobs).make_all(runs, root.folder):
                outcome = publish(made, scratch)
                folder = outcome.run.folder
                remarks: tuple[str, ...] = ()
                if outcome.status is Status.DONE:
                    if folder not in written:
                        with written_whole(folder / "figures.csv") as beside:
                            shutil.copyfile(figures[folder], beside)
                        written.add(folder)
                    remember(outcome.run, batch.marks[outcome.run])
                    keep_upon(batch.texts[outcome.run])
                    remarks = batch.texts[outcome.run].remarks
                outcomes.append(replace(outcome, remarks=remarks))
                tell(outcomes[-1])
    return outcomes


def _figures_of(run: Run, folder: Path, batch: Batch) -> Path:
    """Lay out a run's figures in the folder that is handed to kernels, unless they are there."""
    path = figures_path(folder, run.project, run.period, run.folder.name)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        batch.figures[run.folder].write(path)
    return path
