"""A question: which project, period and municipalities the figures are about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from stegvis.language import swedish_order
from stegvis.period import Period
from stegvis.project import Project
from stegvis.records import Records


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

    @classmethod
    def about(
        cls,
        records: Records,
        project: Project,
        period: Period,
        places: Iterable[str],
        *,
        total: bool,
    ) -> Question:
        """Ask about those of some municipalities that have delivered, in Swedish order."""
        used = set(records.deliveries["municipality"])
        ordered = sorted(used.intersection(places), key=swedish_order)
        return cls(project, period, tuple(ordered), total)

    def in_parts(self) -> Question:
        """Ask the same of each municipality, without their sum."""
        return replace(self, total=False)
