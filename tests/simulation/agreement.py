"""Intervals for the raters' agreement hold the truth when people answer several times."""

from __future__ import annotations

from functools import cache, partial

import numpy as np
from stegvis.statistics.agreement import agreement_weights, gwet_ac2, weighted_kappa
from stegvis.statistics.clusters import (
    Interval,
    Statistic,
    bootstrap_interval,
    coefficient_interval,
    mean_interval,
    redrawn,
    share_interval,
)
from stegvis.statistics.intervals import Floats

from simulation.study import Outcomes, Study

SIZES = (10, 30, 60)
SCALE = 5
_WEIGHTS = agreement_weights(SCALE, "quadratic")
KAPPA: Statistic = partial(weighted_kappa, weights=_WEIGHTS)
AC2: Statistic = partial(gwet_ac2, weights=_WEIGHTS)
_APART = np.arange(SCALE) - np.arange(SCALE)[:, None]
_NEAR = np.abs(_APART) <= 1
_BOOTSTRAPS = 200


def _people(number: int, random: np.random.Generator) -> Floats:
    """Draw each person's pairs: one to four occasions, what is seen shared, what is thought not.

    The coordinator sees the person as a little lower than the person does.
    """
    occasions = random.integers(1, 5, number)
    who = np.repeat(np.arange(number), occasions)

    def of_person_and_occasion() -> Floats:
        return random.normal(size=number)[who] + random.normal(size=len(who))

    shared = 1.2 * of_person_and_occasion()
    limits = np.array([-1.8, -0.6, 0.6, 2.0])
    own = np.digitize(shared + 0.8 * of_person_and_occasion(), limits)
    coordinator = np.digitize(shared + 0.8 * of_person_and_occasion() - 0.4, limits)
    people = np.zeros((number, SCALE, SCALE))
    np.add.at(people, (who, own, coordinator), 1.0)
    return people


@cache
def _everybody() -> Floats:
    return np.asarray(_people(400_000, np.random.default_rng(1)).sum(axis=0))


def _difference(tables: Floats) -> Floats:
    return np.asarray((tables * _APART).sum(axis=(-2, -1)) / tables.sum(axis=(-2, -1)))


def _within_one(tables: Floats) -> Floats:
    return np.asarray((tables * _NEAR).sum(axis=(-2, -1)) / tables.sum(axis=(-2, -1)))


def _interval_of_share(people: Floats, _: Statistic) -> Interval:
    return share_interval((people * _NEAR).sum(axis=(1, 2)), people.sum(axis=(1, 2)))


def _coverage(interval, statistic: Statistic, draws: int, random: np.random.Generator) -> Outcomes:
    truth = float(statistic(_everybody()))
    for number in SIZES:
        held = 0
        for _ in range(draws):
            low, high = interval(_people(number, random), statistic)
            held += low <= truth <= high
        yield f"{number} personer", held / draws


def _bootstrap(people: Floats, statistic: Statistic) -> Interval:
    return bootstrap_interval(redrawn(people, _BOOTSTRAPS), statistic)


_MOST = 4000
STUDIES = (
    Study(
        "95 %-intervallet för vägd kappa rymmer den sanna, 1–4 kort per person",
        0.93,
        0.97,
        partial(_coverage, coefficient_interval, KAPPA),
        _MOST,
    ),
    Study(
        "95 %-intervallet för Gwets AC2 rymmer den sanna, 1–4 kort per person",
        0.93,
        0.97,
        partial(_coverage, coefficient_interval, AC2),
        _MOST,
    ),
    Study(
        "95 %-intervallet för bedömarnas medelskillnad rymmer den sanna",
        0.93,
        0.97,
        partial(_coverage, mean_interval, _difference),
        _MOST,
    ),
    Study(
        "95 %-intervallet för andelen inom ett steg rymmer den sanna",
        0.93,
        0.97,
        partial(_coverage, _interval_of_share, _within_one),
        _MOST,
    ),
    Study(
        "Till jämförelse, gäller inte: bootstrapens percentilintervall för AC2",
        0.7,
        0.97,
        partial(_coverage, _bootstrap, AC2),
        _MOST,
    ),
)
