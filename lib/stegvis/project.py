"""A project: what its YAML says, validated; every setting that is not code lives there."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from stegvis.card import RATERS, Card, Rater
from stegvis.colours import Colours
from stegvis.delivery_plan import DeliveryPlan
from stegvis.external_table import ExternalTable
from stegvis.goal import Goal
from stegvis.indicator import Esf
from stegvis.period import Period
from stegvis.place import Municipality, fold
from stegvis.retention import Retention
from stegvis.strict import Strict
from stegvis.word import Word

LEAST_MOVED = 6
"""How many must have moved for a test to be able to say which way: below it, even if all move one
way, the exact two-sided p of the sign test is above 0.05."""
MOST_COUNTED = 500
"""Of how many who moved Wilcoxon's test is counted out; of more it is by the normal distribution,
for counting takes the cube of their number."""
LEVEL = 0.05
"""The level of every test: a p below it is counted as unusual."""
PROJECT_ID = r"^[a-z0-9][a-z0-9-]*$"
"""How a project is called in paths and options."""
CARD = "progressionskort"
"""The method component that is the progression card, where none is marked as that."""
MISREGISTERED = "felregistrering"
"""The exit reason of a person who should never have been registered: counted nowhere."""


class Rule(Strict):
    """How a person's item movements become one step movement.

    ``net``: the sum of the item movements is above, at or below 0. ``majority``: more items
    forward than backward, as many, or fewer. ``mean``: the mean of the answered items has changed
    by at least ``threshold``. ``reliable``: that mean has changed by more than the reliable-change
    limit of Jacobson & Truax (1991), from ``reliability`` and ``spread``.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    kind: Literal["net", "majority", "mean", "reliable"]
    label: str
    threshold: float | None = Field(None, gt=0)
    reliability: float | None = Field(None, ge=0, lt=1)
    spread: float | None = Field(None, gt=0)

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        needs = {"mean": ("threshold",), "reliable": ("reliability", "spread")}.get(self.kind, ())
        missing = [key for key in needs if getattr(self, key) is None]
        if missing:
            raise ValueError(f"en regel av slaget {self.kind} behöver {' och '.join(missing)}")
        return self


class Movement(Strict):
    """The rules of movement, and which rule and rater decide who has moved forward."""

    primary_rule: str
    primary_rater: Rater
    rules: tuple[Rule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _primary_is_known(self) -> Self:
        known = [rule.id for rule in self.rules]
        if self.primary_rule not in known:
            raise ValueError(f"primary_rule ska vara någon av {', '.join(known)}")
        return self

    @property
    def primary(self) -> Rule:
        """Give the rule that decides who has moved forward."""
        return next(rule for rule in self.rules if rule.id == self.primary_rule)


class ExitReason(Strict):
    """Why a person left the project."""

    id: Word
    label: str


class Component(Strict):
    """A part of the method; fidelity is the mean over the required ones.

    ``card`` says that it is the progression card itself, where its id does not.
    """

    id: Word
    label: str
    required: bool = True
    card: bool = False


class Lists(Strict):
    """The values a cell may have, where the project may choose them.

    Of the states of training, the first is given and the second wanted.
    """

    gender: tuple[Word, ...]
    age_group: tuple[Word, ...]
    referrer: tuple[Word, ...]
    occupation: tuple[Word, ...]
    support: tuple[Word, ...] = ()
    funding: tuple[Word, ...]
    skill_state: tuple[Word, ...] = Field(min_length=2)


class Expected(Strict):
    """What was expected of the project when it was decided; None where that is not known."""

    participants: int | None = Field(None, gt=0)


class Project(Strict):
    """All that a project decides for itself."""

    id: str = Field(pattern=PROJECT_ID)
    name: str
    dnr: str | None = None
    organisation: str = ""
    start: date
    end: date
    margin_months: int = Field(18, ge=0)
    notes: tuple[str, ...] = ()
    municipalities: tuple[Municipality, ...] = Field(min_length=1)
    pseudonym: str = r"^[A-ZÅÄÖ]{2,4}-\d{2,4}$"
    card: Card
    indicators: dict[str, str] = Field(default_factory=dict)
    movement: Movement
    exit_reasons: tuple[ExitReason, ...]
    goals: tuple[Goal, ...] = Field(min_length=1)
    expected: Expected = Expected(participants=None)
    esf: Esf = Esf()
    method: tuple[Component, ...]
    method_name: Word = "BIP"
    lists: Lists
    disclosure_threshold: int = Field(5, ge=2)
    external: tuple[ExternalTable, ...] = ()
    delivery: DeliveryPlan = DeliveryPlan(due_days=20)
    retention: Retention | None = None
    colours: Colours | None = None

    @field_validator("pseudonym")
    @classmethod
    def _is_a_pattern(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"ska vara ett reguljärt uttryck ({error})") from error
        return pattern

    @property
    def main_colour(self) -> str | None:
        """Give the colour that the project has chosen instead of the house's, if it has."""
        return self.colours.main if self.colours else None

    @property
    def span(self) -> Period:
        """Give the project's own span as a period, labelled ``all``."""
        return Period(self.end, self.start, "all")

    def period(self, text: str) -> Period:
        """Read a period; ``all`` is the project's own span.

        Raises
        ------
        PeriodError
            When the text is no period.
        """
        return self.span if fold(text) == "all" else Period.parse(text)

    def due(self, period: Period) -> date:
        """Give the last day on which a delivery for a quarter is in time."""
        return self.delivery.due(period)

    @property
    def reason_ids(self) -> list[str]:
        """List the exit reasons that count, in the YAML's order."""
        return [reason.id for reason in self.exit_reasons if reason.id != MISREGISTERED]

    def reason_label(self, reason: str) -> str:
        """Give an exit reason as readers see it."""
        return next(known.label for known in self.exit_reasons if known.id == reason)

    @property
    def exit_goal(self) -> Goal | None:
        """Give the first goal that is about why people leave, if the project counts one."""
        return next((goal for goal in self.goals if goal.kind == "exit"), None)

    @property
    def compared(self) -> list[str]:
        """List the indicators that items of both raters are mapped to, in the YAML's order."""
        asked = [{item.indicator for item in self.card.items(rater)} for rater in RATERS]
        return [
            indicator for indicator in self.indicators if all(indicator in own for own in asked)
        ]

    @property
    def required_components(self) -> list[str]:
        """List the ids of the method components that fidelity is the mean over."""
        return [component.id for component in self.method if component.required]

    @property
    def card_component(self) -> str | None:
        """Give the method component that is the progression card itself, if any is."""
        marked = [component.id for component in self.method if component.card]
        named = [component.id for component in self.method if component.id == CARD]
        return next(iter((*marked, *named)), None)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.end <= self.start:
            raise ValueError("end ska ligga efter start")
        named = {
            f"goals.{goal.id}.{variant.id}": (*variant.reasons, *variant.within)
            for goal in self.goals
            for variant in goal.variants
        }
        named |= {f"esf.{indicator.id}": indicator.reasons for indicator in self.esf.indicators}
        for key, chosen in named.items():
            for reason in chosen:
                if reason not in self.reason_ids:
                    raise ValueError(
                        f"{key}: ”{reason}” är ingen avslutsorsak som "
                        f"räknas; välj bland {', '.join(self.reason_ids)}"
                    )
        for indicator in self.esf.indicators:
            for occupation in indicator.occupations:
                if occupation not in self.lists.occupation:
                    raise ValueError(
                        f"esf.{indicator.id}: ”{occupation}” är ingen sysselsättning; "
                        f"välj bland {', '.join(self.lists.occupation)}"
                    )
        if sum(component.card for component in self.method) > 1:
            raise ValueError("method: bara en del kan vara kortet (card: true)")
        for item in (*self.card.participant, *self.card.coordinator):
            if item.indicator is not None and item.indicator not in self.indicators:
                raise ValueError(f"card: indikatorn {item.indicator} saknas under indicators")
        for what, ids in {
            "municipalities": [place.code for place in self.municipalities],
            "municipalities (namn)": [place.slug for place in self.municipalities],
            "goals": [goal.id for goal in self.goals],
            "movement.rules": [rule.id for rule in self.movement.rules],
        }.items():
            if len(set(ids)) < len(ids):
                raise ValueError(f"{what}: samma id står två gånger")
        return self
