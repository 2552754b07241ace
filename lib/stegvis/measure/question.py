"""A question: which project, period and municipalities the figures are about."""

from __future__ import annotations

from dataclasses import dataclass, replace

from stegvis.period import Period
from stegvis.project import Project


@dataclass(frozen=True)
class Question:
    """What is asked of the records.

    ``places`` are names of municipalities that have delivered, in the order to answer in;
    ``total`` asks for ALLA too, their sum.
    """

    project: Project
    period: Period
    places: tuple[str, ...]
    total: bool

    def in_parts(self) -> Question:
        """Ask the same of each municipality, without their sum."""
        return replace(self, total=False)
