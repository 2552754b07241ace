"""A whole inbox: of which quarter to tell how it stands, and with what."""

from __future__ import annotations

from collections import Counter
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


def others(
    everything: Sequence[Received], told: Sequence[State], store: Store, today: date
) -> list[tuple[State, int]]:
    """Tell how it stands with the other quarters that something has come in for.

    Returns
    -------
    How it stands with each, and how many of its deliveries the inbox has; the oldest first.
    """
    known = {(one.project.id, one.period.label) for one in told}
    projects = {one.project.id: one.project for one in everything if one.project}
    counted = Counter((one.key[0], one.key[2]) for one in everything if one.key)
    newest_of = newest(everything)
    return [
        (
            state(projects[id_], Period.parse(label), newest_of, store.deliveries(id_), today),
            count,
        )
        for (id_, label), count in sorted(counted.items())
        if (id_, label) not in known
    ]
