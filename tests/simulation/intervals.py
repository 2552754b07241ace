"""The intervals for a share, and for the difference of two, hold the truth as they say."""

from __future__ import annotations

import numpy as np
import pandas as pd
from stegvis.statistics.intervals import newcombe, wilson

from simulation.study import Outcomes, Study

SIZES = (10, 30, 60)


def _coverage(draws: int, random: np.random.Generator) -> Outcomes:
    for n in SIZES:
        share = random.uniform(0.1, 0.9, draws)
        ends = wilson(pd.Series(random.binomial(n, share)), pd.Series(np.full(draws, n)))
        held = (ends["low"] <= share) & (share <= ends["high"])
        yield f"n = {n}", float(held.mean())


def _difference(draws: int, random: np.random.Generator) -> Outcomes:
    for n in SIZES:
        held = 0
        for _ in range(draws):
            shares = random.uniform(0.1, 0.9, 2)
            first, second = random.binomial(n, shares)
            low, high = newcombe(int(first), n, int(second), n)
            held += low <= shares[0] - shares[1] <= high
        yield f"n = {n} i varje grupp", float(held / draws)


STUDIES = (
    Study("Wilsons 95 %-intervall rymmer den sanna andelen (10–90 %)", 0.93, 0.97, _coverage),
    Study("Newcombes 95 %-intervall rymmer den sanna skillnaden", 0.93, 0.97, _difference, 4000),
)
