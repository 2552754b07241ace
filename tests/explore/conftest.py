"""Sources to explore: a store that is made up, or of a few people drafted by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from measure.conftest import Draft
from show.conftest import PEOPLE, made_up_records
from stegvis.explore.source import Source
from stegvis.figures import Figures
from stegvis.measure.everything import measure
from stegvis.period import Period
from stegvis.place import Municipality
from stegvis.project import Project
from stegvis.records import Records


class Shelf:
    """Stands in for a store: the same records whatever the period, as people's rows are."""

    def __init__(self, records: dict[str, Records]) -> None:
        self.of = records
        self.readings: list[tuple[str, str]] = []

    @property
    def is_synthetic(self) -> bool:
        return all(records.synthetic for records in self.of.values())

    def records(
        self,
        project: Project,
        period: Period,
        municipality: Municipality | None = None,
        as_known: Period | None = None,
    ) -> Records:
        self.readings.append((project.id, period.label))
        return self.of[project.id]

    def newest_period(self, project: Project) -> Period | None:
        return Period.quarter_of(project.end)


@pytest.fixture(scope="session")
def made_up(projects: dict[str, Project], tmp_path_factory: pytest.TempPathFactory) -> Source:
    """Sixty people, eight, two, one and none; counts only; nothing delivered."""
    shelf = Shelf({p.id: made_up_records(p, PEOPLE, ("Karlsborg",)) for p in projects.values()})
    return Source(projects, shelf, tmp_path_factory.mktemp("views"))


@pytest.fixture(scope="session")
def reported(made_up: Source) -> Callable[[str, str], Figures]:
    """Give the figures of the made-up project's reports of a period."""

    @cache
    def of(project_id: str, label: str) -> Figures:
        project = made_up.project(project_id)
        names = [municipality.name for municipality in project.municipalities]
        records = made_up.store.records(project, project.period(label))
        return measure(records, project, project.period(label), names, total=True)

    return of


@pytest.fixture
def draft(cresco_plus: Project) -> Callable[..., Draft]:
    return lambda **more: Draft(cresco_plus, **more)


@pytest.fixture
def drafted(projects: dict[str, Project], tmp_path: Path) -> Callable[[Draft], Source]:
    """Give a source of records that a test writes by hand, as real data."""

    def of(draft: Draft) -> Source:
        records = replace(draft.records(), synthetic=False)
        return Source(projects, Shelf({draft.project.id: records}), tmp_path / "vyer")

    return of
