"""What a project publishes externally, table by table: how often, for whom and how coarsely."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from stegvis.period import Period
from stegvis.strict import Strict

Kind = Literal[
    "caseload",
    "participants",
    "exits",
    "goals",
    "lasting",
    "retention",
    "movement",
    "items",
    "esf",
]

Every = Literal["quarter", "half_year", "year", "end"]
_LAST_MONTHS: Mapping[Every, tuple[int, ...]] = MappingProxyType(
    {"quarter": (3, 6, 9, 12), "half_year": (6, 12), "year": (12,), "end": ()}
)


class ExternalTable(Strict):
    """One table of the external publications, for the project or for each municipality.

    A table that is published more seldom than each quarter is told as it was at its last day: the
    next publication shows the same numbers until a new day has come.

    Parameters
    ----------
    table
        Started, exited and active; who the participants are; exit reasons; goal outcomes; lasting
        progression; retention; step movements by person or by item; ESF's indicators.
    places
        The project as a whole, or each municipality.
    every
        How often it is counted anew; ``end`` is only when the project ends. The project's end is
        such a day for all of them.
    first
        The period at whose end it is published for the first time, whatever ``every`` says.
    by
        What ``participants`` are parted by: gender, age_group, referrer. For ``esf``: the same,
        besides all.
    only
        The variants (``goal/variant``) of ``goals``, the ``months/population`` of ``lasting``, the
        months of ``retention``, the ``rule/rater`` of ``movement``, the rater of ``items``,
        ESF's indicators, or ``started``, ``exited``, ``active`` of ``caseload``; all of them when
        none is named.
    merge
        Values that are told as one, by the label they then have: exit reasons, or values of ``by``.
    """

    table: Kind
    places: Literal["project", "municipality"]
    every: Every = "quarter"
    first: str | None = None
    by: tuple[Literal["gender", "age_group", "referrer"], ...] = ()
    only: tuple[str, ...] = ()
    merge: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    def quarters(self, start: date, end: date, until: date) -> list[Period]:
        """List the quarters at whose ends the table is counted, up to a day, the oldest first.

        ``start`` and ``end`` are the project's. The first one ends ``first``; then they are those
        that end a quarter, half-year or year, and the one that holds the project's end.
        """
        begun = start if self.first is None else Period.parse(self.first).end
        ends = {begun, Period.quarter_of(end).end}
        return [
            quarter
            for quarter in Period(max(until, begun), begun, "").quarters()
            if begun <= quarter.end <= until
            and (quarter.end.month in _LAST_MONTHS[self.every] or quarter.end in ends)
        ]

    @field_validator("first")
    @classmethod
    def _is_a_period(cls, first: str | None) -> str | None:
        if first is not None:
            Period.parse(first)
        return first

    @model_validator(mode="after")
    def _parts_people(self) -> Self:
        if self.table == "participants" and not self.by:
            raise ValueError("participants behöver by")
        return self
