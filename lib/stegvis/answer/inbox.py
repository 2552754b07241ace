"""A whole inbox: of which quarter to tell how it stands, and with what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from stegvis.answer.received import Received, newest
from stegvis.answer.state import State, state
from stegvis.delivery.store import Store
from stegvis.period import Period
from stegvis.project import Project


def states(
    everything: Sequence[Received],
    projects: Iterable[Project],
    period: Period | None,
    store: Store,
    today: date,
    *,
    also_kept: bool = False,
) -> list[State]:
    """Tell how it stands, for each project that there is something to tell of.

    Without a period it is the newest quarter that something has come in for; where nothing has,
    the last one that has ended, of the projects that went on then.

    Parameters
    ----------
    also_kept
        Whether what is in the store has come in too, though it may have left the inbox.

    Raises
    ------
    StoreError
        When the store cannot be read.
    """
    newest_of = newest(everything)
    told = []
    for project in projects:
        kept = store.deliveries(project.id)
        come = {one.period for key, one in newest_of.items() if key[0] == project.id and one.period}
        if also_kept:
            come |= {one.period for one in kept}
        quarter = period or max(come, default=None)
        if quarter is None and not newest_of:
            quarter = Period.quarter_of(today).previous
        if quarter is None or project.start > quarter.end:
            continue
        if quarter in come or quarter.start <= project.end:
            told.append(state(project, quarter, newest_of, kept, today))
    return told


def strays(everything: Iterable[Received], told: Sequence[State]) -> list[Received]:
    """List the deliveries that do not say whose they are and may be of a quarter told of."""
    quarters = {one.period for one in told}
    return [
        one
        for one in everything
        if one.key is None and (one.period is None or one.period in quarters)
    ]


def others(everything: Iterable[Received], told: Sequence[State]) -> dict[str, int]:
    """Count the deliveries of other quarters than those told of, by project and quarter."""
    quarters = {(one.project.id, one.period.label) for one in told}
    counted: dict[str, int] = {}
    for one in everything:
        if one.key and (one.key[0], one.key[2]) not in quarters:
            name = f"{one.key[0]} {one.key[2]}"
            counted[name] = counted.get(name, 0) + 1
    return dict(sorted(counted.items()))
