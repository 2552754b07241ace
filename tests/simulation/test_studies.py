"""Every study keeps its promise, briefly with the tests and long when asked for."""

from __future__ import annotations

import pytest

from simulation import studies
from simulation.study import LONG_DRAWS, Study

every_study = pytest.mark.parametrize("study", studies(), ids=lambda study: study.name)


def broken(study: Study, draws: int) -> list[tuple[str, float]]:
    outcomes = study.run(draws)
    assert outcomes, "a study that tries nothing"
    return [(setting, value) for setting, value in outcomes if not study.keeps(value)]


@pytest.mark.long  # a minute; published values hold the methods each time
@every_study
def test_a_promise_is_kept(study: Study) -> None:
    assert broken(study, study.brief) == []


@pytest.mark.long
@every_study
def test_a_promise_is_kept_over_many_draws(study: Study) -> None:
    assert broken(study, LONG_DRAWS) == []


def test_the_same_study_gives_the_same_outcomes() -> None:
    study = studies()[0]
    assert study.run(20) == study.run(20)


def test_names_are_not_used_twice() -> None:
    names = [study.name for study in studies()]
    assert len(set(names)) == len(names)
