"""Comparisons of few municipalities: how often they alarm, and whether pooling comes nearer."""

from __future__ import annotations

from math import pi, sin

import numpy as np
import pandas as pd
from stegvis.statistics.funnel import funnel_limits
from stegvis.statistics.permutation import permuted_correlation, permuted_difference
from stegvis.statistics.pooling import pool
from stegvis.statistics.power import detectable

from simulation.study import DRAWS, Outcomes, Simulate, Study

SIZES = np.array([1, 2, 4, 7, 15, 21, 31, 32, 33, 37, 38, 42, 46, 47])
"""How many have left in 14 municipalities like the example's."""
FIDELITY = np.array([0.1, 0.2, 0.2, 0.2, 0.4, 0.4, 0.6, 0.6, 0.7, 0.7, 0.8, 0.9, 0.9, 1.0])
SPREADS = {"ingen": 0.0, "liten": 0.05, "stor": 0.2}


def _alarms(level: float) -> Simulate:
    def simulate(draws: int, random: np.random.Generator) -> Outcomes:
        for share in (0.3, 0.7):
            outside = 0
            for k in random.binomial(SIZES, share, (draws, len(SIZES))):
                ends = funnel_limits(pd.Series(SIZES), k.sum() / SIZES.sum(), level)
                found = k / SIZES
                outside += int(((found < ends["low"]) | (found > ends["high"])).sum())
            setting = f"ingen skillnad, andel {share:.0%}".replace("%", " %")
            yield setting, outside / draws / len(SIZES)

    return simulate


def _shares(spread: float, random: np.random.Generator) -> np.ndarray:
    mean = 0.6
    if not spread:
        return np.full(len(SIZES), mean)
    size = mean * (1 - mean) / spread**2 - 1
    return random.beta(mean * size, (1 - mean) * size, len(SIZES))


def _nearer(draws: int, random: np.random.Generator) -> Outcomes:
    for words, spread in SPREADS.items():
        raw = pooled = 0.0
        for _ in range(draws):
            truth = _shares(spread, random)
            k = random.binomial(SIZES, truth)
            raw += float(((k / SIZES - truth) ** 2).sum())
            pooled += float(((pool(k, SIZES).value - truth) ** 2).sum())
        yield f"{words} skillnad mellan kommuner", pooled / raw


def _coverage(draws: int, random: np.random.Generator) -> Outcomes:
    for n in (10, 30, 60):
        held = 0.0
        for _ in range(draws):
            mean, size = random.uniform(), random.uniform() ** -2
            truth = random.beta(mean * size, (1 - mean) * size, 14)
            found = pool(random.binomial(n, truth), np.full(14, n))
            held += float(((found.low <= truth) & (truth <= found.high)).mean())
        yield f"n = {n}", held / draws


def _no_correlation(draws: int, random: np.random.Generator) -> Outcomes:
    shares = random.binomial(SIZES, 0.6, (draws, len(SIZES))) / SIZES
    order = random.permuted(np.tile(FIDELITY, (draws, 1)), axis=1)
    found = [permuted_correlation(x, y) for x, y in zip(order, shares, strict=True)]
    yield "14 kommuner", float(np.mean([test is not None and test.p <= 0.05 for test in found]))


def _no_difference(draws: int, random: np.random.Generator) -> Outcomes:
    sizes = SIZES[4:]
    for card_only in (2, 3):
        shares = random.binomial(sizes, 0.6, (draws, len(sizes))) / sizes
        shares = random.permuted(shares, axis=1)
        found = [permuted_difference(row[:card_only], row[card_only:]) for row in shares]
        alarms = float(np.mean([test is not None and test.p <= 0.05 for test in found]))
        yield f"{card_only} och {len(sizes) - card_only} kommuner", alarms


def _power(draws: int, random: np.random.Generator) -> Outcomes:
    for n in (10, 14):
        true = 2 * sin(pi * detectable(n, ranks=True) / 6)
        x, noise = random.normal(size=(2, draws, n))
        y = true * x + np.sqrt(1 - true**2) * noise
        found = [permuted_correlation(*pair) for pair in zip(x, y, strict=True)]
        yield (
            f"{n} kommuner",
            float(np.mean([test is not None and test.p <= 0.05 for test in found])),
        )


STUDIES = (
    Study("Trattens 95-procentsgränser larmar, per kommun", 0, 0.05, _alarms(0.95), 2_000),
    Study("Trattens 99,8-procentsgränser larmar, per kommun", 0, 0.002, _alarms(0.998), 2_000),
    Study("Sammanvägd andels kvadratfel genom den räknades", 0, 1, _nearer, DRAWS, brief=150),
    Study(
        "Sammanvägd andels 95 %-intervall rymmer den sanna",
        *(0.93, 0.97, _coverage, DRAWS),
        brief=150,
    ),
    Study("Metod och steg framåt utan samband: p under 5 %", 0.03, 0.07, _no_correlation, 2_000),
    Study(
        "Bara kortet eller fler delar, ingen skillnad: p under 5 %", 0, 0.05, _no_difference, 2_000
    ),
    Study("Styrkan vid det samband som anges kunna upptäckas", 0.75, 0.85, _power, 2_000),
)
