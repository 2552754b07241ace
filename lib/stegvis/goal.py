"""A goal: what is to be reached, and the definitions it is counted by."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from stegvis.strict import Strict


class Variant(Strict):
    """One definition of a goal, and the dates it was in force.

    For a goal of kind ``exit``: ``reasons`` counts as reached; ``denominator`` is who it is a
    share of, optionally only exits ``within`` a set of reasons. For kind ``lasting``: ``months``
    after exit, in a ``population``.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    label: str
    official: bool = False
    since: date | None = None
    until: date | None = None
    reasons: tuple[str, ...] = ()
    denominator: Literal["exited", "started"] = "exited"
    within: tuple[str, ...] = ()
    months: int | None = Field(None, gt=0)
    population: Literal["alla", "positiv"] | None = None

    @property
    def counted(self) -> tuple[str, ...]:
        """List the reasons that count as reached, of those it is kept to."""
        return tuple(r for r in self.reasons if not self.within or r in self.within)

    def in_force(self, day: date) -> bool:
        """Whether this was the official definition on a day."""
        begun = self.since is None or self.since <= day
        ended = self.until is not None and self.until < day
        return self.official and begun and not ended


class Goal(Strict):
    """A goal of the project, with its target and its definitions."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    name: str
    kind: Literal["exit", "lasting"]
    target: float = Field(gt=0, le=1)
    official: bool = True
    note: str | None = None
    variants: tuple[Variant, ...] = Field(min_length=1)

    def primary(self, day: date) -> Variant:
        """Give the definition in force on a day; before the first one, the first one."""
        for variant in self.variants:
            if variant.in_force(day):
                return variant
        return self.variants[0]

    @model_validator(mode="after")
    def _variants_fit_the_kind(self) -> Self:
        for variant in self.variants:
            if self.kind == "exit" and not variant.reasons:
                raise ValueError(f"varianten {variant.id} behöver reasons")
            if self.kind == "lasting" and (variant.months is None or variant.population is None):
                raise ValueError(f"varianten {variant.id} behöver months och population")
        if len({variant.id for variant in self.variants}) < len(self.variants):
            raise ValueError("två varianter har samma id")
        if not any(variant.official for variant in self.variants):
            raise ValueError("minst en variant ska ha official: true")
        return self
