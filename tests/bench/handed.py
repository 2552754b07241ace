"""Some of the example's runs with their figures handed to them, as a command hands them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from stegvis.definitions import read_projects
from stegvis.delivery.store import Store
from stegvis.report.batch import Request, prepare
from stegvis.report.handed import figures_path, handing, lay_out
from stegvis.report.measured import measured
from stegvis.report.plan import Run
from stegvis.root import Root

from bench.large import PROJECT, ROOT

EXAMPLE_STORE = ROOT / "data" / "example" / "store"


@contextmanager
def handed(places: Sequence[str], sections: Sequence[str] = ()) -> Iterator[list[Run]]:
    """Plan the runs of some places, and hand their figures to what is started meanwhile."""
    project = read_projects(ROOT / "data" / "projects")[PROJECT]
    with TemporaryDirectory() as name:
        request = Request(
            store=EXAMPLE_STORE,
            reports=Path(name) / "reports",
            project=PROJECT,
            municipalities=tuple(places),
            sections=tuple(sections),
        )
        runs = list(prepare(Root(ROOT), request).runs)
        folder = Path(name) / "figures"
        lay_out(folder, synthetic=True)
        for place, slug, label in {(run.place, run.folder.name, run.period) for run in runs}:
            path = figures_path(folder, PROJECT, label, slug)
            path.parent.mkdir(parents=True, exist_ok=True)
            measured(Store(EXAMPLE_STORE), project, project.period(label), place).write(path)
        with handing(folder):
            yield runs
