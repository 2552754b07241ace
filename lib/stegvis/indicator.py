"""Result indicators in the sense of the European Social Fund, as a project's YAML maps them.

The common result indicators of ESF+ (Regulation (EU) 2021/1057, Annex I) are counted by SCB from
registers. A project maps those that its deliveries can tell something of to its own exit reasons
and follow-up answers, and says why it does not count the others.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from stegvis.strict import Strict

_ID = r"^EECR\d{2}$"


class Indicator(Strict):
    """A result indicator: exits for some ``reasons``, or ``occupations`` ``months`` after exit."""

    id: str = Field(pattern=_ID)
    label: str
    reasons: tuple[str, ...] = ()
    months: int | None = Field(None, gt=0)
    occupations: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _of_one_kind(self) -> Self:
        at_exit, later = bool(self.reasons), self.months is not None and bool(self.occupations)
        if at_exit == later or bool(self.occupations) != (self.months is not None):
            raise ValueError("ange antingen reasons, eller months och occupations")
        return self


class NotCounted(Strict):
    """A result indicator that the project does not count, and why."""

    id: str = Field(pattern=_ID)
    label: str
    why: str


class Esf(Strict):
    """The result indicators that a project counts, and those it does not; may be none."""

    note: str | None = None
    indicators: tuple[Indicator, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [known.id for known in self.indicators]
        ids += [known.id for known in self.not_counted]
        if len(set(ids)) < len(ids):
            raise ValueError("samma indikator står två gånger")
        return self
