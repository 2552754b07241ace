"""A project: what its YAML says, validated; every setting that is not code lives there."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from stegvis.indicator import Esf
from stegvis.period import Period
from stegvis.place import Municipality, fold

Rater = Literal["participant", "coordinator"]
RATERS: tuple[Rater, ...] = ("participant", "coordinator")
BELIEF = "coordinator_belief"
"""The indicator of the coordinator's belief that the person will get a job."""
DAYS_AFTER_EXIT = 31
"""How long after a person's exit a card still counts, by the definition of a movement."""
LEAST_MOVED = 6
"""How many must have moved for a test to be able to say which way: below it, even if all move one
way, the exact two-sided p of the sign test is above 0.05."""
LEVEL = 0.05
"""The level of every test: a p below it is counted as unusual."""
DAYS_APART = 31
"""How far apart the two raters' cards of one occasion may be dated."""
MISREGISTERED = "felregistrering"
"""The exit reason of a person who should never have been registered: counted nowhere."""


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(_Definition):
    """A question of the progression card."""

    id: str = Field(pattern=r"^f\d{1,2}$")
    label: str
    placeholder: bool = False
    indicator: str | None = None


class Card(_Definition):
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


class Rule(_Definition):
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


class Movement(_Definition):
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


class ExitReason(_Definition):
    """Why a person left the project."""

    id: str
    label: str


class Variant(_Definition):
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

    def in_force(self, day: date) -> bool:
        """Whether this was the official definition on a day."""
        begun = self.since is None or self.since <= day
        ended = self.until is not None and self.until < day
        return self.official and begun and not ended


class Goal(_Definition):
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


class Component(_Definition):
    """A part of the method BIP; fidelity is the mean over the required ones."""

    id: str
    label: str
    required: bool = True


class Lists(_Definition):
    """The values a cell may have, where the project may choose them.

    Of the states of training, the first is given and the second wanted.
    """

    gender: tuple[str, ...]
    age_group: tuple[str, ...]
    referrer: tuple[str, ...]
    occupation: tuple[str, ...]
    support: tuple[str, ...] = ()
    funding: tuple[str, ...]
    skill_state: tuple[str, ...] = Field(min_length=2)


class Expected(_Definition):
    """What was expected of the project when it was decided; None where that is not known."""

    participants: int | None = Field(None, gt=0)


class Project(_Definition):
    """All that a project decides for itself."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
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
    indicators: dict[str, str] = {}
    movement: Movement
    exit_reasons: tuple[ExitReason, ...]
    goals: tuple[Goal, ...] = Field(min_length=1)
    expected: Expected = Expected(participants=None)
    esf: Esf = Esf()
    method: tuple[Component, ...]
    lists: Lists
    disclosure_threshold: int = Field(5, ge=2)

    @field_validator("pseudonym")
    @classmethod
    def _is_a_pattern(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"ska vara ett reguljärt uttryck ({error})") from error
        return pattern

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
