"""Figures measured once and kept beside the store, for every section that tells them.

A kept file is named after everything it depends on: the code, the project's definition, the
period, and the deliveries. So it is never stale, and two processes that write it write the same.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import stegvis
from stegvis.delivery.store import Store
from stegvis.earlier import moments
from stegvis.figures import Figures
from stegvis.period import Period
from stegvis.place import ALL, find_municipality
from stegvis.project import Project
from stegvis.whole import written_whole


@cache
def code_hash() -> str:
    """Hash the package's own files, so that what older code made is told apart."""
    folder = Path(stegvis.__file__).parent
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def slice_hash(store: Store, project: Project, period: Period, place: str) -> str:
    """Hash all that one place's figures of one period depend on."""
    codes = {m.code for m in project.municipalities if place in (ALL, m.name)}
    kept = [
        [delivery.code, delivery.period.label, delivery.hash]
        for delivery in store.deliveries(project.id)
        if delivery.code in codes
    ]
    content = [code_hash(), project.model_dump(mode="json"), period.label, place, sorted(kept)]
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _path(store: Store, project: Project, period: Period, place: str) -> Path:
    name = slice_hash(store, project, period, place)[:32]
    return store.folder / ".figures" / f"{name}.csv"


def _measure(store: Store, project: Project, period: Period, place: str) -> Figures:
    from stegvis.measure.earlier import Earlier  # brings SciPy: only when something is measured
    from stegvis.measure.everything import measure  # as above

    only = None if place == ALL else find_municipality(place, project.municipalities)
    names = [one.name for one in ([only] if only else project.municipalities)]
    before = moments(project, period)
    asked = [(moment.period, moment.as_known) for moment in before]
    records, *then = store.records_at(project, [(period, None), *asked], only)
    known = [Earlier(*pair) for pair in zip(before, then, strict=True)]
    return measure(records, project, period, names, total=place == ALL, known=known)


def measured(store: Store, project: Project, period: Period, place: str) -> Figures:
    """Give the figures of a municipality, or of ALLA with every municipality's.

    Raises
    ------
    UnknownNameError
        When the project has no such municipality.
    """
    path = _path(store, project, period, place)
    if path.exists():
        return Figures.read(path)
    figures = _measure(store, project, period, place)
    with suppress(OSError), written_whole(path) as beside:  # a store may be read-only
        figures.write(beside)
    return figures


def measure_once(store: Store, project: Project, period: Period) -> Figures:
    """Measure ALLA and every municipality in one pass, and keep each one's figures."""
    figures = measured(store, project, period, ALL)
    for municipality in project.municipalities:
        path = _path(store, project, period, municipality.name)
        if not path.exists():
            with suppress(OSError), written_whole(path) as beside:  # as above
                figures.of([municipality.name]).write(beside)
    return figures
