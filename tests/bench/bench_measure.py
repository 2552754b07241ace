"""Measuring the example: the vectorised pass beside the plain loops that recount it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from time import process_time

from stegvis.definitions import read_projects
from stegvis.delivery.check import examine
from stegvis.delivery.store import Store
from stegvis.measure.everything import measure
from whole import recount
from whole.conftest import EXAMPLE, ROOT

RUNS = 5


def _seconds(work: object) -> float:
    begun = process_time()
    work()  # type: ignore[operator]
    return process_time() - begun


def test_vectorised_against_plain_loops(tmp_path: Path) -> None:
    project = read_projects(ROOT / "data" / "projects")["cresco-plus"]
    store = Store(tmp_path / "store")
    names = {municipality.code: municipality.name for municipality in project.municipalities}
    delivered: dict[str, dict[str, recount.Sheets]] = defaultdict(dict)
    for path in sorted((EXAMPLE / project.id).glob("*2025Q2*")):
        examination = examine(path, {project.id: project})
        assert examination.delivery is not None
        store.add(examination.delivery, examination.findings)
        delivered[names[path.stem.split("_")[1]]]["2025Q2"] = recount.open_delivery(path)
    period = project.period("2025Q2")
    records = store.records(project, period)
    vectorised, loops = [], []
    for _ in range(RUNS):
        vectorised.append(
            _seconds(lambda: measure(records, project, period, list(names.values()), total=True))
        )
        loops.append(_seconds(lambda: recount.recount(project, period, delivered)))
    ratios = sorted(a / b for a, b in zip(vectorised, loops, strict=True))
    print(f"\nvectorised {min(vectorised):.2f} s, plain loops {min(loops):.2f} s,")
    print(f"ratio median {ratios[RUNS // 2]:.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f})")
