"""What is promised of non-response: bounds, weights, and the interval of who slipped back."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from stegvis.measure.lasting import with_bounds
from stegvis.statistics.weighting import weighted_share

from simulation.intervals import SIZES
from simulation.study import Outcomes, Study

Shares = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

PARTS = np.array([0.15, 0.25, 0.2, 0.4])
"""How many of those who leave are of each class, as in the example's data."""
SETTINGS = {
    "bortfallet och utfallet följer klasserna": ([0.9, 0.8, 0.6, 0.4], [0.9, 0.7, 0.6, 0.4]),
    "stora skillnader mellan klasserna": ([0.95, 0.9, 0.5, 0.2], [0.95, 0.8, 0.6, 0.3]),
}
"""Chances to hold, and to answer, in each class."""
ELIGIBLE = (100, 200)


def _bounds(draws: int, random: np.random.Generator) -> Outcomes:
    """Everyone's outcome is known to us; who answers depends on it as much as can be."""
    for n in SIZES:
        held = random.binomial(1, random.uniform(0, 1, (draws, 1)), (draws, n))
        for name, if_held, if_not in (
            ("svar oberoende av utfallet", 0.6, 0.6),
            ("de som minskat svarar sällan", 0.8, 0.2),
            ("bara de som hållit svarar", 1.0, 0.0),
            ("bara de som minskat svarar", 0.0, 1.0),
        ):
            answers = random.random((draws, n)) < np.where(held, if_held, if_not)
            k, reached = (answers & (held == 1)).sum(axis=1), answers.sum(axis=1)
            table = pd.DataFrame({"k": k, "n": reached, "eligible": n}).astype("Int64")
            bounds = with_bounds(table)[["bound_low", "bound_high"]].to_numpy(np.float64)
            truth = held.mean(axis=1)
            low, high = bounds[:, 0] - 1e-9, bounds[:, 1] + 1e-9
            yield f"n = {n}, {name}", float(((low <= truth) & (truth <= high)).mean())


def _drawn(
    draws: int, random: np.random.Generator, eligible: int, setting: str
) -> tuple[Counts, Counts, Counts, float]:
    """Draw classes of people, answers and outcomes, keeping what a report would weight."""
    hold, answer = (np.array(chances) for chances in SETTINGS[setting])
    people = random.multinomial(eligible, PARTS, draws)
    reached = random.binomial(people, answer)
    held = random.binomial(reached, hold)
    kept, lost = held.sum(axis=1), (reached - held).sum(axis=1)
    enough = (reached >= 5).all(axis=1) & (kept >= 10) & (lost >= 10)
    return people[enough], reached[enough], held[enough], float(PARTS @ hold)


def _weighted_coverage(draws: int, random: np.random.Generator) -> Outcomes:
    for eligible in ELIGIBLE:
        for setting in SETTINGS:
            *counts, truth = _drawn(draws, random, eligible, setting)
            found = weighted_share(*counts)
            inside = (found.low <= truth) & (truth <= found.high)
            yield f"{eligible} aktuella, {setting}", float(inside.mean())


def _weighted_error(draws: int, random: np.random.Generator) -> Outcomes:
    for eligible in ELIGIBLE:
        for setting in SETTINGS:
            people, reached, held, truth = _drawn(draws, random, eligible, setting)
            found = weighted_share(people, reached, held).value
            plain = held.sum(axis=1) / reached.sum(axis=1)
            error = ((found - truth) ** 2).mean() / ((plain - truth) ** 2).mean()
            yield f"{eligible} aktuella, {setting}", float(error)


def _weighted_bias(draws: int, random: np.random.Generator) -> Outcomes:
    for eligible in ELIGIBLE:
        for setting in SETTINGS:
            *counts, truth = _drawn(draws, random, eligible, setting)
            bias = weighted_share(*counts).value.mean() - truth
            yield f"{eligible} aktuella, {setting}", float(bias)


def _slipped_back(draws: int, random: np.random.Generator) -> Outcomes:
    """Of n who answered twice some held at first; how many is chance too."""
    for n in SIZES:
        share = random.uniform(0.1, 0.5, draws)
        held = random.binomial(n, 0.8, draws)
        slipped = random.binomial(held, share)
        table = pd.DataFrame({"k": slipped, "n": held, "eligible": held}).astype("Int64")
        ends = with_bounds(table)
        inside = (ends["low"] <= share) & (share <= ends["high"])
        yield f"{n} som svarade båda gångerna", float(inside.mean())


STUDIES = (
    Study("Gränserna för bortfall rymmer andelen bland alla aktuella", 1.0, 1.0, _bounds, 2_000),
    Study("Intervallet för en vägd andel rymmer den sanna", 0.93, 0.97, _weighted_coverage),
    Study("En vägd andels kvadratfel mot den ovägdas (under 1 är bättre)", 0, 0.8, _weighted_error),
    Study("En vägd andels systematiska fel", -0.02, 0.02, _weighted_bias),
    Study("Intervallet för andelen som har backat rymmer den sanna", 0.93, 0.97, _slipped_back),
)
