"""Cumulative incidence: the share that has left for a cause by a time, when others leave otherwise.

One minus Kaplan–Meier treats those who left for another reason as if they could still leave for
this one, and so overstates it. The estimator of Aalen and Johansen (1978, Scandinavian Journal of
Statistics 5:141-150) does not: I(t) = Σ S(u-) d(u)/n(u) over the times u ≤ t.

statsmodels' ``CumIncidenceRight`` gives the same estimates, ties included, and the tests compare
with it. It is not called, because its standard error is missing (by a division by zero, with a
warning) from the moment when everyone left leaves, which with few people is early; lifelines adds
random numbers to tied times, and days are tied here.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from stegvis.statistics.intervals import Floats, wilson_effective

CENSORED = 0
_NOTHING = 1e-12
_COLUMNS = ("cause", "at", "events", "at_risk", "value", "error", "low", "high")


def cumulative_incidence(
    time: Floats, cause: npt.NDArray[np.int64], causes: int, at: Floats
) -> pd.DataFrame:
    """Estimate the cumulative incidence of each cause at some times.

    A person whose time is censored at ``t`` was at risk at t, after the events of that time. The
    interval is Wilson's with the effective sample size I (1 - I) / variance, the variance of
    Greenwood's type (Dinse & Larson 1986, Biometrika 73:379-386), and at most the number of people
    whose state at the time is known; so with no one censored it is Wilson's interval for a plain
    share. The usual interval on the log(-log) scale is missing at 0, and at 10 people with
    censoring held the truth in 54–94 % of simulated draws, this one in 94–98 %.

    Parameters
    ----------
    time
        Each person's time to the event or to censoring, 0 or more.
    cause
        1 … ``causes``, or 0 for the censored.
    at
        Times to estimate at.

    Returns
    -------
    A row for each cause and time: ``cause``, ``at``, ``events`` (of the cause up to and including
    the time), ``at_risk`` (people whose time is not less), ``value``, ``error`` (its standard
    error), ``low``, ``high``. The last four are missing when there is nobody, and after the
    longest time when somebody was still left then.
    """
    times, place = np.unique(time, return_inverse=True)
    leaving = np.zeros((causes + 1, len(times)))
    np.add.at(leaving, (cause, place), 1.0)
    sets = _RiskSets(leaving)
    until = times <= at[:, None]
    followed = at <= time.max(initial=-1.0)
    if sets.survival.min(initial=1.0) < _NOTHING:
        followed |= True
    censored = cause == CENSORED
    known = len(time) - (censored & (time < at[:, None])).sum(axis=1)

    parts = []
    for number in range(1, causes + 1):
        value, variance = sets.incidence(leaving[number], until)
        inner = (value > _NOTHING) & (value < 1 - _NOTHING)
        size = np.where(inner, value * (1 - value) / np.maximum(variance, _NOTHING), known)
        low, high = wilson_effective(value, np.minimum(size, known))
        estimates = np.where(followed, [value, np.sqrt(variance), low, high], np.nan)
        events = ((cause == number) & (time <= at[:, None])).sum(axis=1)
        at_risk = (time >= at[:, None]).sum(axis=1)
        parts.append([np.full(len(at), number), at, events, at_risk, *estimates])
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return pd.DataFrame(dict(zip(_COLUMNS, columns, strict=True)))


class _RiskSets:
    """At each distinct time: who is at risk, who leaves, and the chance of being left before."""

    def __init__(self, leaving: Floats) -> None:
        self.at_risk = leaving.sum(axis=0)[::-1].cumsum()[::-1]
        left = leaving[1:].sum(axis=0)
        self.survival = np.cumprod(1 - left / self.at_risk)
        before = np.concatenate([[1.0], self.survival])[:-1]
        self.step = before / self.at_risk
        stayed = self.at_risk * (self.at_risk - left)
        self.lost = np.divide(left, stayed, out=np.zeros_like(left), where=stayed > 0)

    def incidence(self, events: Floats, until: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """Give a cause's incidence and its variance at the end of each row of ``until``."""
        jumps = self.step * events
        value = np.minimum((until * jumps).sum(axis=1), 1.0)
        reach = value[:, None] - np.cumsum(jumps)
        terms = (
            reach**2 * self.lost
            + self.step**2 * events * (self.at_risk - events) / self.at_risk
            - 2 * reach * jumps / self.at_risk
        )
        return value, np.maximum((until * terms).sum(axis=1), 0.0)
