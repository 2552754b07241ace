"""A project's figures as they are counted for a publication, and an office that publishes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from measure.conftest import Draft
from stegvis.delivery.store import Store
from stegvis.disclosure.protect import protect
from stegvis.disclosure.publication import Publication
from stegvis.external_table import ExternalTable
from stegvis.figures import Figures
from stegvis.measure.assemble import assembled
from stegvis.measure.caseload import caseload
from stegvis.measure.coverage import coverage, deliveries, scopes
from stegvis.measure.esf import esf
from stegvis.measure.fidelity import fidelity
from stegvis.measure.goals import goals
from stegvis.measure.lasting import followed, lasting, retention
from stegvis.measure.movements import movements
from stegvis.measure.participants import participants
from stegvis.measure.question import Question
from stegvis.measure.steps import steps
from stegvis.period import Period
from stegvis.project import Project
from stegvis.records import Records

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def counted_figures(records: Records, project: Project, period: Period) -> Figures:
    """Measure what a publication may tell of."""
    places = [one.name for one in project.municipalities]
    question = Question.about(records, project, period, places, total=True)
    parts: list[pd.DataFrame] = [deliveries(records, question), scopes(records, project)]
    if question.places:
        moved = movements(records, project, period.end)
        followups = followed(records, moved.forward, question)
        parts += [
            caseload(records, question),
            participants(records, question),
            coverage(records, moved, question),
            steps(moved, question),
            goals(records, followups, question),
            lasting(followups),
            retention(records, question),
            fidelity(records, question),
            esf(records, question),
        ]
    return assembled(parts, question)


@dataclass
class Office:
    """An office with a ledger; ``draft`` is what it knows at the moment."""

    folder: Path
    project: Project
    draft: Draft
    asked: list[str] = field(default_factory=list)

    @property
    def ledger(self) -> Path:
        return self.folder / "ledger" / f"{self.project.id}.json"

    def figures_at(self, quarter: Period) -> Figures:
        self.asked.append(quarter.label)
        return counted_figures(self.draft.records(), self.project, quarter)

    def publish(self, period: str) -> Publication:
        asked = self.project.period(period)
        return protect(self.project, asked, self.ledger, self.figures_at, clock=lambda: NOON)


def planned(project: Project, *tables: ExternalTable) -> Project:
    """Give a project another plan."""
    return project.model_copy(update={"external": tables})


@pytest.fixture
def office(tmp_path: Path, cresco_plus: Project) -> Callable[..., Office]:
    """Open an office with some tables in its plan, and municipalities by their scope."""

    def opened(*tables: ExternalTable, **scopes: str) -> Office:
        project = planned(cresco_plus, *tables)
        return Office(tmp_path, project, Draft(project, scopes=scopes or {"Hjo": "individ"}))

    return opened


@pytest.fixture(scope="session")
def example(projects: dict[str, Project]) -> Callable[[str, str], Figures]:
    """Measure the example as it is known now."""
    store = Store(ROOT / "data" / "example" / "store")
    if not (store.folder / "store.json").exists():
        pytest.skip("the example's store is not set up: make setup")
    known: dict[tuple[str, str], Figures] = {}

    def at(project: str, quarter: str) -> Figures:
        if (project, quarter) not in known:
            asked, period = projects[project], Period.parse(quarter)
            records = store.records(asked, period)
            known[project, quarter] = counted_figures(records, asked, period)
        return known[project, quarter]

    return at


def many(draft: Draft, place: str, number: int, start: str, **more: object) -> None:
    """Let a number of people start, and leave if they do, on the same days."""
    exit_, reason = more.pop("exit", None), more.pop("reason", None)
    before = sum(row["municipality"] == place for row in draft.rows.get("participants", []))
    for one in range(before, before + number):
        draft.person(f"P-{one:03}", start, exit_, reason, municipality=place, **more)  # type: ignore[arg-type]  # texts or None


def row(
    figures: Figures, place: str, measure: str, definition: str = "", group: str = ""
) -> dict[str, object]:
    """Find the one row of a name."""
    frame = figures.frame
    name = {"municipality": place, "measure": measure, "definition": definition, "group": group}
    for key, value in name.items():
        frame = frame[frame[key] == value]
    [found] = frame.to_dict("records")
    return found


def told(
    figures: Figures, places: Iterable[str], measure: str, definition: str = ""
) -> list[object]:
    """List the k of a row of each place, None where it is hidden."""
    rows = [row(figures, place, measure, definition) for place in places]
    return [None if pd.isna(one["k"]) else one["k"] for one in rows]
