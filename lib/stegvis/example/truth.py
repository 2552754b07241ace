"""The truth file: what was made up and planted, so that what is measured can be held against it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import fsum
from pathlib import Path
from typing import Any

from stegvis.example import cards, followups, people
from stegvis.example.deliveries import correction
from stegvis.example.errors import PlantedError
from stegvis.example.followups import DECLINED, MONTHS
from stegvis.example.history import Course, History
from stegvis.example.municipalities import Traits
from stegvis.example.places import PLUS
from stegvis.project import MISREGISTERED, Project

Truth = dict[str, Any]
_DECIMALS = 3


def model() -> Truth:
    """Give the parameters of the latent model, by the names they have in the code."""
    return {
        "first_level": [people.FIRST_LEVEL, people.FIRST_SPREAD],
        "drift_a_month": people.DRIFT,
        "fidelity_effect_a_month": people.FIDELITY_EFFECT,
        "pace_spread": people.PACE_SPREAD,
        "coordinator_change_cost_a_month": people.CHANGE_COST,
        "wobble": people.WOBBLE,
        "after_work_a_month": people.AFTER_WORK,
        "after_other_a_month": people.AFTER_OTHER,
        "slip_a_month_after_six": people.SLIP,
        "participant_bias": [people.SELF_BIAS, people.SELF_SPREAD],
        "item_loadings": list(cards.LOADINGS),
        "item_offsets": list(cards.OFFSETS),
        "rater_noise": cards.NOISE,
        "kept_within": followups.KEPT_WITHIN,
        "answers_by_change": followups.ANSWERS_BY_CHANGE,
    }


def of_project(project: Project, histories: Sequence[History]) -> Truth:
    """Give the truth of a project: its totals, its municipalities, its people's levels.

    Everything is as at the project's last day, and true of everyone, not only of those who
    answered; a level is [at start, at exit or at the last day].
    """
    counted = [course for history in histories for course in history.courses if course.counts]
    return {
        "totals": _totals(counted, project.end),
        "municipalities": {
            history.place.name: _municipality(project, history) for history in histories
        },
        "levels": {
            course.person.id: _levels(course, project.end)
            for history in histories
            for course in history.courses
        },
    }


def _municipality(project: Project, history: History) -> Truth:
    place = history.place
    counted = [course for course in history.courses if course.counts]
    mistake = correction(history) if project.id == PLUS else None
    own: Truth = {
        **_traits(project, place),
        **_totals(counted, project.end),
        "misregistered": [c.person.id for c in history.courses if c.person.reason == MISREGISTERED],
        "coordinator_changes": sum(c.person.changes_by(project.end) for c in counted),
        "mean_level_change": _mean([_change(course, project.end) for course in counted]),
    }
    if mistake is not None:
        own["correction"] = {
            "participant": mistake.participant,
            "column": "avslutsorsak",
            "delivered": mistake.delivered,
            "correct": mistake.correct,
            "until": mistake.until,
        }
    return own


def _traits(project: Project, place: Traits) -> Truth:
    return {
        "scope": "antal" if place.counts_only_in(project.id) else "individ",
        "follows_positive_only": place.follows_positive_only,
        "method": list(place.method),
        "raised": [place.raised[0].isoformat(), list(place.raised[1])] if place.raised else None,
        "fidelity_at_start": place.fidelity_on(project.start),
        "fidelity_at_end": place.fidelity_on(project.end),
        "coordinator_biases": list(place.coordinator_biases),
        "turnover_a_month": place.turnover,
        "cards_missed": place.missed,
        "cards_late": place.late,
        "answers": place.answers,
        "missed_quarters": list(place.missed_quarters) if project.id == PLUS else [],
        "late_quarters": list(place.late_quarters) if project.id == PLUS else [],
    }


def _totals(counted: Sequence[Course], end: date) -> Truth:
    left = [course for course in counted if course.person.exit <= end]
    reasons = [course.person.reason for course in left]
    return {
        "started": len(counted),
        "exited": len(left),
        "reasons": {reason: reasons.count(reason) for reason in sorted(set(reasons))},
        "lasting": {str(months): _lasting(left, months, end) for months in MONTHS},
        "slipped_back": sum(_slipped_back(course, end) for course in left),
    }


def _lasting(left: Sequence[Course], months: int, end: date) -> Truth:
    """Lasting progression of all exits: the share among the eligible, and among those reached."""
    due = [f for c in left for f in c.followups if f.months == months and f.due <= end]
    reached = [f for f in due if f.answered and f.asked is not None and f.asked <= end]
    return {
        "eligible": len(due),
        "reached": len(reached),
        "true_share": _mean([float(f.progression != DECLINED) for f in due]),
        "share_of_reached": _mean([float(f.progression != DECLINED) for f in reached]),
    }


def _slipped_back(course: Course, end: date) -> bool:
    """Whether the person held on at 6 months and has lost ground at 12, asked or not."""
    at_six, at_twelve = course.followups
    held_on = at_six.progression != DECLINED
    return held_on and at_twelve.progression == DECLINED and at_twelve.due <= end


def _levels(course: Course, end: date) -> list[float]:
    person = course.person
    return [round(person.levels[0], _DECIMALS), round(_last(course, end), _DECIMALS)]


def _last(course: Course, end: date) -> float:
    return course.person.level_on(min(course.person.exit, end))


def _change(course: Course, end: date) -> float:
    return _last(course, end) - course.person.levels[0]


def _mean(values: Sequence[float]) -> float | None:
    return round(fsum(values) / len(values), _DECIMALS) if values else None


def of_error(error: PlantedError, path: Path, folder: Path) -> Truth:
    """Give where an error was planted, and the finding it must lead to."""
    return {
        "file": path.relative_to(folder).as_posix(),
        "level": error.level,
        "rule": error.rule,
        "sheet": error.sheet,
        "row": error.row,
        "column": error.column,
    }
