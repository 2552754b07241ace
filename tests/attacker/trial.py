"""A small project published period by period, and attacked: protected, and as it was."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

import numpy as np
from stegvis.figures import Figures
from stegvis.period import Period
from stegvis.project import Project

from attacker.attack import Case, Row, attack, unprotected
from attacker.between import Name
from attacker.scheme import Scheme
from attacker.small_projects import Draw, SmallProject
from attacker.truth import truth_of
from attacker.verdict import Verdict

_OTHERS = 40
"""Of counts that stand in no table, so many are tried."""
_PARTICIPANTS = (0, 17)
"""Which participants somebody knows."""


@dataclass(frozen=True)
class Trial:
    """What an outsider gets of a small project; ``refused`` is why a period was not published."""

    protected: Verdict
    bare: Verdict
    shown: int
    rows: int
    refused: str


def rows_of(figures: Figures) -> list[Row]:
    """Write figures as they are published, and read them back."""
    written = StringIO()
    figures.write(written)
    return list(csv.DictReader(StringIO(written.getvalue())))


def published(small: SmallProject, folder: Path) -> tuple[Case, str]:
    """Publish a project's periods in order; from where one is refused, none."""
    from stegvis.disclosure.protect import protect
    from stegvis.disclosure.publication import DisclosureError

    told: list[list[Row]] = []
    truth: dict[Name, int] = {}
    scopes: dict[tuple[str, date], str] = {}
    refused = ""
    for number, label in enumerate(small.periods):

        def at(quarter: Period, number: int = number) -> Figures:
            return small.figures_at(number, quarter)

        try:
            made = protect(small.project, Period.parse(label), folder / "ledger.json", at)
        except DisclosureError as error:
            refused = str(error)
            break
        told.append(rows_of(made.figures))
        days = {small.project.period(row["period"]) for row in told[-1]}
        for period in (each for each in days if (each.end not in {day for _, day in scopes})):
            scopes |= {(place, period.end): s for place, s in small.scopes(number).items()}
            truth |= truth_of(rows_of(at(period)), Scheme(small.project, dict(scopes)))
    every = sorted({name.day for name in truth})
    known = [[p for day in every for p in small.participant(n, day)] for n in _PARTICIPANTS]
    return Case(small.project, scopes, told, truth, known), refused


def tried(pattern: Project, seed: int, folder: Path) -> Trial:
    """Draw a project, publish it, and attack what is published."""
    case, refused = published(Draw(np.random.default_rng(seed), pattern).one(), folder)
    bare = Case(
        case.project,
        case.scopes,
        [unprotected(rows, case.truth, case.scheme) for rows in case.published],
        case.truth,
    )
    rows = [row for each in case.published for row in each if row["measure"] != "delivery.used"]
    return Trial(
        attack(case, most=_OTHERS),
        attack(bare, most=0),
        sum(row["k"] != "" for row in rows),
        len(rows),
        refused,
    )
