"""What a desk is about: project, period, place and store, where nobody has said them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from stegvis.definitions import find_project, read_projects
from stegvis.delivery.address import store_text
from stegvis.delivery.kept import Kept, in_use, newest
from stegvis.delivery.store import Store
from stegvis.errors import FailedError
from stegvis.language import swedish_order
from stegvis.period import Period
from stegvis.place import ALL, ALL_SLUG, read_place
from stegvis.project import Project
from stegvis.root import Root

FOLDER = "skrivbord"
"""The folder of the desks, among the notebooks."""

_PEOPLE = "participants"
"""The sheet with a row for each participant."""


class NothingDeliveredError(FailedError):
    """There is nothing for a desk to be about; the message is a Swedish sentence."""


@dataclass(frozen=True)
class Desk:
    """What the notebooks of a desk are about.

    ``place`` is a municipality's name or ``ALLA``, and ``one`` a municipality's, for notebooks that
    are about a single one. ``lent`` says that nothing has been delivered to the root, so that the
    store is the example's.
    """

    root: Root
    project: Project
    period: Period
    place: str
    one: str
    store: Path
    lent: bool = False

    @property
    def folder(self) -> Path:
        """Give the folder of the copies; there is one for each project, period and place."""
        slugs = {one.name: one.slug for one in self.project.municipalities}
        slug = slugs.get(self.place, ALL_SLUG)
        return self.root.notebooks / FOLDER / self.project.id / self.period.label / slug

    def parameters(self, place: str) -> dict[str, str]:
        """Give what a notebook about a place is to begin with, by the parameters' names."""
        return {
            "projekt": self.project.id,
            "kommun": place,
            "period": self.period.label,
            "underlag": store_text(self.store, self.root.folder),
        }


def choose(
    root: Root,
    store: Path | None = None,
    project: str | None = None,
    period: str | None = None,
    municipality: str | None = None,
) -> Desk:
    """Choose what has not been said.

    The store is the root's own, or the example's while nothing has been delivered to the root; the
    project is the one with the newest delivery, the period that delivery's, and the municipality
    the one with the most participants in the newest deliveries, or else the first that has
    delivered, in the alphabet's order.

    Raises
    ------
    UnknownNameError, PeriodError, ProjectError, StoreError
        When something that was said does not exist, or cannot be read.
    NothingDeliveredError
        When nobody has delivered anything to what was said.
    """
    projects = read_projects(root.projects)
    asked = [find_project(project, projects.values())] if project else list(projects.values())
    opened, lent = _opened(root, store, projects.values())
    kept = {one.id: opened.deliveries(one.id) for one in asked}
    latest = newest(delivery for deliveries in kept.values() for delivery in deliveries)
    if latest is None:
        name = f" för {asked[0].name}" if project else ""
        raise NothingDeliveredError(
            f"Det finns inga leveranser{name} att öppna. Lägg in dem med stegvis add först."
        )
    chosen = projects[latest.project_id]
    span = chosen.period(period) if period else latest.period
    largest = _largest(chosen, kept[chosen.id], span)
    place = read_place(municipality, chosen.municipalities) if municipality else largest
    one = largest if place == ALL else place
    return Desk(root, chosen, span, place, one, opened.folder, lent)


def _opened(root: Root, store: Path | None, projects: Iterable[Project]) -> tuple[Store, bool]:
    """Open the store that was said, or the root's own, and the example's where that is empty."""
    if store is not None:
        return Store.at(store, root), False
    own, example = Store.at(root.store, root), Store.at(root.example_store, root)
    ids = [project.id for project in projects]
    lent = not _holds_any(own, ids) and _holds_any(example, ids)
    return (example, True) if lent else (own, False)


def _holds_any(store: Store, ids: Sequence[str]) -> bool:
    return any(store.deliveries(id_) for id_ in ids)


def _largest(project: Project, kept: Iterable[Kept], period: Period) -> str:
    """Name the municipality with the most participants; ALLA where nobody's delivery counts."""
    own: dict[str, list[Kept]] = {}
    for one in kept:
        own.setdefault(one.code, []).append(one)
    people = {
        place.name: found.counts.get(_PEOPLE, 0)
        for place in project.municipalities
        if (found := in_use(own.get(place.code, ()), period)) is not None
    }
    return min(people, key=lambda name: (-people[name], swedish_order(name)), default=ALL)
