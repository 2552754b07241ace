"""A delivery gone wrong is accepted with the same figures, or refused where it is wrong."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from mutated.trial import WAYS, Base, judged, spoilt, wrong
from mutated.way import Edit, Spoil
from stegvis.delivery.check import Delivery, examine
from stegvis.delivery.store import Store
from stegvis.project import Project
from stegvis.report.measured import measured

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "data" / "example"
Projects = Mapping[str, Project]
ROUNDS = 20
"""So often is each way tried with a seed by -m long: more than 1 000 trials."""
FEW = (
    *("cresco-plus/cresco-plus_1444_2023Q3.xlsx", "cresco-creare/cresco-creare_1497_2022Q4"),
    "cresco-plus/cresco-plus_1499_2024Q4.zip",
)


@pytest.fixture(scope="module")
def bases(projects: Projects) -> list[Base]:
    return [Base.of(EXAMPLE / name, projects) for name in FEW]


def _tried(way: Edit | Spoil, bases: list[Base], seed: str, projects: Projects) -> str | None:
    base, file = spoilt(way, bases, Random(seed))  # noqa: S311  seeded, to be tried again
    return wrong(way, base, file, judged(file, projects))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_what_goes_wrong_is_told_or_makes_no_difference(
    way: Edit | Spoil, bases: list[Base], projects: Projects
) -> None:
    assert _tried(way, bases, f"1 {way.name}", projects) is None


@pytest.mark.long  # more than 1 000 deliveries for each seed, some minutes
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_goes_wrong_in_any_delivery(seed: int, projects: Projects) -> None:
    chosen = [path for path in EXAMPLE.glob("cresco-*/*") if path.name[-6:-4] != "~$"]
    paths = Random(seed).sample(sorted(chosen), 30)  # noqa: S311  seeded, to be tried again
    bases = [Base.of(path, projects) for path in paths]
    failed = [
        f"{way.name} ({key}): {said}"
        for way in WAYS
        for key in (f"{seed}-{number} {way.name}" for number in range(ROUNDS))
        if (said := _tried(way, bases, key, projects))
    ]
    assert failed == []
    assert len(WAYS) * ROUNDS >= 1000


@pytest.mark.long  # a command and a hundred deliveries
def test_nothing_of_what_is_refused_is_stored(
    tmp_path: Path, projects: Projects, bases: list[Base]
) -> None:
    store, folder = tmp_path / "store", tmp_path / "in"
    folder.mkdir()
    sound = examine(EXAMPLE / FEW[0], projects)
    assert sound.delivery is not None
    Store(store).add(sound.delivery, sound.findings)
    before = _bytes_of(store)
    refused = [way for way in WAYS if way.outcome == "refused"]
    for number in range(100):
        way = refused[number % len(refused)]
        _, file = spoilt(way, bases, Random(f"lagra {number}"))  # noqa: S311  as above
        (folder / f"{number:03}{file.suffix}").write_bytes(file.content)
    command = [sys.executable, "-m", "stegvis", "add", "--root", ROOT, "--store", store, folder]
    files = sorted(folder.iterdir())
    ended = subprocess.run(
        [*command[:-1], *files], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stdout + ended.stderr
    assert ended.stdout.count(": avvisad") == len(files) == 100
    assert _bytes_of(store) == before


@pytest.mark.long  # measures a municipality anew for each
@pytest.mark.parametrize(
    "name",
    ["numbers_as_text", "days_counted_from_1904", "rows_hidden_or_filtered", "old_line_ends"],
)
def test_what_is_accepted_gives_the_same_figures(
    name: str, tmp_path: Path, projects: Projects
) -> None:
    base = Base.of(EXAMPLE / FEW[0], projects)
    way = next(way for way in WAYS if way.name == name)
    _, file = spoilt(way, [base], Random(name))  # noqa: S311  as above
    path = tmp_path / f"leverans{file.suffix}"
    path.write_bytes(file.content)
    found = examine(path, projects).delivery
    assert found is not None
    told = [
        _figures(tmp_path / str(n), one, projects) for n, one in enumerate([base.delivery, found])
    ]
    assert len(told[0]) > 100
    assert told[0] == told[1]


def _figures(folder: Path, delivery: Delivery, projects: Projects) -> str:
    store, target = Store(folder), folder / "figures.csv"
    store.add(delivery)
    project = projects[delivery.project_id]
    measured(store, project, delivery.period, delivery.municipality.name).write(target)
    return target.read_text("utf-8")


def _bytes_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "lock" not in path.name
    }
