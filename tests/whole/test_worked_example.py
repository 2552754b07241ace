"""The contract's worked example from the delivered workbook to the figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from stegvis.delivery.check import examine
from stegvis.delivery.store import Store
from stegvis.project import Project
from stegvis.report.measured import measured


def test_from_workbook_to_figures(
    tmp_path: Path,
    projects: Mapping[str, Project],
    worked_example: dict[str, list[list[object]]],
    write_workbook: Callable[..., Path],
) -> None:
    path = write_workbook(tmp_path / "cresco-plus_1497_2023Q4.xlsx", worked_example)
    examination = examine(path, projects)
    assert examination.delivery is not None
    store = Store(tmp_path / "store")
    store.add(examination.delivery, examination.findings)
    project = projects["cresco-plus"]
    figures = measured(store, project, project.period("2023Q3"), "Hjo")

    states = ("started", "exited", "active")
    assert [figures.one("Hjo", f"caseload.{s}", "cumulative").k for s in states] == [3, 2, 1]
    moves = figures.table("Hjo", "steps.item")
    own = moves[(moves["rater"] == "coordinator") & moves["item"].isin(["f1", "f2", "f3"])]
    counts = own.pivot_table(index="item", columns="move", values="k")
    assert counts[["forward", "unchanged", "backward"]].to_numpy().tolist() == [
        [1, 1, 0],
        [0, 0, 2],
        [0, 1, 0],
    ]
    goal = figures.one("Hjo", "goal", "arbete_studier/primar")
    assert (goal.k, goal.n) == (1, 2)
    assert (goal.low, goal.high) == (
        pytest.approx(0.0945, abs=5e-5),
        pytest.approx(0.9055, abs=5e-5),
    )
