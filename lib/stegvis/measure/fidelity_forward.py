"""Method and movement: how fidelity and the share forward go together over municipalities."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

import numpy as np
import pandas as pd

from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows
from stegvis.place import ALL
from stegvis.statistics.permutation import (
    Permuted,
    permuted_correlation,
    permuted_difference,
    rank_correlation,
)
from stegvis.statistics.power import LEAST, detectable

CARD_ONLY, WITH_OTHERS = "card_only", "with_others"


def fidelity_forward(
    table: pd.DataFrame, fidelity_rows: pd.DataFrame, question: Question
) -> pd.DataFrame:
    """Measure how method and movement go together, over the comparable municipalities.

    All rows are ALLA's, their definition the primary rule. Together: ``fidelity.correlation``
    (value Spearman's rank correlation between fidelity and the share forward over n
    municipalities, each counting alike), ``fidelity.correlation_p`` (group
    ``permutations=exact`` or ``drawn``: value p of k permutations), ``fidelity.left_out`` (group
    ``end=smallest`` or ``largest;municipality=``: value the correlation without it) and
    ``fidelity.detectable`` (group ``municipalities=compared`` or ``project``: value the correlation
    that n municipalities, those compared or all of the project's, find four times in five).

    In two sorts: ``fidelity.user`` (group ``municipality=;use=card_only`` or ``with_others``: k
    used of n components beside the card), ``fidelity.use`` (group ``use=``: value the mean of the
    shares forward of n municipalities that use the card and nothing else of the method, or others
    of it too), ``fidelity.use_difference`` (value the second mean less the first, n municipalities)
    and ``fidelity.use_p`` (as ``fidelity.correlation_p``).

    ``table`` is as :func:`stegvis.measure.comparable_method.comparable_method` gives it.
    """
    fidelity = fidelity_rows[fidelity_rows["measure"] == "fidelity"]
    kept = table[table["status"] == "comparable"].rename(columns={"forward": "k"})
    kept = kept[["municipality", "k", "n"]].merge(
        fidelity[["municipality", "value"]].rename(columns={"value": "fidelity"})
    )
    kept = kept.assign(share=(kept["k"] / kept["n"]).astype("float64"))
    clusters = len(question.project.municipalities)
    parts = [*_together(kept, clusters), *_uses(kept, fidelity_rows, question)]
    if not parts:
        return pd.DataFrame()
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(municipality=ALL, definition=question.project.movement.primary_rule)


def _one(measure: str, value: float, n: int, **group: str) -> pd.DataFrame:
    row = pd.DataFrame({"value": [value], "n": [n], **{key: [text] for key, text in group.items()}})
    return figure_rows(row, measure, list(group))


def _p(measure: str, found: Permuted, n: int) -> pd.DataFrame:
    how = "exact" if found.exact else "drawn"
    return _one(measure, found.p, n, permutations=how).assign(k=found.permutations)


def _together(kept: pd.DataFrame, clusters: int) -> Iterator[pd.DataFrame]:
    x, y, n = kept["fidelity"].to_numpy(float), kept["share"].to_numpy(float), len(kept)
    if n < LEAST:
        return
    for which, number in (("compared", n), ("project", clusters)):
        smallest = detectable(number, ranks=True)
        yield _one("fidelity.detectable", smallest, number, municipalities=which)
    found = permuted_correlation(x, y)
    if found is None:
        return
    yield _one("fidelity.correlation", found.value, n)
    yield _p("fidelity.correlation_p", found, n)
    others = [rank_correlation(np.delete(x, at), np.delete(y, at)) for at in range(n)]
    without = [
        (value, str(place))
        for value, place in zip(others, kept["municipality"], strict=True)
        if value is not None
    ]
    ends = {"smallest": min, "largest": max}
    for end, choose in ends.items() if without else ():
        value, place = choose(without, key=itemgetter(0))
        yield _one("fidelity.left_out", value, n - 1, end=end, municipality=place)


def _uses(
    kept: pd.DataFrame, fidelity_rows: pd.DataFrame, question: Question
) -> Iterator[pd.DataFrame]:
    required = question.project.required_components
    own = question.project.card_component
    others = [component for component in required if component != own]
    levels = fidelity_rows[fidelity_rows["measure"] == "method.level"]
    component = levels["group"].str.removeprefix("component=")
    used = levels.assign(component=component)[component.isin(required) & (levels["k"] > 0)]
    card = set(used.loc[used["component"] == own, "municipality"])
    beside = used[used["component"].isin(others)].groupby("municipality").size()
    users = kept[kept["municipality"].isin(card)]
    number = users["municipality"].map(beside).fillna(0).astype("Int64")
    users = users.assign(k=number, n=len(others), use=np.where(number > 0, WITH_OTHERS, CARD_ONLY))
    if not len(users) or not others:
        return
    counts = users[["municipality", "use", "k", "n"]]
    yield figure_rows(counts, "fidelity.user", ["municipality", "use"])
    groups = [
        users.loc[users["use"] == use, "share"].to_numpy() for use in (CARD_ONLY, WITH_OTHERS)
    ]
    for use, shares in zip((CARD_ONLY, WITH_OTHERS), groups, strict=True):
        if len(shares):
            yield _one("fidelity.use", float(shares.mean()), len(shares), use=use)
    found = permuted_difference(*groups)
    if found is not None:
        yield _one("fidelity.use_difference", found.value, len(users))
        yield _p("fidelity.use_p", found, len(users))
