"""The forecast's interval holds the final share, and its probability is as often right as it says.

As many are to come as have been, and the true share is drawn evenly between 10 and 90 %.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from stegvis.statistics.forecast import Forecast, forecast

from simulation.study import Outcomes, Study

SIZES = (10, 30, 60)
TARGETS = (0.3, 0.7)
Endings = Iterator[tuple[str, list[Forecast], np.ndarray, np.ndarray]]
"""The setting, the forecast after each number of hits, and what had come and came of each draw."""


def _endings(draws: int, random: np.random.Generator) -> Endings:
    for n in SIZES:
        for target in TARGETS:
            share = random.uniform(0.1, 0.9, draws)
            so_far, further = random.binomial(n, share), random.binomial(n, share)
            told = [forecast(k, n, n, target) for k in range(n + 1)]
            yield f"n = {n}, mål {100 * target:.0f} %", told, so_far, so_far + further


def _coverage(draws: int, random: np.random.Generator) -> Outcomes:
    for setting, told, so_far, final in _endings(draws, random):
        shares = final / (2 * (len(told) - 1))
        low, high = (np.array([getattr(f, end) for f in told])[so_far] for end in ("low", "high"))
        held = (low - 1e-12 <= shares) & (shares <= high + 1e-12)
        yield setting, float(held.mean())


def _calibration(
    lowest: float, highest: float, draws: int, random: np.random.Generator
) -> Outcomes:
    for setting, told, so_far, final in _endings(draws, random):
        needed = np.array([k + f.needed for k, f in enumerate(told)])[so_far]
        probability = np.array([f.probability for f in told])[so_far]
        chosen = (lowest <= probability) & (probability <= highest)
        yield setting, float(((final >= needed)[chosen] - probability[chosen]).mean())


def _anyone(draws: int, random: np.random.Generator) -> Outcomes:
    return _calibration(0, 1, draws, random)


def _unlikely(draws: int, random: np.random.Generator) -> Outcomes:
    return _calibration(0, 0.2, draws, random)


def _likely(draws: int, random: np.random.Generator) -> Outcomes:
    return _calibration(0.8, 1, draws, random)


_OFTEN = "Prognosen att målet nås: hur mycket oftare det sker än sannolikheten säger"

STUDIES = (
    Study("Prognosens 95 %-intervall rymmer andelen vid slutet", 0.93, 0.99, _coverage),
    Study(f"{_OFTEN}, alla", -0.05, 0.05, _anyone),
    Study(f"{_OFTEN}, där den är högst 20 %", -0.05, 0.05, _unlikely),
    Study(f"{_OFTEN}, där den är minst 80 %", -0.05, 0.05, _likely),
)
