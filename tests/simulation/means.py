"""Student's interval holds the true mean of the card as often as it says."""

from __future__ import annotations

import numpy as np
import pandas as pd
from stegvis.statistics.means import mean_interval

from simulation.study import Outcomes, Study

SIZES = (10, 30, 60)
ITEMS = 11
LEVEL, BETWEEN, WITHIN = 2.6, 0.6, 0.8
TRUTH_DRAWS = 400_000


def _cards(people: int, random: np.random.Generator) -> np.ndarray:
    """Give the mean of each person's eleven answers on the scale 1–5."""
    level = random.normal(LEVEL, BETWEEN, (people, 1))
    answers = np.rint(level + random.normal(0, WITHIN, (people, ITEMS)))
    return np.clip(answers, 1, 5).mean(axis=1)


def _coverage(draws: int, random: np.random.Generator) -> Outcomes:
    truth = _cards(TRUTH_DRAWS, random).mean()
    for n in SIZES:
        seen = _cards(draws * n, random).reshape(draws, n)
        mean, spread = pd.Series(seen.mean(axis=1)), pd.Series(seen.std(axis=1, ddof=1))
        ends = mean_interval(mean, spread, pd.Series(np.full(draws, n)))
        yield f"n = {n}", float(((ends["low"] <= truth) & (truth <= ends["high"])).mean())


STUDIES = (
    Study("95 %-intervallet för kortets medelvärde rymmer det sanna", 0.93, 0.97, _coverage),
)
