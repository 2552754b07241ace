"""How it stands with a quarter: who has delivered, who has not, and what is late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Literal

from stegvis.answer.received import Key, Received
from stegvis.delivery.kept import Kept, newest
from stegvis.language import swedish_order
from stegvis.period import Period
from stegvis.place import Municipality
from stegvis.project import Project

Word = Literal["accepted", "warned", "refused", "missing"]


class Standing(Enum):
    """How it stands with one municipality: a key, a sign, a word, and what is left to do."""

    ACCEPTED = "accepted", "●", "Godkänd", "Inget"
    WARNED = "warned", "◐", "Godkänd med varningar", "Läs varningarna"
    REFUSED = "refused", "▲", "Avvisad", "Kommunen rättar och skickar igen"
    MISSING = "missing", "×", "Saknas", "Påminn kommunen"

    def __init__(self, key: Word, sign: str, word: str, left: str) -> None:
        self.key: Word = key
        self.sign = sign
        self.word = word
        self.left = left

    @property
    def is_accepted(self) -> bool:
        """Whether the delivery can be used."""
        return self in (Standing.ACCEPTED, Standing.WARNED)


@dataclass(frozen=True)
class Row:
    """How it stands with one municipality.

    ``received`` is its newest delivery in the inbox and ``kept`` its newest in the store, each None
    where there is none. ``submitted`` is the day that the delivery says; None when it says none.
    """

    municipality: Municipality
    standing: Standing
    submitted: date | None
    is_late: bool
    errors: int
    warnings: int
    received: Received | None
    kept: Kept | None

    @property
    def has_come(self) -> bool:
        """Whether anything has been handed in."""
        return self.received is not None or self.kept is not None


@dataclass(frozen=True)
class State:
    """How it stands with a project's quarter; a row for each municipality, in the alphabet's order.

    ``due`` is the last day that is in time, ``today`` the day that it was asked.
    """

    project: Project
    period: Period
    due: date
    today: date
    rows: tuple[Row, ...]

    def count(self, *standings: Standing) -> int:
        """Count the municipalities with which it stands so."""
        return sum(row.standing in standings for row in self.rows)

    @property
    def late(self) -> int:
        """Count the municipalities that are late."""
        return sum(row.is_late for row in self.rows)

    @property
    def is_synthetic(self) -> bool:
        """Whether any delivery says that it is an example."""
        return any(
            (row.received and row.received.cover.synthetic) or (row.kept and row.kept.synthetic)
            for row in self.rows
        )


def state(
    project: Project,
    period: Period,
    newest_of: Mapping[Key, Received],
    kept: Iterable[Kept],
    today: date,
) -> State:
    """Tell how it stands with a quarter.

    Late is what was handed in after the due day, by the day it says itself, and what has not been
    handed in when the due day has passed. A delivery that was refused counts by its own day; one
    that says none may be a correction of what is kept, and is told of.

    Parameters
    ----------
    newest_of
        The deliveries of the inbox, see :func:`stegvis.answer.received.newest`.
    kept
        The project's deliveries in the store: what has been added may have left the inbox.
    """
    due = project.due(period)
    in_store: dict[str, list[Kept]] = {}
    for one in kept:
        if one.period == period:
            in_store.setdefault(one.code, []).append(one)
    places = sorted(project.municipalities, key=lambda place: swedish_order(place.name))
    rows = tuple(
        _row(
            place,
            newest_of.get((project.id, place.code, period.label)),
            newest(in_store.get(place.code, ())),
            due,
            today,
        )
        for place in places
    )
    return State(project, period, due, today, rows)


def _row(
    place: Municipality, received: Received | None, kept: Kept | None, due: date, today: date
) -> Row:
    if received and not received.is_accepted and kept:
        day = received.cover.submitted
        if day and kept.submitted >= day:
            received = None  # what is kept came of mending it
    submitted = received.cover.submitted if received else kept.submitted if kept else None
    has_come = received is not None or kept is not None
    is_late = submitted > due if submitted else today > due
    if received:
        errors, warnings = received.errors, received.warnings
        is_accepted = received.is_accepted
    else:
        errors, warnings = 0, len(kept.findings) if kept else 0
        is_accepted = True
    if not has_come:
        standing = Standing.MISSING
    elif not is_accepted:
        standing = Standing.REFUSED
    else:
        standing = Standing.WARNED if warnings else Standing.ACCEPTED
    return Row(place, standing, submitted, is_late, errors, warnings, received, kept)
