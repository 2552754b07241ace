"""Wilson's interval holds the true share as often as it says."""

from __future__ import annotations

import numpy as np
import pandas as pd
from stegvis.statistics.intervals import wilson

from simulation.study import Outcomes, Study

SIZES = (10, 30, 60)


def _coverage(draws: int, random: np.random.Generator) -> Outcomes:
    for n in SIZES:
        share = random.uniform(0.1, 0.9, draws)
        ends = wilson(pd.Series(random.binomial(n, share)), pd.Series(np.full(draws, n)))
        held = (ends["low"] <= share) & (share <= ends["high"])
        yield f"n = {n}", float(held.mean())


STUDIES = (
    Study("Wilsons 95 %-intervall rymmer den sanna andelen (10–90 %)", 0.93, 0.97, _coverage),
)
