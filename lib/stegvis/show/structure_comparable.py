"""What can be compared between municipalities: of the same time, on the same basis, of enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from stegvis.period import Period
from stegvis.place import fold
from stegvis.show import swedish
from stegvis.show.places import places
from stegvis.show.section import Section
from stegvis.show.sheets import known, quarters
from stegvis.show.terms import short_quarter
from stegvis.show.wording import FEW

Basis = tuple[str, ...]
Bases = Mapping[str, Basis]
"""By municipality."""


def _none(_section: Section) -> Bases:
    return {}


@dataclass(frozen=True)
class Aspect:
    """A figure to compare municipalities by.

    Parameters
    ----------
    title, measure
        What it is called, and where it is found.
    sheet
        The sheet it comes from; without one, people's own rows as delivered.
    of
        What n counts, such as ”svar”, where fewer than `FEW` are too few to compare.
    basis
        What the denominator consists of in each municipality, and ``other`` what is wrong with
        one that consists of something else.
    """

    title: str
    measure: str
    sheet: str | None = None
    of: str = ""
    basis: Callable[[Section], Bases] = _none
    other: str = ""
    shares: bool = True


def usual(bases: Bases) -> Basis:
    """Give the basis that most have; of several as common, the last in order, so the newest.

    >>> usual({"Hjo": ("2024Q4",), "Skara": ("2025Q2",), "Vara": ("2025Q2",)})
    ('2025Q2',)
    """
    counts = Counter(bases.values())
    return max(counts, key=lambda basis: (counts[basis], basis), default=())


def why_not(section: Section, aspect: Aspect) -> dict[str, str]:
    """Say why a municipality's figure cannot be compared, for each whose figure cannot."""
    figures = {place: known(section, place, aspect.measure) for place in places(section)}
    held = {place: f for place, f in figures.items() if f and f.value is not None}
    all_times, all_bases = _times(section, aspect), aspect.basis(section)
    times = {place: all_times[place] for place in held}
    bases = {place: all_bases.get(place, ()) for place in held}
    same_time, same_basis = usual(times), usual(bases)
    reasons = {}
    for place, figure in held.items():
        if times[place] != same_time:
            reasons[place] = f"gäller {_said(times[place])}, inte {_said(same_time)}"
        elif bases[place] != same_basis:
            reasons[place] = aspect.other
        elif aspect.of and (figure.n or 0) < FEW:
            reasons[place] = f"färre än {FEW} {aspect.of}"
    return reasons


def _times(section: Section, aspect: Aspect) -> Bases:
    """Give the quarters that each figure depends on: the sheet's, or the delivery's of people."""
    used = section.figures.table(None, "delivery.used")
    delivered = dict(zip(used["municipality"], map(str, used["quarter"]), strict=True))
    if aspect.sheet is None:
        return {place: (label,) for place, label in delivered.items()}
    last = Period.quarter_of(section.period.end).label
    return {
        place: (sheet.label,) if aspect.shares else (sheet.label, min(delivered[place], last))
        for place, sheet in quarters(section, aspect.sheet).items()
    }


def _said(times: Basis) -> str:
    return swedish.listed(dict.fromkeys(short_quarter(Period.parse(label)) for label in times))


def _collected(table: pd.DataFrame, names: pd.Series[str]) -> Bases:
    return {
        str(place): tuple(sorted(set(own)))
        for place, own in names.groupby(table["municipality"], sort=False)
    }


def referrers(section: Section) -> Bases:
    """List the referrers who have answered in each municipality."""
    table = section.figures.table(None, "referrer.knowledge")
    answered = table[table["n"] > 0]
    return _collected(answered, answered["referrer"]) if len(answered) else {}


def practices(section: Section) -> Bases:
    """List the practices that each municipality has reported."""
    table = section.figures.table(None, "practice.state")
    return _collected(table, table["practice"].map(fold)) if len(table) else {}


def themes(section: Section) -> Bases:
    """List the themes that each municipality says are given or wanted."""
    table = section.figures.table(None, "skill.state")
    if not len(table):
        return {}
    wanted = table["state"].isin(section.project.lists.skill_state[:2])
    asked = table[wanted & (table["k"].fillna(1) > 0)]
    return _collected(asked, asked["theme"].map(fold))
