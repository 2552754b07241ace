"""The example's external publication, with all its formats, is attacked as an outsider has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from once import once
from stegvis.delivery.store import Store
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.report.measuring import measure_place
from whole.test_external import EXTERN
from whole.test_external import build as build_external

from attacker.attack import Case, Row, attack, unprotected
from attacker.figures_csv import rows_of
from attacker.formats import Pair, pairs_in, pairs_said, texts_of
from attacker.scheme import Scheme
from attacker.truth import scopes_of, truth_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    return once(tmp_path_factory, worker_id, "external", build_external) / EXTERN


@pytest.fixture(scope="module")
def rows(folder: Path) -> list[Row]:
    """Every row of every file of figures, once."""
    found = [tuple(row.items()) for path in folder.rglob("*.csv") for row in rows_of(path)]
    return [dict(row) for row in dict.fromkeys(found)]


@pytest.fixture(scope="module")
def case(
    folder: Path, rows: list[Row], cresco_plus: Project, tmp_path_factory: pytest.TempPathFactory
) -> Case:
    """The publication, and what the office knows of the days that it tells of."""
    store = Store(folder.parents[3] / "data" / "store")
    inner: list[Row] = []
    for label in sorted({row["period"] for row in rows}):
        path = tmp_path_factory.mktemp("truth") / "figures.csv"
        measure_place(store, cresco_plus, Period.parse(label), ALL).write(path)
        inner += rows_of(path)
    scopes = scopes_of(inner, cresco_plus)
    return Case(cresco_plus, scopes, [rows], truth_of(inner, Scheme(cresco_plus, scopes)))


def _counted(rows: list[Row]) -> Iterator[Pair]:
    return ((int(row["k"]), int(row["n"])) for row in rows if row["k"] and row["n"])


def test_nothing_below_the_threshold_is_recovered(case: Case) -> None:
    verdict = attack(case)
    found = [*verdict.recovered, *verdict.disclosed]
    assert not found, f"{len(found)} of {len(verdict.small)} are recovered: {found[:10]}"
    assert len(verdict.small) > 100


def test_without_protection_nearly_all_is_recovered(case: Case) -> None:
    bare = [unprotected(rows, case.truth, case.scheme) for rows in case.published]
    verdict = attack(Case(case.project, case.scopes, bare, case.truth), most=0)
    found, small = len(verdict.recovered), len(verdict.small)
    assert found >= 0.95 * small, f"{found} of {small} are recovered"
    assert small > 20


def test_every_count_that_any_format_says_is_one_that_the_figures_show(
    folder: Path, rows: list[Row]
) -> None:
    shown = set(_counted(rows))
    unknown = {
        path.relative_to(folder).as_posix(): pairs - shown
        for path, pairs in pairs_in(folder).items()
        if pairs - shown
    }
    assert unknown == {}


@pytest.mark.parametrize("kind", [".html", ".pdf"])
def test_the_readers_read_what_is_shown(folder: Path, rows: list[Row], kind: str) -> None:
    """What they did not find, they could not give away."""
    told = {"goal", "caseload.exit_reason", "participants.gender"}
    shown = set(_counted([row for row in rows if row["measure"] in told]))
    said = [text for path in folder.rglob(f"*{kind}") for text in texts_of(path)]
    missed = shown - pairs_said(said)
    assert len(missed) <= 0.05 * len(shown), f"{len(missed)} of {len(shown)}: {sorted(missed)}"
    assert len(shown) > 5
