"""A root where everything that is asked for seems to have been made, without a kernel."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Self

from stegvis.definitions import read_projects
from stegvis.delivery.check import examine
from stegvis.delivery.store import Store
from stegvis.report.batch import Batch, Request, prepare
from stegvis.report.unchanged import Note, outputs, remember
from stegvis.root import Root

ROOT = Path(__file__).resolve().parents[2]

Why = dict[tuple[str, str, str], tuple[str, ...]]
"""Why each run would be done again, by project, place and section; the others are not there."""


def delivery(name: str) -> Path:
    """Find a delivery of the example."""
    return next((ROOT / "data" / "example" / name.split("_")[0]).glob(f"{name}*"))


class House:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = Root(folder)
        self.store = Store(self.root.store)

    @classmethod
    def build(cls, folder: Path) -> Self:
        """Build one with the projects and the report notebooks, and nothing delivered."""
        shutil.copytree(ROOT / "data" / "projects", folder / "data" / "projects")
        for kind in ("kommun", "projekt"):
            shutil.copytree(ROOT / "notebooks" / kind, folder / "notebooks" / kind)
        return cls(folder)

    def add(self, path: Path) -> None:
        examination = examine(path, read_projects(self.root.projects))
        assert examination.delivery is not None, examination.findings
        self.store.add(examination.delivery, examination.findings)

    def prepare(self, **asked: object) -> Batch:
        request = Request(store=self.root.store, reports=self.root.reports, **asked)  # type: ignore[arg-type]  # what a test asks
        return prepare(self.root, request)

    def publish(self, **asked: object) -> None:
        """Leave what the runs would have left, with empty pages."""
        batch = self.prepare(**asked)
        for run in batch.runs:
            for path in outputs(run):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch()
            remember(run, Note(batch.of(run).fingerprint(run)))

    def again(self, **asked: object) -> Why:
        batch = self.prepare(**asked)
        why = ((run, batch.reasons(run)) for run in batch.runs)
        return {(run.project, run.place, run.notebook.section): said for run, said in why if said}
