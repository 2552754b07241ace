"""A root for a desk: the house's notebooks, and stores of deliveries that are only described."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from stegvis.delivery.kept import FILE, Kept, describe_again
from stegvis.period import Period
from stegvis.root import Root
from written_notebook import write_notebook

ROOT = Path(__file__).resolve().parents[2]

Deliver = Callable[..., None]


@pytest.fixture
def deliver() -> Deliver:
    """Describe a delivery in a store: what a desk is chosen by is told without its tables."""

    def put(store: Path, project: str, code: str, period: str, people: int = 5) -> None:
        span = Period.parse(period)
        digest = f"{project}{code}{period}".encode().hex()
        folder = store / project / code / period / digest[:12]
        folder.mkdir(parents=True)
        kind = {"version": 1, "kind": "synthetic" if "example" in store.parts else "real"}
        (store / "store.json").write_text(json.dumps(kind))
        counts = {"participants": people} if people else {}
        scope = "individ" if people else "antal"
        submitted, added = span.end, datetime.combine(span.end, datetime.min.time(), UTC)
        kept = Kept(
            *(folder, project, code, span, submitted, added, scope, False, digest, counts, {}, ())
        )
        (folder / FILE).write_text(describe_again(kept), encoding="utf-8")

    return put


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """A root with the house's projects, and three small notebooks of its own."""
    house = Root(tmp_path / "root")
    shutil.copytree(ROOT / "data" / "projects", house.projects)
    for name in ("kommun/04_mal", "projekt/10_jamforelse", "utforska/01_mal", "extern/01_ut"):
        path = house.notebooks / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        write_notebook(path, "# Här räknas ingenting.")
    return house


@pytest.fixture
def own(root: Root, deliver: Deliver) -> Root:
    """The same, with deliveries from Hjo and Skövde; Skövde has the most participants."""
    deliver(root.store, "cresco-plus", "1497", "2023Q3", 7)
    deliver(root.store, "cresco-plus", "1496", "2023Q3", 60)
    return root
