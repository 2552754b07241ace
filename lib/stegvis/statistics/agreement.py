"""Agreement between two raters on an ordered scale, corrected for chance.

Both coefficients are 1 - D/E: the weighted disagreement seen, over that expected by chance. They
differ in what chance is. Cohen's kappa lets each rater answer at random with their own shares of
the categories, so it falls, and is undefined in the end, when both use one category only. Gwet's
AC2 lets both answer at random only to the extent that answers are spread, so it still speaks.

statsmodels' ``cohens_kappa`` takes one table and gives a standard error for independent pairs; it
has no AC2. Here the tables are stacked, since the same people's pairs belong together and are
left out together (see :mod:`stegvis.statistics.clusters`).
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from stegvis.statistics.intervals import Floats

Kind = Literal["identity", "linear", "quadratic"]
_POWER: dict[Kind, int] = {"linear": 1, "quadratic": 2}
_NONE = 1e-12
"""A disagreement expected by chance that is less than this is none."""


def agreement_weights(categories: int, kind: Kind) -> Floats:
    """Weigh how far two answers agree: 1 on the diagonal, 0 from one end of the scale to the other.

    ``linear`` falls by the distance in steps, ``quadratic`` by its square; ``identity`` counts
    equal answers only, which makes kappa Cohen's own (1960) and AC2 Gwet's AC1.

    >>> agreement_weights(3, "quadratic").tolist()
    [[1.0, 0.75, 0.0], [0.75, 1.0, 0.75], [0.0, 0.75, 1.0]]
    """
    if kind == "identity":
        return np.eye(categories)
    steps = np.arange(categories)
    distance = np.abs(steps[:, None] - steps) / (categories - 1)
    return np.asarray(1 - distance ** _POWER[kind], dtype=float)


def _shares(tables: Floats) -> Floats:
    total = tables.sum(axis=(-2, -1), keepdims=True)
    return np.asarray(tables / np.where(total > 0, total, np.nan), dtype=float)


def _corrected(seen: Floats, chance: Floats) -> Floats:
    room = 1 - chance
    return np.asarray((seen - chance) / np.where(room > _NONE, room, np.nan), dtype=float)


def weighted_kappa(tables: Floats, weights: Floats) -> Floats:
    """Give Cohen's weighted kappa of each table.

    Cohen (1968), Psychological Bulletin 70:213-220.

    Parameters
    ----------
    tables
        Counts of pairs, (…, categories, categories): one rater's answer by the other's.
    weights
        As :func:`agreement_weights` gives them.

    Returns
    -------
    A coefficient for each table, at most 1; missing where there are no pairs, or where both
    raters use one and the same category only.
    """
    p = _shares(tables)
    seen = (p * weights).sum(axis=(-2, -1))
    chance = np.einsum("...i,...j,ij->...", p.sum(axis=-1), p.sum(axis=-2), weights)
    return _corrected(seen, chance)


def gwet_ac2(tables: Floats, weights: Floats) -> Floats:
    """Give Gwet's AC2 of each table; with identity weights it is AC1.

    Gwet (2008), British Journal of Mathematical and Statistical Psychology 61:29-48, and Gwet
    (2014), Handbook of Inter-Rater Reliability, 4th ed., chapter 3. The categories are all of the
    scale's, whether used or not. Parameters as :func:`weighted_kappa`; missing where there are no
    pairs.
    """
    p = _shares(tables)
    categories = weights.shape[0]
    seen = (p * weights).sum(axis=(-2, -1))
    used = (p.sum(axis=-1) + p.sum(axis=-2)) / 2
    spread = (used * (1 - used)).sum(axis=-1)
    return _corrected(seen, weights.sum() / (categories * (categories - 1)) * spread)
