"""Small projects made up at random: nothing is recovered of what is protected.

Four with the tests, two hundred by -m long.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from stegvis.project import Project

from attacker.trial import Trial, tried

WITH_THE_TESTS, TOGETHER, PROJECTS = 4, 14, 200
_BLOCKS = [
    range(WITH_THE_TESTS),
    *(
        pytest.param(range(first, first + TOGETHER), marks=pytest.mark.long)
        for first in range(WITH_THE_TESTS, PROJECTS, TOGETHER)
    ),
]


@pytest.fixture(scope="module", params=_BLOCKS, ids=str)
def trials(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, cresco_plus: Project
) -> Mapping[int, Trial]:
    folder = tmp_path_factory.mktemp("publications")
    return {seed: tried(cresco_plus, seed, folder / str(seed)) for seed in request.param}


def test_nothing_below_the_threshold_is_recovered(trials: Mapping[int, Trial]) -> None:
    found = [
        f"project {seed}: {one}"
        for seed, trial in trials.items()
        for one in (*trial.protected.recovered, *trial.protected.disclosed)
    ]
    small = sum(len(trial.protected.small) for trial in trials.values())
    assert not found, f"{len(found)} of {small} small counts are recovered: {found[:10]}"
    assert small > 100, "too few small counts for the attack to say anything"


def test_without_protection_nearly_all_is_recovered(trials: Mapping[int, Trial]) -> None:
    small = [one for trial in trials.values() for one in trial.bare.small]
    found = sum(len(trial.bare.recovered) for trial in trials.values())
    assert found >= 0.95 * len(small), f"{found} of {len(small)} small counts are recovered"
    assert len(small) > 100, "too few small counts for the attack to say anything"


def test_what_is_published_is_worth_reading(trials: Mapping[int, Trial]) -> None:
    """A publication that hides everything, or is never made, would pass the attack."""
    shown, rows = (sum(getattr(t, of) for t in trials.values()) for of in ("shown", "rows"))
    assert shown > 0.2 * rows, f"{shown} of {rows} rows are shown"


def test_hardly_any_publication_is_refused(trials: Mapping[int, Trial]) -> None:
    refused = {seed: trial.refused for seed, trial in trials.items() if trial.refused}
    assert len(refused) <= 1 + len(trials) // 14, refused
