"""A share weighted for non-response by classes that are known for everyone who was to answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from statsmodels.stats.proportion import proportion_confint

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class WeightedShare:
    """A weighted share (0–1) with its interval; arrays of the shape of the classes' tables."""

    value: Floats
    low: Floats
    high: Floats


def class_weights(eligible: npt.ArrayLike, reached: npt.ArrayLike) -> Floats:
    """Give the weight of each answer: how many of its class it stands for.

    The weighting-class adjustment: Little & Rubin (2002), Statistical Analysis with Missing Data,
    section 3.3; Raghunathan (2015), Missing Data Analysis in Practice, chapter 2.

    >>> class_weights([60, 40], [40, 10])
    array([1.5, 4. ])
    """
    return np.divide(eligible, reached, dtype=np.float64)


def weighted_share(
    eligible: npt.ArrayLike, reached: npt.ArrayLike, held: npt.ArrayLike
) -> WeightedShare:
    """Estimate the share among everyone eligible, each class's answers standing for its silent.

    Right when those who answer in a class are as a random draw from it; the weights mend what
    the classes explain of the non-response, and nothing else.

    The interval is Wilson's, with the number of answers that would give an unweighted share the
    same variance: Korn & Graubard (1998), Survey Methodology 24:193-201, for Wilson's form see
    Franco et al. (2019), Journal of Survey Statistics and Methodology 7:334-364. The variance is
    that of two-phase sampling, for the classes' sizes are chance too: Σ W² p(1 − p) / n within
    the classes and Σ W (p − value)² / N between them (Cochran 1977, Sampling Techniques, 12.2).
    Within a class p is (held + 1) / (reached + 2), lest a class where all answer alike counts as
    certain.

    Parameters
    ----------
    eligible, reached, held
        Counts of people, a class along the last axis; held ≤ reached ≤ eligible, and every
        reached > 0.
    """
    people, answers, kept = (np.asarray(x, float) for x in (eligible, reached, held))
    part = people / people.sum(axis=-1, keepdims=True)
    shares = kept / answers
    value = (part * shares).sum(axis=-1)
    near = (kept + 1) / (answers + 2)
    within = (part**2 * near * (1 - near) / answers).sum(axis=-1)
    between = (part * (shares - value[..., None]) ** 2).sum(axis=-1) / people.sum(axis=-1)
    alike = (part * near).sum(axis=-1)
    answers_worth = alike * (1 - alike) / (within + between)
    low, high = proportion_confint(value * answers_worth, answers_worth, method="wilson")
    return WeightedShare(value, low, high)
