"""Which deliveries each municipality sends in, when, in which form, and one row that was wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from stegvis.delivery.write import cover, grids
from stegvis.example.chance import Chance
from stegvis.example.forms import file_name, write
from stegvis.example.history import Course, History, stream
from stegvis.example.places import CREARE, PLUS
from stegvis.example.snapshots import known
from stegvis.period import Period
from stegvis.place import find_municipality
from stegvis.project import Project

FIRST_CREARE, LAST_CREARE = "2022Q4", "2023Q1"
EARLY_CREARE = ("Hjo", "Lidköping", "Skövde")
"""Those who delivered Cresco Creare before the final quarter too."""
CORRECTING = "Vara"
LATE_DAYS = 45


@dataclass(frozen=True)
class Correction:
    """A row that was wrong in the deliveries up to a quarter, and right from the next one on."""

    participant: str
    delivered: str
    correct: str
    until: str


def deliver(
    folder: Path, project: Project, history: History, periods: Collection[str] | None = None
) -> None:
    """Write a municipality's deliveries into a folder: of each quarter, or of those named."""
    place = history.place
    mistake = correction(history) if project.id == PLUS else None
    municipality = find_municipality(place.code, project.municipalities)
    scope = "antal" if place.counts_only_in(project.id) else "individ"
    for period in _quarters(project, history):
        if periods is not None and period.label not in periods:
            continue
        frames = known(history, project, period.end)
        if mistake is not None and period.label <= mistake.until:
            _misreport(frames["participants"], mistake)
        first = cover(
            project,
            municipality,
            period,
            _submitted(project, history, period),
            scope,
            synthetic=True,
        )
        path = folder / file_name(project.id, place.code, period.label, place.form)
        write(path, place.form, [first, *grids(project, frames)])


def _quarters(project: Project, history: History) -> Iterator[Period]:
    place = history.place
    if project.id == CREARE:
        if place.name in EARLY_CREARE:
            yield Period.parse(FIRST_CREARE)
        yield Period.parse(LAST_CREARE)
        return
    for period in project.span.quarters():
        if period.label not in place.missed_quarters:
            yield period


def _submitted(project: Project, history: History, period: Period) -> date:
    place = history.place
    chance = Chance(stream(project), int(place.code), period.end.toordinal())
    late = LATE_DAYS if period.label in place.late_quarters else 0
    return period.end + timedelta(days=late + chance.between(4, 18))


def correction(history: History) -> Correction | None:
    """Give the correction of a municipality: its first leaver's reason, for a single quarter."""
    if history.place.name != CORRECTING:
        return None
    leavers: list[Course] = [c for c in history.courses if c.counts and c.person.reason != "annat"]
    first = min(leavers, key=lambda course: (course.person.exit, course.person.id)).person
    return Correction(first.id, "annat", first.reason, Period.quarter_of(first.exit).label)


def _misreport(participants: pd.DataFrame, mistake: Correction) -> None:
    wrong = participants["participant"].eq(mistake.participant) & participants["exit"].notna()
    participants.loc[wrong, "exit_reason"] = mistake.delivered
