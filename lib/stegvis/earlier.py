"""What was told earlier: which figures are compared with an earlier report, and when they differ.

A report compares itself with the period before, and with what was known at an earlier time.
What is known of a period changes when a later delivery corrects or completes an earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from stegvis.figures import group_text
from stegvis.period import Period
from stegvis.project import Project

PREFIX = "earlier."
"""What the measure of a figure begins with when it is about an earlier moment."""

HEADLINES = (
    "caseload.started",
    "caseload.exited",
    "caseload.active",
    "caseload.exit_reason",
    "goal",
    "lasting.share",
    "lasting.eligible",
    "lasting.reached",
    "retention.share",
    "steps.person",
    "fidelity",
)
"""The measures that are compared, cumulative and by the primary rule and rater."""

OWN, OLDER = "own", "older"
"""Whether the delivery that was known then was of the period's last quarter, or of an older one."""

SAME, CORRECTED, COMPLETED, NONE = "same", "corrected", "completed", "none"
"""What has come of a municipality's figures since: the same; changed by a later delivery, though
the period's own had been handed in; changed, because it had not; or none were known then."""

_PARTS_OF_N = ("caseload.exit_reason", "steps.person")
"""Parts that are all of one n: a part has changed when its k has."""
_ROW = ["municipality", "measure", "group", "definition"]
_COUNTED = ["k", "n", "value"]


@dataclass(frozen=True)
class Moment:
    """A period, and when it is known: ``now``, or ``then``, at the end of its last quarter."""

    period: Period
    known: Literal["now", "then"]

    @property
    def keys(self) -> dict[str, str]:
        """Give the keys that the group of its figures begins with."""
        return {"as_of": self.period.label, "known": self.known}

    @property
    def as_known(self) -> Period | None:
        """Give the last quarter whose deliveries were known; None now."""
        return self.period.quarters()[-1] if self.known == "then" else None


def previous(project: Project, period: Period) -> Period | None:
    """Give the period before, unless the project had not begun by its end."""
    before = period.previous
    return before if before is not None and before.end >= project.start else None


def moments(project: Project, period: Period) -> list[Moment]:
    """List the moments that a report on a period is compared with."""
    before = previous(project, period)
    own = Moment(period, "then")
    return [own] if before is None else [Moment(before, "now"), own, Moment(before, "then")]


def headlines(rows: pd.DataFrame, project: Project) -> pd.DataFrame:
    """Keep the rows of figures that are compared."""
    movement = project.movement
    primary = rows["definition"].eq(movement.primary_rule) & rows["group"].str.startswith(
        f"rater={movement.primary_rater};"
    )
    wanted = rows["measure"].isin(HEADLINES) & rows["definition"].ne("period")
    return rows[wanted & (rows["measure"].ne("steps.person") | primary)]


def compared(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Set the same rows of figures, as known then and as known now, beside each other.

    Both frames have the columns of ``figures.csv`` without any key of a moment. A row that is not
    in both is left out: of a municipality that had not delivered nothing was known.

    Returns
    -------
    ``municipality, measure, group, definition`` in the order of ``now``, and whether they
    ``differ`` in k, n or value.
    """
    both = now.merge(then, on=_ROW, suffixes=("", "_then"))
    part = both["measure"].isin(_PARTS_OF_N)
    differ = [_differ(both[name], both[f"{name}_then"]) for name in _COUNTED]
    return both[_ROW].assign(differ=differ[0] | ((differ[1] | differ[2]) & ~part))


def _differ(first: pd.Series[float], second: pd.Series[float]) -> pd.Series[bool]:
    one, other = first.astype("Float64"), second.astype("Float64")
    same = one.eq(other).fillna(value=False).astype("bool")
    return ~(same | (one.isna() & other.isna()))


def at(rows: pd.DataFrame, moment: Moment) -> pd.DataFrame:
    """Give a moment's rows of figures, named as the rows of now that they correspond to."""
    start = group_text(**moment.keys)
    group, own = rows["group"], rows["measure"].str.startswith(PREFIX)
    found = rows[own & (group.eq(start) | group.str.startswith(f"{start};"))]
    return found.assign(
        measure=found["measure"].str.removeprefix(PREFIX),
        group=found["group"].str.removeprefix(start).str.removeprefix(";"),
    ).reset_index(drop=True)
