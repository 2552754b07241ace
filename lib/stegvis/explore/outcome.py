"""An outcome: the share that is looked at, how it is measured, and why a place may lack it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from stegvis.figures import Figure, group_text
from stegvis.goal import Goal, Variant
from stegvis.measure.first_due import first_due
from stegvis.measure.forward import forward
from stegvis.measure.goals import goals
from stegvis.measure.lasting import followed, lasting
from stegvis.measure.movements import Movements
from stegvis.measure.question import Question
from stegvis.project import Project
from stegvis.records import Records
from stegvis.show import wording
from stegvis.show.followup import FollowUp, row_text
from stegvis.show.goal_words import exit_labels, meaning
from stegvis.show.goals import why_no_outcome
from stegvis.show.places import NO_DELIVERY
from stegvis.show.section import Section
from stegvis.show.terms import RATERS_OF

_NOT_FOLLOWED = pd.DataFrame()
"""What a goal about exits needs to know of follow-ups."""


@dataclass(frozen=True)
class Outcome:
    """A share: of a ``goal`` that has one definition, or without a goal, of people forward."""

    goal: Goal | None = None

    @property
    def variant(self) -> Variant | None:
        """Give the goal's one definition."""
        return self.goal.variants[0] if self.goal else None

    @property
    def group(self) -> FollowUp | None:
        """Give the group that is followed up, when that is what the share is about."""
        if self.variant is None or self.variant.months is None:
            return None
        return FollowUp("lasting", self.variant.months, self.variant.population)

    @property
    def unknown(self) -> str:
        """Say who is not in the share, but in its bounds; nothing when it has none."""
        if self.goal is None:
            return "de som har startat men saknar två kort att jämföra"
        return "de som inte nåddes" if self.group is not None else ""

    @property
    def target(self) -> float | None:
        """Give what the share should reach, if anything."""
        return self.goal.target if self.goal else None

    @property
    def label(self) -> str:
        """Name the share, as in a list to choose from."""
        return f"{self.goal.name}: {self.goal.variants[0].label}" if self.goal else "Steg framåt"

    def slug(self, project: Project) -> str:
        """Name the share as in a file's name."""
        if self.goal is None:
            movement = project.movement
            return f"steg-framat-{movement.primary_rule}-{RATERS_OF[movement.primary_rater]}"
        return f"{self.goal.id}-{self.goal.variants[0].id}".replace("_", "-")

    def meaning(self, project: Project) -> str:
        """Say what is counted, and of whom it is a share."""
        if self.variant is not None:
            return meaning(self.variant, exit_labels(project))
        return (
            "framåt, av personer med minst en fråga besvarad på två kort, enligt regeln "
            f"”{project.movement.primary.label}” på {RATERS_OF[project.movement.primary_rater]} "
            "kort"
        )

    @property
    def whom(self) -> str:
        """Say which people the share is of, after their number: ”som nåddes”."""
        if self.variant is None:
            return "med två kort att jämföra"
        if self.group is not None:
            return "som nåddes"
        if self.variant.within:
            return "som avslutats av de orsaker som räknas"
        return "som avslutats" if self.variant.denominator == "exited" else "som startat"

    def figure(self, section: Section, place: str, **more: Hashable) -> Figure:
        """Look the share up; ``more`` are keys that the group has beside the measure's own."""
        if self.goal is None:
            movement = section.project.movement
            whose = {"rater": movement.primary_rater, **more}
            return section.figures.one(place, "steps.forward", movement.primary_rule, **whose)
        if self.group is not None:
            return section.figures.one(place, "lasting.share", "", **self.group.keys, **more)
        definition = f"{self.goal.id}/{self.goal.variants[0].id}"
        return section.figures.one(place, "goal", definition, **more)

    def lacking(self, section: Section, place: str) -> str:
        """Say shortly why a place has no share; nothing when it has one."""
        if not section.figures.delivered(place):
            return NO_DELIVERY
        if self.figure(section, place).n:
            return ""
        own = section.for_place(place)
        counts = wording.delivers_counts(own)
        if self.variant is None:
            return "bara antal" if counts else "inga kort att jämföra"
        if self.group is not None:
            return "bara antal, utan den här gruppen" if counts else row_text(own, self.group)
        return {
            "som startat": "ingen har startat",
            "som avslutats": "ingen har avslutats",
        }.get(self.whom, "inget sådant avslut")

    def why(self, section: Section, where: str) -> str:
        """Say in a sentence why there is no share, and where that can be known, when it comes."""
        if self.variant is None:
            if wording.delivers_counts(section):
                return wording.counts_only(section, "förflyttningar")
            return f"Ingen har två progressionskort att jämföra {where} {section.until}."
        if self.variant.within:
            return f"Ingen har avslutats av de orsaker som räknas {where} {section.until}."
        return why_no_outcome(section, self.variant)

    def rows(
        self, records: Records, moved: Callable[[], Movements], question: Question
    ) -> list[pd.DataFrame]:
        """Measure the share, as the reports do; ``question``'s project has the one goal.

        ``moved`` gives the movements, and is asked only when they matter.
        """
        if self.goal is None:
            rows = forward(records, moved(), question)
            rater = group_text(rater=question.project.movement.primary_rater)
            return [rows[rows["group"] == rater]]
        if self.group is None:
            return [goals(records, _NOT_FOLLOWED, question)]
        followups = followed(records, moved().forward, question)
        shares = lasting(followups)
        of_group = shares[shares["group"] == group_text(**self.group.keys)]
        return [goals(records, followups, question), of_group]

    def waiting(
        self, records: Records, moved: Callable[[], Movements], question: Question
    ) -> list[pd.DataFrame]:
        """Measure what tells why there is no share yet: when the first is due for follow-up."""
        if self.group is None:
            return []
        due = first_due(records, moved().forward, question).astype({"group": "str"})
        of_group = due["group"].str.startswith(f"{group_text(**self.group.keys)};")
        return [due[of_group & (due["measure"] == "lasting.first_due")]]


def of_variant(goal: Goal, variant: Variant) -> Outcome:
    """Give a goal's outcome under one definition."""
    return Outcome(goal.model_copy(update={"variants": (variant,)}))


def outcomes(project: Project) -> list[Outcome]:
    """List what can be looked at: people forward, and each goal under each definition."""
    each = [of_variant(goal, variant) for goal in project.goals for variant in goal.variants]
    return [Outcome(), *each]


def deciding(project: Project, day: date) -> Outcome:
    """Give the outcome of the project's own goal under the definition in force on a day."""
    goal = next((goal for goal in project.goals if goal.official), project.goals[0])
    return of_variant(goal, goal.primary(day))
