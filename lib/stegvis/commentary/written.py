"""A figure written out as the report's own sentences write it.

What kind of number a value is depends on the measure. Most are a share of k and n; the others are
listed here. A measure that is not listed, and whose value is not k / n, is written as a decimal
number: that is never wrong, only less polished.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isclose

from stegvis.commentary.names import Row
from stegvis.figures import Figure
from stegvis.goal import Goal
from stegvis.project import Project
from stegvis.show import swedish, wording

COLUMNS = ("k", "n", "value", "low", "high", "bound_low", "bound_high")
SHARE, INTERVAL, BOUNDS = "share", "interval", "bounds"
PHRASES = (SHARE, INTERVAL, BOUNDS)
"""What may stand last in a name besides a column: finished phrases."""

_EARLIER = "earlier."
"""Before the name of a measure that is told as it was."""

_MEANS = 2
_AMOUNTS = 1


@dataclass(frozen=True)
class Kind:
    """How a measure's value is written, and an interval of it."""

    value: Callable[[float | None, int], str]
    interval: Callable[[float | None, float | None, int], str]
    is_share: bool = False
    ends: Callable[[float | None, int], str] | None = None
    """How ``low`` and ``high`` are written, where it is in another way than the value."""


def _mean(value: float | None, decimals: int = 0) -> str:
    return swedish.decimal(value, _MEANS)


def _amount(value: float | None, decimals: int = 0) -> str:
    return swedish.amount(value, _AMOUNTS)


def _points(low: float | None, high: float | None, decimals: int = 0) -> str:
    if low is None or high is None:
        return swedish.MISSING
    return f"från {swedish.percent(low).split(swedish.NBSP)[0]} till {swedish.points(high)}"


def _means(low: float | None, high: float | None, decimals: int = 0) -> str:
    return swedish.decimal_interval(low, high, _MEANS)


def _amounts(low: float | None, high: float | None, decimals: int = 0) -> str:
    return swedish.decimal_interval(low, high, _AMOUNTS)


OF_PEOPLE = Kind(swedish.percent, swedish.interval, is_share=True)
"""A share of k and n."""
SHARES = Kind(swedish.percent, swedish.interval)
"""A share of another kind, such as a weighted one."""
POINTS = Kind(swedish.points, _points)
PROBABILITY = Kind(
    lambda value, _: wording.probability(value), swedish.interval, ends=swedish.percent
)
P_VALUE = Kind(lambda value, _: swedish.p_value(value), _means, ends=_mean)
MEANS = Kind(_mean, _means)
RATES = Kind(lambda value, _: swedish.decimal(value, _AMOUNTS), _amounts)
"""Numbers of something for each, or on average: ”1,0”, not ”1”."""
AMOUNTS = Kind(_amount, _amounts)

KINDS: dict[str, Kind] = (
    dict.fromkeys(
        (
            "fidelity",
            "earlier.fidelity",
            "fidelity.use",
            "funnel.limits",
            "lasting.weighted",
            "pooled.share",
            "pooled.spread",
            "time.incidence",
        ),
        SHARES,
    )
    | dict.fromkeys(("belief.difference", "fidelity.use_difference"), POINTS)
    | {"forecast.goal": PROBABILITY}
    | dict.fromkeys(
        (
            "change.bowker",
            "change.person_sign",
            "change.person_wilcoxon",
            "change.sign",
            "change.stuart_maxwell",
            "change.wilcoxon",
            "fidelity.correlation_p",
            "fidelity.use_p",
            "paired.change",
        ),
        P_VALUE,
    )
    | dict.fromkeys(
        (
            "agreement.ac2",
            "agreement.bootstrap",
            "agreement.difference",
            "agreement.kappa",
            "casemix.first_card",
            "change.reliable_limit",
            "fidelity.correlation",
            "fidelity.detectable",
            "fidelity.left_out",
            "panel.mean",
        ),
        MEANS,
    )
    | dict.fromkeys(("caseload.per_post", "funnel.expected"), RATES)
    | dict.fromkeys(
        (
            "casemix.card_gap",
            "deviation.definition",
            "deviation.expected",
            "deviation.part",
            "deviation.place",
            "deviation.total",
            "posts.quarter",
            "posts.total",
        ),
        AMOUNTS,
    )
)
"""The measures whose value is not k / n."""


def kind_of(measure: str, figure: Figure) -> Kind:
    """Tell what kind of number a row's value is."""
    if measure in KINDS:
        return KINDS[measure]
    if figure.value is None or not figure.n or figure.k is None:
        return OF_PEOPLE
    return OF_PEOPLE if isclose(figure.value, figure.k / figure.n) else MEANS


def columns_of(row: Row) -> tuple[str, ...]:
    """List what may stand last in a row's name; a share only where there is one."""
    shares = kind_of(row.measure, row.figure).is_share
    return (*COLUMNS, *(phrase for phrase in PHRASES if shares or phrase != SHARE))


def written(project: Project, row: Row, column: str) -> str:
    """Write a row's column, or a phrase of several; a dash where it is missing.

    What is protected is written ``..``.
    """
    if row.figure.suppressed:
        return swedish.HIDDEN
    figure, kind = row.figure, kind_of(row.measure, row.figure)
    decimals = _decimals(project, row)
    match column:
        case "k":
            return swedish.count(figure.k)
        case "n":
            return swedish.count(figure.n)
        case "value":
            return kind.value(figure.value, decimals)
        case "low" | "high":
            end = figure.low if column == "low" else figure.high
            return (kind.ends or kind.value)(end, decimals)
        case "bound_low" | "bound_high":
            return swedish.percent(figure.bound_low if column == "bound_low" else figure.bound_high)
        case "share":
            missing = figure.k is None or figure.n is None
            return swedish.MISSING if missing else wording.share(figure, decimals)
        case "interval":
            return kind.interval(figure.low, figure.high, decimals)
    return swedish.interval(figure.bound_low, figure.bound_high)


def _decimals(project: Project, row: Row) -> int:
    """Give as many decimals as a goal's outcome needs not to look equal to its target."""
    goal = goal_of(project, row)
    return wording.decimals(row.figure, goal.target) if goal else 0


def goal_of(project: Project, row: Row) -> Goal | None:
    """Give the goal whose outcome a row is, under one of its definitions; else None."""
    measure = row.measure.removeprefix(_EARLIER)
    if measure == "goal":
        return next(goal for goal in project.goals if goal.id == row.definition.split("/")[0])
    if measure == "lasting.share":
        return next((goal for goal in project.goals if goal.kind == "lasting"), None)
    return None
