"""Measuring: from the store's deliveries to the figures of a place and period.

Whatever a figure depends on of our own code is imported here, so that `stegvis.report.measured` can
tell when kept figures are of older code. It brings SciPy: import it only to measure.
"""

from __future__ import annotations

from stegvis.delivery.store import Store
from stegvis.earlier import moments
from stegvis.figures import Figures
from stegvis.measure.earlier import Earlier
from stegvis.measure.everything import measure
from stegvis.period import Period
from stegvis.place import ALL, find_municipality
from stegvis.project import Project


def measure_place(store: Store, project: Project, period: Period, place: str) -> Figures:
    """Measure a municipality, or ALLA with every municipality.

    Raises
    ------
    UnknownNameError, StoreError
        When the project has no such municipality, or the store cannot be read.
    """
    only = None if place == ALL else find_municipality(place, project.municipalities)
    names = [one.name for one in ([only] if only else project.municipalities)]
    before = moments(project, period)
    asked = [(moment.period, moment.as_known) for moment in before]
    records, *then = store.records_at(project, [(period, None), *asked], only)
    known = [Earlier(*pair) for pair in zip(before, then, strict=True)]
    return measure(records, project, period, names, total=place == ALL, known=known)
