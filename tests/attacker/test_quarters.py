"""The example's publications of every quarter, in order, attacked by who has kept them all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from stegvis.delivery.store import Store
from stegvis.disclosure.protect import protect
from stegvis.figures import Figures
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.report.measuring import measure_place

from attacker.attack import Case, attack, unprotected
from attacker.scheme import Scheme
from attacker.trial import rows_of
from attacker.truth import scopes_of, truth_of

pytestmark = [pytest.mark.slow, pytest.mark.long]

EXAMPLE_STORE = Path(__file__).resolve().parents[2] / "data" / "example" / "store"
_OTHERS = 200
"""Of counts that stand in no table, so many are tried."""


@pytest.fixture(scope="module", params=["cresco-plus", "cresco-creare"])
def case(
    request: pytest.FixtureRequest,
    projects: Mapping[str, Project],
    tmp_path_factory: pytest.TempPathFactory,
) -> Case:
    """Publish each quarter, of fourteen municipalities and of as many as deliver counts only."""
    project, store = projects[request.param], Store(EXAMPLE_STORE)
    if not (store.folder / "store.json").exists():
        pytest.skip("the example's store is not set up: make setup")
    measured: dict[str, Figures] = {}

    def at(quarter: Period) -> Figures:
        if quarter.label not in measured:
            measured[quarter.label] = measure_place(store, project, quarter, ALL)
        return measured[quarter.label]

    ledger = tmp_path_factory.mktemp("ledger") / "ledger.json"
    quarters = Period(project.end, project.start, "").quarters()
    published = [rows_of(protect(project, each, ledger, at).figures) for each in quarters]
    inner = [row for figures in measured.values() for row in rows_of(figures)]
    scopes = scopes_of(inner, project)
    return Case(project, scopes, published, truth_of(inner, Scheme(project, scopes)))


def test_nothing_below_the_threshold_is_recovered(case: Case) -> None:
    verdict = attack(case, most=_OTHERS)
    found = [*verdict.recovered, *verdict.disclosed]
    assert not found, f"{len(found)} of {len(verdict.small)} are recovered: {found[:10]}"
    assert len(verdict.small) > 100


def test_without_protection_nearly_all_is_recovered(case: Case) -> None:
    bare = [unprotected(rows, case.truth, case.scheme) for rows in case.published]
    verdict = attack(Case(case.project, case.scopes, bare, case.truth), most=0)
    found, small = len(verdict.recovered), len(verdict.small)
    assert found >= 0.95 * small, f"{found} of {small} are recovered"
