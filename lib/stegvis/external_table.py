"""What a project publishes externally, table by table: how often, for whom and how coarsely."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

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
        months of ``retention``, the ``rule/rater`` of ``movement`` or the rater of ``items``; all
        of them when none is named.
    merge
        Values that are told as one, by the label they then have: exit reasons, or values of ``by``.
    """

    table: Kind
    places: Literal["project", "municipality"]
    every: Literal["quarter", "half_year", "year", "end"] = "quarter"
    first: str | None = None
    by: tuple[Literal["gender", "age_group", "referrer"], ...] = ()
    only: tuple[str, ...] = ()
    merge: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _parts_people(self) -> Self:
        if self.table == "participants" and not self.by:
            raise ValueError("participants behöver by")
        return self
