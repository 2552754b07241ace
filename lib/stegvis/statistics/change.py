"""Reliable change: how far a score must move before it exceeds its own measurement error."""

from __future__ import annotations

from math import sqrt


def difference_error(spread: float, reliability: float) -> float:
    """Give the standard error of the difference between two measurements of one person.

    ``spread`` is the standard deviation of the first measurement, ``reliability`` its
    test–retest reliability. Jacobson & Truax (1991), Journal of Consulting and Clinical
    Psychology 59:12-19: S_diff = sqrt(2 (s sqrt(1 - r))²).

    >>> round((47.5 - 32.5) / difference_error(7.5, 0.88), 2)
    4.08
    """
    return sqrt(2) * spread * sqrt(1 - reliability)


def reliable_change(spread: float, reliability: float, z: float = 1.96) -> float:
    """Give the limit that a change must exceed to be reliable, in the score's own unit.

    At z = 1.96, one person in twenty who has not changed is taken to have done so.
    """
    return z * difference_error(spread, reliability)
