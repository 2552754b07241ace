"""Runs in a pool: few are handed out at a time, and when one of its processes dies none is lost."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from stegvis.report import processes, work
from stegvis.report.made import Made
from stegvis.report.plan import Notebook, Run
from stegvis.report.processes import Processes

RUNS = [
    Run(
        Notebook(Path(f"{number}.ipynb"), str(number), of_project=False),
        *("cresco-plus", "Hjo", "2025Q2", "intern", "data/store"),
        Path("reports"),
    )
    for number in range(20)
]


@pytest.fixture
def handed_out(monkeypatch: pytest.MonkeyPatch) -> Counter[Run]:
    """Execute in threads, which die when they are told to; count how often runs are handed out."""
    counted: Counter[Run] = Counter()

    class Pool(ThreadPoolExecutor):
        def submit(self, function: Any, run: Run, root: Path) -> Future[Any]:
            counted[run] += 1
            return super().submit(function, run, root)

    monkeypatch.setattr(processes, "_pool", lambda jobs, *_: Pool(jobs))
    return counted


def test_what_is_handed_out_does_not_grow_with_the_number_of_runs(
    handed_out: Counter[Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "make", lambda run, _: Made(run, 0.0))
    made = []
    for one in Processes(jobs=2).make_all(RUNS, Path()):
        made.append(one.run)
        assert handed_out.total() <= len(made) + 4 + 4, "two for each process, and those just ended"
    assert sorted(made, key=RUNS.index) == RUNS


def test_a_run_that_kills_its_process_fails_alone_and_the_rest_are_not_begun_twice(
    handed_out: Counter[Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    guilty = RUNS[5]

    def make(run: Run, _: Path) -> Made:
        if run == guilty:
            raise BrokenProcessPool
        return Made(run, 0.0)

    monkeypatch.setattr(work, "make", make)
    made = list(Processes(jobs=2).make_all(RUNS, Path()))
    assert Counter(one.run for one in made) == Counter(RUNS)
    assert [one.run for one in made if one.failure] == [guilty]
    assert handed_out[guilty] == 2
    assert all(handed_out[run] == 1 for run in RUNS[10:]), "only what was under way is suspect"
