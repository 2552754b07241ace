"""The progression card: who rates, on which scale, and with which items."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from stegvis.strict import Strict

Rater = Literal["participant", "coordinator"]
RATERS: tuple[Rater, ...] = ("participant", "coordinator")
BELIEF = "coordinator_belief"
"""The indicator of the coordinator's belief that the person will get a job."""
DAYS_AFTER_EXIT = 31
"""How long after a person's exit a card still counts, by the definition of a movement."""
DAYS_APART = 31
"""How far apart the two raters' cards of one occasion may be dated."""


class Item(Strict):
    """A question of the progression card."""

    id: str = Field(pattern=r"^f\d{1,2}$")
    label: str
    placeholder: bool = False
    indicator: str | None = None


class Card(Strict):
    """The progression card: its scale and the items of each rater."""

    low: int = 1
    high: int = 5
    every_months: int = Field(3, ge=1)
    participant: tuple[Item, ...] = Field(min_length=1)
    coordinator: tuple[Item, ...] = Field(min_length=1)

    def items(self, rater: Rater) -> tuple[Item, ...]:
        """Give the items that one rater answers, in the card's order."""
        return self.participant if rater == "participant" else self.coordinator

    @property
    def columns(self) -> list[str]:
        """List the item columns of the sheet: those of the rater who has the most."""
        return [item.id for item in max(self.participant, self.coordinator, key=len)]

    def measuring(self, rater: Rater, indicator: str) -> list[str]:
        """List the ids of the rater's items that the project maps to an indicator."""
        return [item.id for item in self.items(rater) if item.indicator == indicator]

    @model_validator(mode="after")
    def _same_columns(self) -> Self:
        if self.low >= self.high:
            raise ValueError(f"low ({self.low}) ska vara mindre än high ({self.high})")
        for rater in RATERS:
            ids = [item.id for item in self.items(rater)]
            expected = [f"f{number}" for number in range(1, len(ids) + 1)]
            if ids != expected:
                raise ValueError(f"{rater}: frågorna ska heta {', '.join(expected)}, i ordning")
        return self
