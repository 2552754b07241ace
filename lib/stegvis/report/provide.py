"""The figures that runs are handed: kept ones copied, the others measured.

External runs are handed the protected figures of their publication. Nothing is measured for them.

A project is measured in a process of its own, so that who plans the runs needs no more memory for
three hundred municipalities than for one, and imports nothing that measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from stegvis.delivery.store import Store
from stegvis.delivery.writing import reading
from stegvis.errors import FailedError
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.report.handed import figures_path
from stegvis.report.measured import keep
from stegvis.report.plan import Run
from stegvis.report.planned import Planned
from stegvis.report.pool import pool
from stegvis.report.protected import hand_protected

_FEW = 3
"""So many municipalities are measured one by one; more, all at once."""


class MeasuringError(FailedError):
    """Nothing could be measured; the message is a Swedish sentence."""


@dataclass(frozen=True)
class _Task:
    """What one process measures: by place, where its figures go and where they are kept."""

    store: Store
    project: Project
    period: Period
    wanted: dict[str, Path]
    kept: dict[str, Path]


def provide(planned: Sequence[Planned], runs: Sequence[Run], folder: Path, jobs: int) -> None:
    """Lay out the figures of every run in the folder that is handed to kernels.

    Raises
    ------
    StoreError, MeasuringError, DisclosureError
        When the store cannot be read, the process that measures dies, or a publication that was
        made cannot be told again.
    """
    places: dict[str, dict[str, Path]] = {}
    for run in runs:
        path = figures_path(folder, run.project, run.period, run.folder.name)
        places.setdefault(run.project, {})[run.place] = path
    tasks = []
    for one in planned:
        found = places.get(one.project.id, {})
        if one.is_external:
            hand_protected(one, found)
            continue
        missing = {place: path for place, path in found.items() if not _copied(one, place, path)}
        if missing:
            tasks.append(_task(one, missing))
    if tasks:
        try:
            with pool(min(jobs, len(tasks))) as processes:
                list(processes.map(_measure, tasks))
        except BrokenProcessPool as error:
            raise MeasuringError(
                "Siffrorna gick inte att räkna fram: processen dog, kanske för att minnet tog slut."
            ) from error


def _copied(planned: Planned, place: str, path: Path) -> bool:
    kept = planned.kept_figures(place)
    if not kept.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(kept.read_bytes())
    return True


def _task(planned: Planned, missing: dict[str, Path]) -> _Task:
    """Say what is to be measured: all of the project, or only what is missing when that is little.

    What is measured besides is kept for who asks next.
    """
    few = ALL not in missing and len(missing) <= _FEW
    names = list(missing) if few else [ALL, *planned.places.values()]
    kept = {name: planned.kept_figures(name) for name in names}
    return _Task(planned.store, planned.project, planned.period, missing, kept)


def _measure(task: _Task) -> None:
    with reading(task.store.folder, "run"):  # whoever asked may be killed before this process ends
        _measured(task)


def _measured(task: _Task) -> None:
    from stegvis.report.measuring import measure_place  # brings SciPy

    asked = (task.store, task.project, task.period)
    everything = measure_place(*asked, ALL) if ALL in task.kept else None
    parts = everything.by_municipality() if everything else {}
    for place, kept in task.kept.items():
        if everything is None:
            figures = measure_place(*asked, place)
        else:
            figures = everything if place == ALL else parts.get(place, everything.of([]))
        if place in task.wanted:
            task.wanted[place].parent.mkdir(parents=True, exist_ok=True)
            figures.write(task.wanted[place])
        keep(figures, kept)
