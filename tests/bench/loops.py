"""(l) Measuring the example: the vectorised pass beside the plain loops that recount it.

The loops are what the tests hold every figure against; they count less than half of what the pass
measures, and are told without a target.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from stegvis.definitions import read_project
from stegvis.delivery.check import examine
from stegvis.delivery.store import Store
from stegvis.measure.everything import measure
from whole import recount

from bench.in_turn import ROUNDS, Row, in_turn, ratios, seconds
from bench.large import PROJECT, ROOT

QUARTER = "2025Q2"


def loops(rounds: int = ROUNDS) -> Iterator[Row]:
    """Time both."""
    project = read_project(ROOT / "data" / "projects" / f"{PROJECT}.yaml")
    names = {place.code: place.name for place in project.municipalities}
    period = project.period(QUARTER)
    delivered: dict[str, dict[str, recount.Sheets]] = defaultdict(dict)
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        for path in sorted((ROOT / "data" / "example" / PROJECT).glob(f"*{QUARTER}*")):
            examination = examine(path, {project.id: project})
            assert examination.delivery is not None
            store.add(examination.delivery, examination.findings)
            delivered[names[path.stem.split("_")[1]]][QUARTER] = recount.open_delivery(path)
        records = store.records(project, period)
    places = [*names.values()]
    given = in_turn(
        {
            "vectorised": lambda: seconds(
                lambda: measure(records, project, period, places, total=True)
            ),
            "loops": lambda: seconds(lambda: recount.recount(project, period, delivered)),
        },
        rounds,
    )
    what = "measuring the example; plain loops"
    yield Row(
        "l",
        what,
        given["vectorised"],
        given["loops"],
        ratios(given["vectorised"], given["loops"]),
    )
