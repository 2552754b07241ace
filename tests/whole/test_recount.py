"""Every row of ``figures.csv`` agrees with an independent count of the same deliveries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest
from once import once
from stegvis.definitions import read_projects
from stegvis.delivery.check import examine
from stegvis.delivery.find import find_deliveries
from stegvis.delivery.store import Store
from stegvis.project import Project
from stegvis.report.measured import measured
from whole import recount as plain
from whole.recounted import differences

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "data" / "example"


@pytest.fixture(scope="module")
def store(
    projects: Mapping[str, Project], tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Store:
    def fill(folder: Path) -> None:
        kept = Store(folder)
        for path in find_deliveries([EXAMPLE / "cresco-plus", EXAMPLE / "cresco-creare"]):
            examination = examine(path, projects)
            assert examination.delivery is not None, path
            kept.add(examination.delivery, examination.findings)

    return Store(once(tmp_path_factory, worker_id, "recounted", fill))


def _delivered(project: Project) -> dict[str, dict[str, dict]]:
    names = {municipality.code: municipality.name for municipality in project.municipalities}
    found: dict[str, dict[str, dict]] = defaultdict(dict)
    for path in (EXAMPLE / project.id).iterdir():
        _, code, quarter = path.stem.split("_")
        found[names[code]][quarter] = plain.open_delivery(path)
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("project_id", "period"),
    [
        ("cresco-plus", "2025Q2"),
        pytest.param("cresco-plus", "2024H1", marks=pytest.mark.long),
        pytest.param("cresco-plus", "2024Q2", marks=pytest.mark.long),
        pytest.param("cresco-plus", "2023Q1", marks=pytest.mark.long),
        pytest.param("cresco-creare", "all", marks=pytest.mark.long),
        pytest.param("cresco-creare", "2022", marks=pytest.mark.long),
    ],
)
def test_every_figure_is_counted_the_same_in_plain_loops(
    projects: Mapping[str, Project],
    store: Store,
    tmp_path: Path,
    project_id: str,
    period: str,
) -> None:
    project = projects[project_id]
    span = project.period(period)
    figures = measured(store, project, span, "ALLA")
    path = tmp_path / "figures.csv"
    figures.write(path)
    assert differences(path, project, span, _delivered(project)) == []


def test_the_known_totals_of_cresco_creare(projects: Mapping[str, Project], store: Store) -> None:
    """The final report's: 300 exits, 27 % to work or studies, 32 % with job-seekers."""
    project = projects["cresco-creare"]
    figures = measured(store, project, project.span, "ALLA")
    primary = figures.one("ALLA", "goal", "arbete_studier/primar")
    wider = figures.one("ALLA", "goal", "arbete_studier/med_arbetssokande")
    assert (primary.k, primary.n, primary.value) == (81, 300, 0.27)
    assert (wider.k, wider.n, wider.value) == (96, 300, 0.32)


def test_cresco_plus_has_its_500(projects: Mapping[str, Project], store: Store) -> None:
    project = projects["cresco-plus"]
    figures = measured(store, project, project.period("2025Q2"), "ALLA")
    assert figures.one("ALLA", "caseload.started", "cumulative").k == 500
    assert figures.one("Essunga", "caseload.started", "cumulative").k == 0


def test_the_truth_is_not_in_the_store(store: Store) -> None:
    assert store.is_synthetic
    assert not list(store.folder.rglob("facit*"))
    assert read_projects(ROOT / "data" / "projects")
